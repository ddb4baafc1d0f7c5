"""Adverse events: opened, followed, assessed by a doctor, closed, reported and counted."""
