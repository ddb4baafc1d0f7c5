"""Plans of treatment: drafted, proposed, approved, accepted, and changed only as a new version."""
