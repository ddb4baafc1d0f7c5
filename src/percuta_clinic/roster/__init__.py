"""Who works when, and when the clinic is shut."""
