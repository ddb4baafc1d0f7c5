"""Settings for every test: property tests repeat exactly and do not mind a slow machine."""

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")
