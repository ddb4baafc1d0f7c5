"""The commands of ``percuta clinic``."""
