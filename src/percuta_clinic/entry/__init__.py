"""The ways in: sign-in, first run, invitations, the demo's open door."""
