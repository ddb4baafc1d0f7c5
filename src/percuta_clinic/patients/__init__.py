"""The record of a person: details, contacts, notes, files, and who may open it."""
