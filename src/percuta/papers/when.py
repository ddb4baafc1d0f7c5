"""Hours from the last needle as a patient counts: days, that of the session being day 0."""

DAY, WEEK = 24, 168


def when(begin: float | None, end: float | None) -> str:
    """``first 3 days``, ``day 1 to 4``, ``7 days before``, ``after a week``, ``always``."""
    if begin is None:
        return "always"
    if begin < 0:
        return f"{_days(-begin)} before"
    if end is None:
        return f"after {_days(begin)}"
    if end == begin:
        return "on the day"
    if begin == 0:
        return f"first {_days(end, first=True)}"
    return f"day {begin / DAY:g} to {end / DAY:g}"


def _days(hours: float, *, first: bool = False) -> str:
    if hours == DAY:
        return "day" if first else "a day"
    if hours == WEEK:
        return "week" if first else "a week"
    if hours > WEEK and hours % WEEK == 0:
        return f"{hours / WEEK:g} weeks"
    return f"{hours / DAY:g} days"
