"""What the patient sees."""
