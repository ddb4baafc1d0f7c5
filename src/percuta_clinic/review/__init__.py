"""What became of a course: reviews, change, forecast against seen, whether to go on."""
