"""The days of a plan as its page draws them: a row for each month, and the visits as a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from percuta_clinic.planning.science import Made

DAY, ROW, NAMES, HEAD = 18, 24, 62, 18
LONGEST_MONTH = 31
MOST_MONTHS = 18
FRIDAY = 5
KINDS = ("workday", "weekend", "away", "sun", "reddish", "red")
MARKS = ("visit", "event", "review")
REDNESS = "redness"
NO_RED = "No number of red days was read for this."


@dataclass(frozen=True, kw_only=True)
class Red:
    """Days on which skin is red after a visit: usually, and at the latest."""

    usual: int = 0
    latest: int = 0
    said: str = ""


def days_shown(made: Made) -> dict[str, Any]:
    """The planner and the list; empty where nothing is planned."""
    plan = made.plan
    if plan is None:
        return {"visits": []}
    red, calendar = _red(made), plan.calendar
    own = {
        "event": (calendar.event or "the event") if calendar and calendar.event_on else "",
        "event_on": calendar.event_on if calendar else None,
        "fits": calendar.fits if calendar else True,
        "said": [one.what for one in calendar.said] if calendar else [],
    }
    drawn = _drawn(made, red)
    return {
        "visits": [_visit(one, red) for one in plan.sessions],
        "review_on": plan.review_on,
        "red": red,
        "drawn": drawn,
        "numbers": [(NAMES + DAY * (n - 0.5), n) for n in range(1, LONGEST_MONTH + 1, 2)],
        "view_box": f"0 0 {NAMES + DAY * LONGEST_MONTH} {HEAD + ROW * len(drawn['months'])}",
        "has_away": bool(calendar and calendar.away),
        **own,
    }


def _red(made: Made) -> Red:
    care = made.document.care if made.document is not None else None
    sign = next((one for one in care.expect if one.key.endswith(REDNESS)), None) if care else None
    if sign is None:
        return Red(said=NO_RED)
    latest = sign.to_day if sign.latest_day is None else sign.latest_day
    return Red(
        usual=sign.to_day,
        latest=latest,
        said=f"Redness: usually to day {sign.to_day}, reported to day {latest} at the latest.",
    )


def _visit(session: Any, red: Red) -> dict[str, Any]:
    day = session.day
    return {
        "number": session.number,
        "day": day,
        "minutes": span_of(session.minutes),
        "minutes_at": f"sessions/{session.number}/minutes",
        "red_until": day + timedelta(days=red.usual) if red.usual else None,
        "red_latest": day + timedelta(days=red.latest) if red.latest > red.usual else None,
    }


def span_of(figure: Any) -> str:
    """A number with its unit, or from one to another; empty where nobody knows it."""
    if figure is None:
        return ""
    if figure.value is not None:
        return f"{figure.value:g} {figure.unit}"
    if figure.low is None or figure.high is None:
        return ""
    return f"{figure.low:g} to {figure.high:g} {figure.unit}"


def _drawn(made: Made, red: Red) -> dict[str, Any]:
    """A row for each month; days of one kind are one path, so that it is drawn in no time."""
    plan = made.plan
    if plan is None:
        return {"months": [], "paths": [], "visits": [], "stars": [], "looks": []}
    event = plan.calendar.event_on if plan.calendar else None
    last = max(day for day in (plan.review_on, event) if day is not None)
    first = min(day for day in (plan.sessions[0].day, event) if day is not None)
    signs = _signs(made, red)
    months = list(_months(first, last))
    squares: dict[str, list[str]] = {kind: [] for kind in KINDS}
    marks: dict[str, list[tuple[float, int, str]]] = {kind: [] for kind in MARKS}
    for number, month in enumerate(months):
        y = HEAD + ROW * number
        for day in _days_of(month):
            kind, words = signs.get(day, _plain(day))
            if kind in marks:
                marks[kind].append((NAMES + DAY * (day.day - 0.5), y + 10, words))
            else:
                x = NAMES + DAY * (day.day - 1) + 1
                squares[kind].append(f"M{x} {y + 2}h16v16h-16z")
    return {
        "months": [(HEAD + ROW * n + 15, f"{month:%b %Y}") for n, month in enumerate(months)],
        "paths": [(kind, "".join(found)) for kind, found in squares.items()],
        "visits": marks["visit"],
        "stars": [_diamond(x, y, 7) for x, y, _ in marks["event"]],
        "looks": [_diamond(x, y, 6) for x, y, _ in marks["review"]],
    }


def _plain(day: date) -> tuple[str, str]:
    return ("weekend" if day.isoweekday() > FRIDAY else "workday", "")


def _diamond(x: float, y: int, size: int) -> str:
    return f"M{x} {y - size}l{size} {size}l-{size} {size}l-{size} -{size}z"


def _signs(made: Made, red: Red) -> dict[date, tuple[str, str]]:
    """What each day is; what weighs more is written later."""
    plan = made.plan
    found: dict[date, tuple[str, str]] = {}
    if plan is None:
        return found
    for stay in plan.calendar.away if plan.calendar else ():
        for n in range((stay.last - stay.first).days + 1):
            found[stay.first + timedelta(days=n)] = ("sun" if stay.sun else "away", "")
    for session in plan.sessions:
        for n in range(1, red.latest + 1):
            kind = "red" if n <= red.usual else "reddish"
            found[session.day + timedelta(days=n)] = (kind, "")
    found[plan.review_on] = ("review", "")
    for session in plan.sessions:
        found[session.day] = ("visit", f"{session.number}")
    if plan.calendar and plan.calendar.event_on:
        found[plan.calendar.event_on] = ("event", "")
    return found


def _months(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    for _ in range(MOST_MONTHS):
        start = date(year, month, 1)
        if start > last:
            return
        yield start
        year, month = (year + 1, 1) if month == date.max.month else (year, month + 1)


def _days_of(month: date) -> Iterator[date]:
    day = month
    while day.month == month.month:
        yield day
        day += timedelta(days=1)
