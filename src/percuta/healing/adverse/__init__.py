"""Harm after a session: how it is named, graded, judged, counted and reported."""
