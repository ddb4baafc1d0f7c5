"""Whether forecasts kept their word over all courses of the clinic.

Each course and concern counts once at a review. A review that was due and not done is missing; a
course that was given otherwise than planned is left out and counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import GIVEN, Course, Due, known_of, planned_in
from percuta_clinic.review.models import Review
from percuta_clinic.review.science import Stand, has_grades
from percuta_clinic.review.science_forecast import (
    FORETOLD,
    Read,
    coverage_of,
    part_of,
    rank_of,
    steps_of,
)

COUNTED = (Stand.DONE, Stand.MISSED)


@dataclass(frozen=True, kw_only=True)
class AtReview:
    """One review, so many days after the last session, over the clinic."""

    after: int
    months: int
    found: Any


@dataclass(frozen=True, kw_only=True)
class KeptWord:
    """``otherwise``: courses left out, given otherwise than planned; ``unheld``: no forecast."""

    courses: int
    otherwise: int
    unheld: int
    reviews: tuple[AtReview, ...]


def kept_word(clinic: Clinic) -> KeptWord:
    """Over every course that is over; a course of another number of sessions is left out."""
    patients = set(Plan.objects.filter(state__in=GIVEN).values_list("patient", flat=True))
    known = known_of(patients, clinic)
    over = [one for one in map(known.course, known.plans) if one.is_over]
    as_planned = [one for one in over if len(one.given) == planned_in(one.plan)]
    documents = Plan.objects.in_bulk([one.plan.pk for one in as_planned])
    ranks: dict[tuple[int, int], list[float | None]] = {}
    unheld = 0
    for course in as_planned:
        courses = _forecasts(documents[course.plan.pk])
        unheld += not courses
        for due in (one for one in course.due if one.stand in COUNTED):
            key = (due.looked.after, due.looked.months)
            ranks.setdefault(key, []).extend(_ranks(course, due, courses))
    return KeptWord(
        courses=len(over),
        otherwise=len(over) - len(as_planned),
        unheld=unheld,
        reviews=tuple(
            AtReview(after=after, months=months, found=coverage_of(found))
            for (after, months), found in sorted(ranks.items())
        ),
    )


def _forecasts(plan: Plan) -> list[Any]:
    forecast = kept_of(plan).forecast
    if forecast is None:
        return []
    return [one for one in forecast.courses if one.concern in FORETOLD and one.sessions]


def _ranks(course: Course, due: Due, courses: list[Any]) -> Iterator[float | None]:
    """Where what was read lies in what was foretold; None where nothing was read."""
    for told in courses:
        yield _rank(due.review, told, course.given[-1])


def _rank(review: Review | None, told: Any, last: date) -> float | None:
    if review is None:
        return None
    found = [
        (part, steps_of(has_grades(one["scale"]), one["before"]))
        for one in review.scores
        if one["kind"] == told.concern
        and (part := part_of(one["scale"], one["before"], one["grade"])) is not None
    ]
    if not found:
        return None
    read = Read(
        day=review.seen_on,
        part=sum(part for part, _ in found) / len(found),
        step=sum(step for _, step in found) / len(found),
    )
    return rank_of(told, read, last=last)
