"""Addresses of the public pages."""
