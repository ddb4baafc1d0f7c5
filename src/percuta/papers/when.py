"""Hours from the last needle as a patient counts: days, that of the session being day 0."""

DAY, WEEK = 24, 168


def when(begin: float | None, end: float | None) -> str:
    """``first 3 days``, ``hour 4 to 12``, ``7 days before``, ``after a week``, ``always``."""
    if begin is None:
        return "always" if end is None else f"up to {_length(end)}"
    if begin < 0:
        return f"{_length(-begin)} before"
    if end is None:
        return f"after {_length(begin)}" if begin else "from now on"
    if end == begin:
        return "on the day" if begin == 0 else f"after {_length(begin)}"
    if begin == 0:
        return f"first {_length(end, first=True)}"
    if begin % DAY or end % DAY:
        return f"hour {begin:g} to {end:g}"
    return f"day {begin / DAY:g} to {end / DAY:g}"


def _length(hours: float, *, first: bool = False) -> str:
    for size, name, one in (
        (WEEK, "week", "a week"),
        (DAY, "day", "a day"),
        (1, "hour", "an hour"),
    ):
        if hours == size:
            return name if first else one
        if hours % size == 0 and hours > size:
            return f"{hours / size:g} {name}s"
    return f"{hours:g} hours"
