"""A lifelike clinic of invented people, to look at and to test with."""
