"""A forecast with what was read on it, as lines and points of a drawing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from percuta_clinic.review.science_forecast import Foretold, Point

LEFT, RIGHT, TOP, BOTTOM = 108, 628, 18, 222
WIDTH, HEIGHT = 640, 254
WORST, BEST = -0.5, 1.0
LEVELS = ((-0.5, "half worse"), (0.0, "as before"), (0.5, "half gone"), (1.0, "all gone"))
NINE, HALF, MIDDLE = (0, 4), (1, 3), 2
MOST_TICKS = 8


def drawn(found: Foretold) -> dict[str, Any]:
    """Bands, sessions and points; what lies beyond the drawing is drawn at its edge.

    After scores the bands are what is expected now, and ``first`` is what was expected at first.
    """
    days = [*found.days, *(one.day for one in found.points), *found.now_days]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def x_of(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / span, 1)

    xs = [x_of(day) for day in found.days]
    shown = [x_of(day) for day in found.now_days] if found.now else xs
    bands = found.now or found.bands
    return {
        "view_box": f"0 0 {WIDTH} {HEIGHT}",
        "first": _area(xs, found.bands, NINE) if found.now else "",
        "nine": _area(shown, bands, NINE),
        "half": _area(shown, bands, HALF),
        "middle": " ".join(_line(shown, [band[MIDDLE] for band in bands])),
        "levels": [(_y(level), name) for level, name in LEVELS],
        "ticks": [(x_of(day), f"{day:%b}") for day in _months(first, last)],
        "visits": [(x_of(day), number) for number, day in enumerate(found.sessions, start=1)],
        "points": [_dot(one, x_of(one.day)) for one in found.points],
    }


def _dot(one: Point, x: float) -> dict[str, Any]:
    low, high = one.ends or (one.part, one.part)
    shown = {"x": x, "y": _y(one.part), "inside": one.in_nine}
    return shown | {"low": _y(low), "high": _y(high), "repeats": one.ends is not None}


def told(point: Point) -> dict[str, Any]:
    """A point in numbers, as the table beside the drawing says it."""
    low, first, _, third, high = (f"{100 * value:.0f}%" for value in point.told)
    now = [f"{100 * value:.0f}%" for value in point.now]
    return {
        "day": point.day,
        "part": f"{100 * point.part:.0f}%",
        "ends": " to ".join(f"{100 * value:.0f}%" for value in point.ends or ()),
        "now": f"{now[0]} to {now[-1]}" if now else "",
        "half": f"{first} to {third}",
        "nine": f"{low} to {high}",
        "in_half": point.in_half,
        "in_nine": point.in_nine,
        "above": point.rank > 0.5,
    }


def _months(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    starts = []
    while (start := date(year, month, 1)) <= last:
        starts.append(start)
        year, month = (year + 1, 1) if month == date.max.month else (year, month + 1)
    inside = [day for day in starts if day >= first]
    return iter(inside[:: 1 + len(inside) // MOST_TICKS])


def _y(part: float) -> float:
    kept = min(max(part, WORST), BEST)
    return round(BOTTOM - (BOTTOM - TOP) * (kept - WORST) / (BEST - WORST), 1)


def _line(xs: Sequence[float], parts: Sequence[float]) -> Iterator[str]:
    return (f"{x},{_y(part)}" for x, part in zip(xs, parts, strict=True))


def _area(xs: Sequence[float], bands: Sequence[Sequence[float]], ends: tuple[int, int]) -> str:
    low, high = ends
    there = list(_line(xs, [band[high] for band in bands]))
    back = list(_line(xs, [band[low] for band in bands]))
    return " ".join((*there, *reversed(back)))


def calibration(found: Any) -> list[dict[str, float]]:
    """Points of the plot of what was foretold below against what came, with exact intervals."""
    return [
        {
            "x": 40 + round(200 * one.told),
            "y": _up(one.came.part),
            "low": _up(one.came.low),
            "high": _up(one.came.high),
        }
        for one in found.points
        if one.came.part is not None
    ]


def _up(part: float) -> float:
    return round(200 - 190 * part, 1)
