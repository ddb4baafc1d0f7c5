"""What a browser sent outside of any form, read so that nothing in it can hurt."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme

MOST_DIGITS = 9


def whole(text: str, *, otherwise: int = -1) -> int:
    """A whole number that fits a database; ``otherwise`` for everything else."""
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return otherwise


def day(text: str) -> date | None:
    """A day written as 2027-03-01; None for everything else."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def key(text: str) -> UUID | None:
    """The key of a row; None for everything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def line(given: Mapping[str, object], name: str) -> str:
    """A text without NUL signs, which not every database can hold."""
    return str(given.get(name, "")).replace("\0", "").strip()


def inside(address: str) -> bool:
    """Whether a redirect to ``address`` stays here; a name of a page is no address."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
