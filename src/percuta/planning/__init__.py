"""From what was found to a plan: limits, depth, course, numbing, visit, dates, reasons."""
