"""The scale on which redness is told."""

REDNESS_MOST = 4.0
