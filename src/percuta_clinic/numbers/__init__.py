"""The clinic in numbers: over a span of days, each with what it is of and the rows behind it."""
