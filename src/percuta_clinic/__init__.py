"""The clinic house: people, records and pages around the science. Empty for now."""
