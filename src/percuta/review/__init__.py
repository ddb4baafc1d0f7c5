"""What became of a course: change with its doubt, forecast against seen, when to stop."""
