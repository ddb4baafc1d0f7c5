"""Whether forecasts kept their word over all courses of the clinic.

Each course and concern counts once at a review. A review that was due and not done is missing; a
course that was given otherwise than planned is left out and counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import GIVEN, Course, Due, known_of, planned_in
from percuta_clinic.review.models import Review
from percuta_clinic.review.science import Stand
from percuta_clinic.review.science_forecast import (
    FORETOLD,
    coverage_of,
    rank_of,
    read_over,
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
    told_of = [one for one in review.scores if one["kind"] == told.concern]
    read = read_over(
        review.seen_on, [(one["scale"], one["before"], one["grade"]) for one in told_of]
    )
    return rank_of(told, read, last=last, at=_chance(review.pk)) if read is not None else None


def _chance(key: UUID) -> float:
    """A number from 0 to 1 that a review keeps: the same page counts the same each time."""
    return int(sha256(key.bytes).hexdigest()[:8], 16) / 16**8
