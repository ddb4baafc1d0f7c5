"""The dates of a course on the person's own calendar, and what does not fit it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from percuta.days import date_in_words
from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.planning.away import (
    AFTER_STAY,
    MARKS_UNTIL,
    RED_UNTIL,
    Away,
    Days,
    before_sun,
    sun_stays,
)
from percuta.planning.course import Session, plan_dates
from percuta.planning.figure import Remark
from percuta.planning.limits import INTERVAL_HIGH
from percuta.planning.request import Request
from percuta.screening.rules.recovery import FLOOR


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The person's own days beside the course.

    ``fits`` is whether the whole course lies before the event; ``last_before`` is the last
    session before it and ``red_until`` the last day on which redness was reported after that.
    """

    event: str
    event_on: date | None
    fits: bool
    last_before: date | None
    red_until: date | None
    away: tuple[Away, ...]
    said: tuple[Remark, ...]
    counted: tuple[Parameter, ...] = ()  # the numbers that free days were told by


def own_days(request: Request) -> Days:
    """The days a session may be on for this person."""
    return Days(risk=request.pigment_risk, away=request.away, event_on=request.event_on)


def calendar(
    request: Request, sessions: Sequence[Session], *, review_on: date, left: Mapping[str, int]
) -> Calendar | None:
    """What a course means for the person's own days; None where there are none."""
    event = request.event_on
    if event is None and not request.away:
        return None
    before = [s for s in sessions if event is not None and s.day < event]
    last = before[-1].day if before else None
    return Calendar(
        event=request.event,
        event_on=event,
        fits=event is None or len(before) == len(sessions),
        last_before=last,
        red_until=last + timedelta(days=RED_UNTIL.value) if last is not None else None,
        away=request.away,
        said=(
            *_on_event(request, sessions, before),
            *_on_result(request, review_on),
            *_sooner(request, left, len(before)),
            *_on_gaps(sessions),
            *_on_sun(request),
        ),
        counted=_counted(request),
    )


def _counted(request: Request) -> tuple[Parameter, ...]:
    event = (RED_UNTIL, MARKS_UNTIL) if request.event_on is not None else ()
    stays = sun_stays(request.away)
    sun = (before_sun(request.pigment_risk), AFTER_STAY) if stays else ()
    return (*event, *sun)


def _named(request: Request) -> str:
    return request.event or "the event"


def _on_event(
    request: Request, sessions: Sequence[Session], before: Sequence[Session]
) -> Iterator[Remark]:
    event = request.event_on
    if event is None:
        return
    name = _named(request)
    if not before:
        yield Remark(
            what=f"No visit fits before {name} on {date_in_words(event)}. The first can be on "
            f"{date_in_words(sessions[0].day)}.",
            why=f"the skin needs {MARKS_UNTIL.value:g} days after a session until no mark is left",
            sources=(*_sources(),),
        )
        return
    last = before[-1].day
    some = (
        f"All {len(sessions)} visits"
        if len(before) == len(sessions)
        else f"{len(before)} of {len(sessions)} visits"
    )
    yield Remark(
        what=f"{some} fit before {name} on {date_in_words(event)}. The last is on "
        f"{date_in_words(last)}; redness can stay until "
        f"{date_in_words(last + timedelta(days=RED_UNTIL.value))}.",
        why=f"redness to day {RED_UNTIL.value:g} at the latest, scabs and small bruises to day "
        f"{MARKS_UNTIL.value:g}; no session later than that before an event",
        sources=(*_sources(),),
    )


def _sources() -> Iterator[Source]:
    return (p.source for p in (RED_UNTIL, MARKS_UNTIL) if p.source is not None)


def _on_result(request: Request, review_on: date) -> Iterator[Remark]:
    event = request.event_on
    if event is None:
        return
    when = "after" if review_on > event else "before"
    yield Remark(
        what=f"The result can be judged from {date_in_words(review_on)}, {when} "
        f"{_named(request)}. Nobody can say what will be seen by then.",
        why="no earlier than three months after the last session",
    )


def _sooner(request: Request, left: Mapping[str, int], fitting: int) -> Iterator[Remark]:
    """What the shortest interval would give, for a doctor to choose; never done by itself."""
    event = request.event_on
    if event is None or fitting >= max(left.values()):
        return
    tight = plan_dates(
        first=request.day,
        interval_days=FLOOR.value,
        sessions_by_zone=left,
        days=own_days(request),
    )
    sooner = [s for s in tight if s.day < event]
    if len(sooner) > fitting:
        yield Remark(
            what=f"Only a doctor could allow visits {FLOOR.value:g} days apart. Then "
            f"{len(sooner)} would fit before {_named(request)}.",
            why=f"the floor of the interval; the last would be on {date_in_words(sooner[-1].day)}",
            sources=(FLOOR.source,) if FLOOR.source is not None else (),
        )


def _on_gaps(sessions: Sequence[Session]) -> Iterator[Remark]:
    for one, other in pairwise(sessions):
        gap = (other.day - one.day).days
        if gap > INTERVAL_HIGH.value:
            yield Remark(
                what=f"Visits {one.number} and {other.number} are {gap // 7} weeks apart, because "
                "of your own days.",
                why=f"longer than the usual {INTERVAL_HIGH.value:g} days; nobody has tested what "
                "that changes",
            )


def _on_sun(request: Request) -> Iterator[Remark]:
    for stay in sun_stays(request.away):
        ahead = before_sun(request.pigment_risk)
        yield Remark(
            what=f"No visit in the {ahead.value / 7:g} weeks before your sun holiday from "
            f"{date_in_words(stay.first)}, nor in the {AFTER_STAY.value / 7:g} weeks after it.",
            why="needled skin keeps out of long sun, and tanned skin is not needled",
            sources=(ahead.source,) if ahead.source is not None else (),
        )
