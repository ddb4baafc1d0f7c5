"""Days as people write them, the same in every locale."""

from collections.abc import Iterable
from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def date_in_words(day: date) -> str:
    """A date such as ``2 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_in_words(day: date) -> str:
    """A day such as ``Mon 2 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {date_in_words(day)}"


def days_in_words(days: Iterable[date]) -> str:
    """Several days, such as ``Mon 2 November 2026, Tue 1 December 2026``."""
    return ", ".join(day_in_words(day) for day in days)
