"""Addresses of the staff pages, one file for each kind of page."""
