"""Taking a person's data out, and taking a person out."""
