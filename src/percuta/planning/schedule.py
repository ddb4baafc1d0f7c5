"""The dates of a course on the person's own calendar, and what does not fit it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from percuta.assessment.concern import INDICATIONS
from percuta.days import date_in_words
from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.planning.away import (
    AFTER_STAY,
    DARKER_UNTIL,
    MARKS_UNTIL,
    NO_FILLER_UNTIL,
    RED_UNTIL,
    Away,
    Days,
    before_sun,
    sun_stays,
)
from percuta.planning.course import Series, Session, plan_dates
from percuta.planning.figure import Remark
from percuta.planning.limits import APART_LEAST, INTERVAL_HIGH
from percuta.planning.request import Request
from percuta.planning.settle import interval_of
from percuta.screening.rules.recovery import FLOOR
from percuta.screening.screen import Screening, Verdict


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The person's own days beside the course.

    ``fits`` is whether the whole course lies before the event; ``last_before`` is the last
    session before it and ``red_until`` the last day on which redness was reported after that.
    An event that is over stands in ``said`` alone.
    """

    event: str
    event_on: date | None
    fits: bool
    last_before: date | None
    red_until: date | None
    away: tuple[Away, ...]
    said: tuple[Remark, ...]
    counted: tuple[Parameter, ...] = ()  # the numbers that free days were told by


@dataclass(frozen=True, kw_only=True)
class HeldOff:
    """A day on which own days leave no session; ``free_on`` is the first that may be one."""

    day: date
    why: str
    free_on: date


def held_off(request: Request, screening: Screening) -> HeldOff | None:
    """Whether own days hold off what the rules allow: on the day of treatment, or once they do."""
    best = [zone for zone, verdict in screening.zones.items() if verdict is screening.verdict]
    if screening.verdict is Verdict.PLAN:
        day, zones = request.day, tuple(best)
    else:
        opening = {zone: on for zone in best if (on := screening.opens_on(zone)) is not None}
        if screening.verdict is not Verdict.NOT_NOW or not opening:
            return None
        first = min(opening, key=lambda zone: opening[zone])
        day, zones = opening[first], (first,)
    days = own_days(request)
    why = days.why_not(day, zones)
    return HeldOff(day=day, why=why, free_on=days.next_free(day, zones=zones)) if why else None


def own_days(request: Request) -> Days:
    """The days a session may be on for this person."""
    return Days(
        risk=request.pigment_risk,
        away=request.away,
        event_on=_ahead(request),
        pigment=frozenset(z.key for z in request.zones if _pigment_in(request, z.key)),
    )


def opens_on(request: Request, screening: Screening, zone: str) -> date | None:
    """The day from which a zone may be asked about again, clear of the person's own days too."""
    day = screening.opens_on(zone)
    return None if day is None else own_days(request).next_free(day, zones=(zone,))


def _ahead(request: Request) -> date | None:
    """The day of the event; None where there is none, or none any more."""
    event = request.event_on
    return event if event is not None and event >= request.day else None


def _pigment_in(request: Request, zone: str) -> bool:
    return any(INDICATIONS[kind].pigment for kind in request.kinds_in(zone))


def calendar(
    request: Request,
    sessions: Sequence[Session],
    *,
    review_on: date,
    left: Mapping[str, int],
    series: Sequence[Series],
) -> Calendar | None:
    """What a course means for the person's own days; None where there are none."""
    if request.event_on is None and not request.away:
        return None
    event = _ahead(request)
    before = [s for s in sessions if event is not None and s.day < event]
    last = before[-1].day if before else None
    return Calendar(
        event=request.event if event is not None else "",
        event_on=event,
        fits=event is None or len(before) == len(sessions),
        last_before=last,
        red_until=last + timedelta(days=RED_UNTIL.value) if last is not None else None,
        away=request.away,
        said=(
            *_once_over(request),
            *_on_event(request, sessions, before),
            *_on_skin(request, before),
            *_on_result(request, review_on),
            *_sooner(request, left, series, fitting=len(before)),
            *_on_gaps(request, sessions, series),
            *_on_sun(request),
        ),
        counted=_counted(request, sessions, before),
    )


def _counted(
    request: Request, sessions: Sequence[Session], before: Sequence[Session]
) -> tuple[Parameter, ...]:
    event = (RED_UNTIL, MARKS_UNTIL) if _ahead(request) is not None else ()
    darker = (DARKER_UNTIL,) if event and _may_darken(request, sessions) else ()
    ahead = before_sun(request.pigment_risk)
    after = (NO_FILLER_UNTIL, ahead) if before else ()
    sun = (ahead, AFTER_STAY) if sun_stays(request.away) else ()
    return tuple(dict.fromkeys((*event, *darker, *after, *sun)))


def _may_darken(request: Request, sessions: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions after which marks may look darker for a while."""
    if request.pigment_risk:
        return tuple(sessions)
    return tuple(s for s in sessions if any(_pigment_in(request, zone) for zone in s.zones))


def _named(request: Request) -> str:
    return request.event or "the event"


def _once_over(request: Request) -> Iterator[Remark]:
    """An event that lies before the first possible day."""
    event, name = request.event_on, _named(request)
    if event is not None and _ahead(request) is None:
        yield Remark(
            what=f"{name[:1].upper()}{name[1:]} on {date_in_words(event)} is over when this plan "
            "begins. No visit keeps clear of it.",
            why=f"the plan counts from {date_in_words(request.day)}",
        )


def _on_event(
    request: Request, sessions: Sequence[Session], before: Sequence[Session]
) -> Iterator[Remark]:
    event, name = _ahead(request), _named(request)
    if event is None:
        return
    when = f"before {name} on {date_in_words(event)}"
    first = sessions[0]
    needled = {zone for session in (before or sessions) for zone in session.zones}
    kept = _kept_clear(own_days(request).marks_until(needled))
    if not before:
        said = f"No visit fits {when}. The first can be on {date_in_words(first.day)}."
        yield Remark(what=said, why=kept, sources=_sources(RED_UNTIL, MARKS_UNTIL))
        return
    last = before[-1].day
    which = "It" if len(sessions) == 1 else "The last"
    yield Remark(
        what=f"{_fitting(len(before), len(sessions))} {when}. {which} is on "
        f"{date_in_words(last)}; redness can stay until {_later(last, RED_UNTIL)}.",
        why=kept,
        sources=_sources(RED_UNTIL, MARKS_UNTIL),
    )


def _fitting(before: int, planned: int) -> str:
    """How many of the visits planned fit, such as ``2 of 3 visits fit``."""
    if planned == 1:
        return "The one visit planned fits"
    if before == planned:
        return f"All {planned} visits fit"
    return f"{before} of {planned} visits fit{'s' if before == 1 else ''}"


def _kept_clear(marks: Parameter) -> str:
    darker = (
        f"where pigment is treated marks may look darker to day {marks.value:g} (assumed); "
        if marks is DARKER_UNTIL
        else ""
    )
    return (
        f"redness to day {RED_UNTIL.value:g} at the latest, scabs and small bruises to day "
        f"{MARKS_UNTIL.value:g}; {darker}no session later than that before an event"
    )


def _on_skin(request: Request, before: Sequence[Session]) -> Iterator[Remark]:
    """What the last visits before an event still ask of the skin, whatever the day of it."""
    event = _ahead(request)
    if event is None or not before:
        return
    darkens = _may_darken(request, before)
    if darkens:
        last = darkens[-1].day
        at_event = last + timedelta(days=DARKER_UNTIL.value) >= event
        also = f", so at {_named(request)} too" if at_event else ""
        yield Remark(
            what=f"Dark marks may look darker until {_later(last, DARKER_UNTIL)}{also}.",
            why=f"to day {DARKER_UNTIL.value:g} after the visit on {date_in_words(last)} at the "
            "latest (assumed); new pigment after that is looked at",
            sources=_sources(DARKER_UNTIL),
        )
    last, sun = before[-1].day, before_sun(request.pigment_risk)
    filler, tan = _later(last, NO_FILLER_UNTIL), _later(last, sun)
    yield Remark(
        what=f"No filler, no Botox and no sunbathing until {filler}."
        if filler == tan
        else f"No filler and no Botox on this skin until {filler}, no sunbathing until {tan}.",
        why=f"{NO_FILLER_UNTIL.value:g} days for filler and toxin, {sun.value:g} for the sun, "
        f"after the visit on {date_in_words(last)} as after every visit",
        sources=_sources(NO_FILLER_UNTIL, sun),
    )


def _later(day: date, days: Parameter) -> str:
    return date_in_words(day + timedelta(days=days.value))


def _sources(*numbers: Parameter) -> tuple[Source, ...]:
    return tuple(p.source for p in numbers if p.source is not None)


def _on_result(request: Request, review_on: date) -> Iterator[Remark]:
    event = _ahead(request)
    if event is None:
        return
    when = "after" if review_on > event else "before"
    yield Remark(
        what=f"The result can be judged from {date_in_words(review_on)}, {when} "
        f"{_named(request)}. Nobody can say what will be seen by then.",
        why="no earlier than three months after the last session",
    )


def _sooner(
    request: Request, left: Mapping[str, int], series: Sequence[Series], *, fitting: int
) -> Iterator[Remark]:
    """What the shortest interval would give, for a doctor to choose; never done by itself."""
    event = _ahead(request)
    planned = sum(max(left[zone] for zone in one.zones) for one in series)
    no_room = len(series) * APART_LEAST.value > FLOOR.value
    if event is None or no_room or fitting >= planned:
        return
    tight = plan_dates(
        first=request.day,
        interval_days=FLOOR.value,
        sessions_by_zone=left,
        days=own_days(request),
        series=series,
    )
    sooner = [s for s in tight if s.day < event]
    if len(sooner) > fitting:
        yield Remark(
            what=f"Only a doctor could allow visits {FLOOR.value:g} days apart. Then "
            f"{len(sooner)} would fit before {_named(request)}.",
            why=f"the floor of the interval; the last would be on {date_in_words(sooner[-1].day)}",
            sources=_sources(FLOOR),
        )


def _on_gaps(
    request: Request, sessions: Sequence[Session], series: Sequence[Series]
) -> Iterator[Remark]:
    most = max(interval_of(request).value or 0.0, INTERVAL_HIGH.value)
    for one, other in (pair for some in series for pair in pairwise(_of(some, sessions))):
        gap = (other.day - one.day).days
        if gap > most:
            yield Remark(
                what=f"Visits {one.number} and {other.number} are {gap // 7} weeks apart, because "
                "of your own days.",
                why=f"longer than the usual {INTERVAL_HIGH.value:g} days; nobody has tested what "
                "that changes",
            )


def _of(series: Series, sessions: Sequence[Session]) -> list[Session]:
    """The sessions of one series."""
    return [one for one in sessions if not set(series.zones).isdisjoint(one.zones)]


def _on_sun(request: Request) -> Iterator[Remark]:
    for stay in sun_stays(request.away):
        ahead = before_sun(request.pigment_risk)
        yield Remark(
            what=f"No visit in the {ahead.value / 7:g} weeks before your sun holiday from "
            f"{date_in_words(stay.first)}, nor in the {AFTER_STAY.value / 7:g} weeks after it.",
            why="needled skin keeps out of long sun, and tanned skin is not needled",
            sources=_sources(ahead),
        )
