"""The one document that screen, JSON and golden files are made from."""
