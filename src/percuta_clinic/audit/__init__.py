"""Who did what, and when: written once, never changed, sealed so that a change shows."""
