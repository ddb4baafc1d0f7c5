"""The search for the best course: many courses held against one wish, and what they cost."""
