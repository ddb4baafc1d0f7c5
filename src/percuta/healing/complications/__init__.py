"""What to ask, what to do and when to refer when skin does not heal as it should."""
