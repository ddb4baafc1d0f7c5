"""Addresses of the patient's pages, by part."""
