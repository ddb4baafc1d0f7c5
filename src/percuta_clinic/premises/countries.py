"""Countries by their two letters, and time zones, as people choose them."""

from functools import cache
from zoneinfo import available_timezones

from percuta_clinic.premises.country_names import NAMES


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Two letters and English name, by name."""
    named = [(line[:2], line[3:]) for line in NAMES.splitlines()]
    return tuple(sorted(named, key=lambda one: one[1]))


@cache
def zone_names() -> frozenset[str]:
    """Every time zone this machine knows; asking for them walks through hundreds of files."""
    return frozenset(available_timezones())


@cache
def zones() -> tuple[str, ...]:
    """Time zones named after a place; old short names are left out."""
    return tuple(sorted(name for name in zone_names() if "/" in name and name[:4] != "Etc/"))
