"""What became of each concern of a course: change, forecast against seen, whether to go on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from percuta_clinic.assessment.models import Grading
from percuta_clinic.assessment.science import KINDS
from percuta_clinic.planning.dates import days_apart
from percuta_clinic.planning.making import kept_of
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.review.course import Course, planned_in
from percuta_clinic.review.science import Scored
from percuta_clinic.review.science_forecast import (
    Dose,
    Foretold,
    Given,
    Read,
    course_in,
    dose_of,
    foretold,
    moved_by,
    now_days_of,
    read_over,
    rule_says,
    with_now,
)
from percuta_clinic.review.scores import Place, concerns_in, places_of
from percuta_clinic.treatment.course_given import carried_on

AS_PLANNED = "The forecast is the one kept with the plan, from its last session on."
CARRIED = (
    "Another number of sessions was given than planned: the forecast is made after what was given."
)
OTHERWISE = (
    "Another number of sessions was given than planned, and what they delivered is not on record: "
    "the forecast is the one kept with the plan, from its last session on. Read it with care."
)
RESULT = timedelta(days=92)  # after the last session: where results are looked at


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One concern. ``foretold`` None: no forecast is made for it; ``whose`` says which it is."""

    kind: str
    name: str
    places: tuple[tuple[Place, Scored], ...]
    foretold: Foretold | None
    whose: str
    moved: Any
    moved_to: date
    dose: Dose | None
    rule: Any


def outcomes(course: Course, clinic: Clinic) -> list[Outcome]:
    """Every concern that the plan aimed at and a free scale is known for."""
    places = [one for one in places_of(course) if one.measure is not None]
    _, carried = carried_on(course.plan, clinic)
    frozen = kept_of(course.plan).forecast
    as_planned = len(course.given) == planned_in(course.plan)
    found = []
    for kind, some in concerns_in(places):
        whose, forecast = _whose(as_planned, carried, frozen)
        told = course_in(forecast, kind, _zones(some))
        read = readings(some)
        given = _given(course, kind, some, carried=carried, clinic=clinic)
        at = max(course.given[-1] + RESULT, *(one.day for one in read), course.given[-1])
        foretold = _foretold(told, read, given)
        days = now_days_of(foretold, given.days[0]) if foretold is not None else ()
        moved = moved_by(given, read, at=at, days=days)
        found.append(
            Outcome(
                kind=kind,
                name=KINDS[kind].capitalize(),
                places=tuple((one, one.since()) for one in some),
                foretold=_as_now(foretold, moved, given),
                whose=whose,
                moved=moved,
                moved_to=at,
                dose=dose_of(given, _planned(frozen, kind, some), at=at),
                rule=rule_says(given, read, [one.since().change.verdict for one in some]),
            )
        )
    return found


def _whose(as_planned: bool, carried: Any, frozen: Any) -> tuple[str, Any]:
    """Which forecast is held against what was seen, and a sentence that says so."""
    if as_planned:
        return AS_PLANNED, frozen
    return (CARRIED, carried) if carried is not None else (OTHERWISE, frozen)


def _foretold(told: Any, read: Sequence[Read], given: Given) -> Foretold | None:
    if told is None or not told.sessions:
        return None
    return foretold(told, read, last=given.days[-1])


def _as_now(found: Foretold | None, moved: Any, given: Given) -> Foretold | None:
    """With what is expected now, where scores moved it and virtual people fit them."""
    if found is None or moved is None or not (moved.bands and moved.trusted):
        return found
    return with_now(found, moved.bands, first=given.days[0])


def _planned(frozen: Any, kind: str, places: Sequence[Place]) -> Sequence[date]:
    """The days on which the plan had its sessions in these places."""
    told = course_in(frozen, kind, _zones(places))
    return tuple(told.sessions) if told is not None else ()


def _zones(places: Iterable[Place]) -> list[str]:
    return [one.zone for one in places]


def _given(
    course: Course, kind: str, places: Sequence[Place], *, carried: Any, clinic: Clinic
) -> Given:
    """The sessions in which these places were needled, by the dose that was delivered."""
    told = course_in(carried, kind, _zones(places))
    had = set(course.given)
    days = tuple(day for day in told.sessions if day in had) if told is not None else ()
    return Given(
        concern=kind,
        days=days or course.given,
        apart=float(days_apart(course.plan)),
        today=today(clinic),
    )


def readings(places: Sequence[Place]) -> list[Read]:
    """What was read of one concern by day: the mean over the places that were graded then."""
    by_day: dict[date, list[tuple[Place, Grading]]] = {}
    for place in places:
        for one in place.later:
            by_day.setdefault(one.seen_on, []).append((place, one))
    found = [_read(day, rows) for day, rows in sorted(by_day.items())]
    return [one for one in found if one is not None]


def _read(day: date, rows: Sequence[tuple[Place, Grading]]) -> Read | None:
    newest = {place.zone: (place, one) for place, one in rows}
    return read_over(
        day,
        [
            (place.scale, place.before.grade if place.before is not None else None, one.grade)
            for place, one in newest.values()
        ],
    )
