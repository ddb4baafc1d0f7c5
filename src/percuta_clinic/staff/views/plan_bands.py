"""What can be expected of a plan as its page draws it: bands, and chances in words of ten people.

Only numbers of the forecast; a concern without one gets its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.planning.science import Made

LEFT, RIGHT, TOP, BOTTOM = 58, 628, 18, 222
WIDTH, HEIGHT = 640, 254
NINE, HALF, MIDDLE = (0, 4), (1, 3), 2
LEVELS = ((0.0, "none"), (0.25, "25%"), (0.5, "50%"), (0.75, "75%"), (1.0, "all"))
MOST_TICKS = 8
FIRST_WEEK = 7
TEN = 10
TOLD_OF_WORSE = (
    "It cannot show skin that gets worse, and nobody knows how long a gain lasts: the printed "
    "trials hardly looked."
)


def outlook_shown(made: Made) -> dict[str, Any]:
    """Bands for the concerns with numbers, words for the others."""
    forecast = made.forecast
    if forecast is None:
        return {"courses": [], "words": []}
    sessions = made.plan.sessions if made.plan is not None else ()
    numbers = {one.day: one.number for one in sessions}
    return {
        "courses": [_course(one, numbers) | _where(one, forecast) for one in forecast.courses],
        "words": [{"name": _big(one.name), "why": one.why} for one in forecast.words],
        "limits": TOLD_OF_WORSE if forecast.courses else "",
        "view_box": f"0 0 {WIDTH} {HEIGHT}",
    }


def _where(course: Any, forecast: Any) -> dict[str, str]:
    """The places, where sessions parted those of one concern."""
    parted = sum(one.concern == course.concern for one in forecast.courses) > 1
    return {"where": _big(", ".join(map(place_words, course.zones))) if parted else ""}


def in_ten(part: float) -> str:
    """A chance in people out of ten, never as sure as none or all."""
    count = round(part * TEN)
    if count < 1:
        return "fewer than 1 of 10 people"
    if count >= TEN:
        return "more than 9 of 10 people"
    return f"about {count} of 10 people"


def _big(name: str) -> str:
    return name[:1].upper() + name[1:]


def _course(course: Any, numbers: Mapping[date, int]) -> dict[str, Any]:
    """One concern; every sentence stands on the forecast's numbers at its day of review."""
    low, first, _, third, high = (f"{value:.0%}" for value in course.at_band)
    return {
        "key": course.concern,
        "name": _big(course.name),
        "few": in_ten(course.little),
        "little": f"{in_ten(course.little)} gain hardly anything",
        "half": f"{in_ten(course.half)} get better by half or more",
        "at": course.at,
        "looked": course.is_read,
        "says": f"half of people are {first} to {third} better, nine in ten {low} to {high}",
        "people": course.people,
        "trials": len(course.studies),
        "why_at": f"forecast/{course.concern}/little",
        "drawn": _drawn(course, numbers),
    }


def _drawn(course: Any, numbers: Mapping[date, int]) -> dict[str, Any]:
    place = _Place(course.days[0], course.days[-1])
    xs = [place.x(day) for day in course.days]
    return {
        "nine": _area(xs, course.bands, NINE),
        "half": _area(xs, course.bands, HALF),
        "middle": " ".join(_points(xs, [band[MIDDLE] for band in course.bands])),
        "levels": [(_y(level), name) for level, name in LEVELS],
        "ticks": list(place.months()),
        "visits": [(place.x(day), numbers.get(day, "")) for day in course.sessions],
        "review": place.x(course.at),
        "unseen": list(_unseen(course, place)),
    }


class _Place:
    """Days from left to right."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.span = first, max((last - first).days, 1)
        self.last = last

    def x(self, day: date) -> float:
        """Where a day stands, within the plot."""
        part = min(max((day - self.first).days / self.span, 0), 1)
        return round(LEFT + (RIGHT - LEFT) * part, 1)

    def months(self) -> Iterator[tuple[float, str]]:
        """Where months begin, as many as there is room for."""
        year, month = self.first.year, self.first.month
        starts = []
        while (start := date(year, month, 1)) <= self.last:
            starts.append(start)
            year, month = (year + 1, 1) if month == date.max.month else (year, month + 1)
        inside = [day for day in starts if day >= self.first]
        every = 1 + len(inside) // MOST_TICKS
        return ((self.x(day), f"{day:%b}") for day in inside[::every])


def _y(part: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * part, 1)


def _points(xs: Sequence[float], parts: Sequence[float]) -> Iterator[str]:
    return (f"{x},{_y(part)}" for x, part in zip(xs, parts, strict=True))


def _area(xs: Sequence[float], bands: Sequence[Sequence[float]], ends: tuple[int, int]) -> str:
    low, high = ends
    there = list(_points(xs, [band[high] for band in bands]))
    back = list(_points(xs, [band[low] for band in bands]))
    return " ".join((*there, *reversed(back)))


def _unseen(course: Any, place: _Place) -> Iterator[dict[str, Any]]:
    """The stretches on which no trial looked."""
    begin, end = place.x(course.measured_from), place.x(course.measured_until)
    if begin > LEFT:
        yield {"x": LEFT, "width": round(begin - LEFT, 1), "edge": begin}
    if end < RIGHT:
        yield {"x": end, "width": round(RIGHT - end, 1), "edge": end}
