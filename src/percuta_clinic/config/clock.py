"""Times by the clock on the wall, told apart where the clocks are put forward or back."""

from datetime import datetime


def clock(local: datetime) -> str:
    """As "14:30", or "02:30 (winter time)" in an hour that comes twice."""
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return _named(local) if comes_twice else f"{local:%H:%M}"


def span(first: datetime, last: datetime) -> str:
    """As "14:30 to 15:00"; over a change of clocks it says by which clock each is."""
    if first.utcoffset() == last.utcoffset():
        return f"{clock(first)} to {clock(last)}"
    return f"{_named(first)} to {_named(last)}"


def _named(local: datetime) -> str:
    """Where there is no summer time, a change of clocks has but the name of the zone."""
    zones = {local.replace(month=month, day=1).dst() for month in (1, 7)}
    season = "summer time" if local.dst() else "winter time"
    return f"{local:%H:%M} ({season if len(zones) > 1 else f'{local:%Z}'})"
