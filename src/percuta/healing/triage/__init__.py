"""The triage of a check-in after a session: what is asked, how urgent it is, and why."""
