"""What needled skin does: a course of healing for many virtual patients at once."""
