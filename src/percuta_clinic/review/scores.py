"""The places and concerns of a course, graded before and after on the same scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from percuta_clinic.assessment.models import Grading
from percuta_clinic.assessment.science import KINDS, Measure, measures
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.planning.making import kept_of
from percuta_clinic.review.course import Course
from percuta_clinic.review.science import WORSE, Scored, scored

Where = tuple[str, str]  # zone, kind of concern


@dataclass(frozen=True, kw_only=True)
class Place:
    """One concern in one place of a course; ``before`` None: not graded before it."""

    zone: str
    kind: str
    measure: Measure | None
    before: Grading | None
    later: tuple[Grading, ...]

    @property
    def name(self) -> str:
        """In words."""
        return f"{KINDS[self.kind].capitalize()}, {place_words(self.zone)}"

    @property
    def scale(self) -> str:
        """The scale it is graded on, the one from before; empty where there is none."""
        return self.measure.key if self.measure is not None else ""

    @property
    def field(self) -> str:
        """What names it in a form."""
        return f"{self.zone}--{self.kind}"

    @property
    def now(self) -> Grading | None:
        """The newest grade on this scale since the first session."""
        return self.later[-1] if self.later else None

    def since(self) -> Scored:
        """What became of it until the newest grade."""
        before = self.before.grade if self.before is not None else None
        after = self.now.grade if self.now is not None else None
        return scored(self.scale, before, after)

    def fell_back_from(self) -> Grading | None:
        """The grade since that the newest is really worse than, the farthest from it; or None."""
        now = self.now
        if now is None:
            return None
        changes = [(one, scored(self.scale, one.grade, now.grade).change) for one in self.later]
        worse = [(abs(found.by or 0), one) for one, found in changes if found.verdict is WORSE]
        return max(worse, key=lambda pair: pair[0])[1] if worse else None


def places_of(course: Course) -> list[Place]:
    """Every place and concern that the plan aimed at."""
    made = kept_of(course.plan)
    if made.plan is None or not course.given:
        return []
    wished = [(one.zone, kind) for one in made.plan.zones for kind in one.kinds if kind in KINDS]
    found: dict[Where, list[Grading]] = {where: [] for where in wished}
    for grading in course.plan.patient.gradings.order_by("seen_on", "at", "id"):
        if (grading.zone, grading.kind) in found:
            found[grading.zone, grading.kind].append(grading)
    return [_place(where, rows, course.given[0]) for where, rows in found.items()]


def _place(where: Where, rows: list[Grading], first: date) -> Place:
    zone, kind = where
    earlier = [one for one in rows if one.seen_on <= first]
    before = earlier[-1] if earlier and _is_graded(earlier[-1]) else None
    measure = _measure(kind, before.scale if before is not None else "")
    key = measure.key if measure is not None else ""
    later = [one for one in rows if one.seen_on > first and _is_graded(one) and one.scale == key]
    return Place(zone=zone, kind=kind, measure=measure, before=before, later=tuple(later))


def _is_graded(grading: Grading) -> bool:
    return grading.grade is not None and not grading.taken_back


def _measure(kind: str, scale: str) -> Measure | None:
    """The scale from before, else the usual one; None where no free one was read."""
    known = {one.key: one for one in measures(kind)}
    return known.get(scale) or next(iter(known.values()), None)


def concerns_in(places: list[Place]) -> Iterator[tuple[str, list[Place]]]:
    """Places by concern, in their order."""
    for kind in dict.fromkeys(one.kind for one in places):
        yield kind, [one for one in places if one.kind == kind]
