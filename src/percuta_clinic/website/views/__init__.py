"""Pages of the public website."""
