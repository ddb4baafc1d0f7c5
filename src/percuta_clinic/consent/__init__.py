"""What a person read, asked and signed; frozen as signed, and withdrawn at once."""
