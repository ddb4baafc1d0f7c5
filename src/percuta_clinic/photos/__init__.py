"""Photographs: taken by view, allowed by consent, compared like with like."""
