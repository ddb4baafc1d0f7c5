"""Before, during and after a session: what to do, what to expect, when to call for help."""
