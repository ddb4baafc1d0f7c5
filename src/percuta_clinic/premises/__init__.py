"""The clinic itself: its name, hours, time zone and rooms."""
