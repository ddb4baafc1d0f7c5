"""The days after a session: what is normal, what to do, when to call."""
