"""The course on the person's calendar: a row for each week, signs that need no colour."""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from percuta.cli.marks import Marks
from percuta.cli.shapes import heading, lines
from percuta.planning.away import RED_UNTIL
from percuta.report.document import CalendarDoc, PlanDoc

LEGEND = "V visit · r redness possible · s sun · a away · E event · . free"
DAYS_IN_WEEK = 7
RED = timedelta(days=RED_UNTIL.value)
MOST_WEEKS = 200  # more than the three years that an event may be off


def calendar_part(plan: PlanDoc, marks: Marks) -> Iterator[RenderableType]:
    """The person's own days beside the course, where there are any."""
    calendar = plan.calendar
    if calendar is None:
        return
    yield heading("The person's calendar")
    for one in calendar.said:
        because = f"({one.why}) {marks.of(one.sources)}".strip()
        yield Padding(Text(f"{one.what} {because}"), (0, 2))
    yield Padding(Text("\n".join(_weeks(plan, calendar))), (1, 2, 0, 2))
    yield lines(LEGEND)


def _weeks(plan: PlanDoc, calendar: CalendarDoc) -> Iterator[str]:
    first = min(plan.sessions[0].day, *(a.first for a in calendar.away)) if calendar.away else None
    start = _monday(first or plan.sessions[0].day)
    ends = [plan.sessions[-1].day + RED, *(a.last for a in calendar.away)]
    end = max([*ends, *([calendar.event_on] if calendar.event_on is not None else [])])
    yield f"{'':12}Mo Tu We Th Fr Sa Su"
    week = start
    for _ in range(MOST_WEEKS):
        if week > end:
            return
        days = [week + timedelta(days=n) for n in range(DAYS_IN_WEEK)]
        signs = [_sign(plan, calendar, day) for day in days]
        if set(signs) != {"."}:
            yield f"{week.isoformat():12}" + " ".join(f"{sign:2}" for sign in signs).rstrip()
        week += timedelta(days=DAYS_IN_WEEK)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _sign(plan: PlanDoc, calendar: CalendarDoc, day: date) -> str:
    if day == calendar.event_on:
        return "E"
    visits = [session.day for session in plan.sessions]
    if day in visits:
        return "V"
    for stay in calendar.away:
        if stay.first <= day <= stay.last:
            return "s" if stay.sun else "a"
    red = any(timedelta() < day - visit <= RED for visit in visits)
    return "r" if red else "."
