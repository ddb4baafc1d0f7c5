"""Who is to be asked back now: whose review is due, and whose look a year after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from percuta_clinic.booking.models import HOLDS, Visit
from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.consent.queries import State as Signed
from percuta_clinic.consent.queries import standings
from percuta_clinic.planning.models import State
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today
from percuta_clinic.review.course import Course, Known, known_of
from percuta_clinic.review.models import AskedBack, Back
from percuta_clinic.review.science import Looked, Stand, come_back, reviews_after

COMES = (*HOLDS, VisitState.FINISHED)


@dataclass(frozen=True, kw_only=True)
class ToAsk:
    """One reason to ask somebody back."""

    course: Course
    kind: Back
    looked: Looked

    @property
    def names(self) -> tuple[UUID, str, int]:
        """What it is known by: course, why, days."""
        return self.course.plan.course, self.kind, self.looked.after


def to_ask(patients: set[UUID], clinic: Clinic) -> list[ToAsk]:
    """Of these patients, whom nobody has asked yet and who has no visit for it."""
    known = known_of(patients, clinic)
    courses = [one for one in map(known.course, known.plans) if goes_on(one, known)]
    withdrawn = _withdrawn(courses)
    found = [
        one
        for course in courses
        if (course.plan.patient_id, course.plan.service_id) not in withdrawn
        for one in _of(course, today(clinic))
    ]
    there = _there(found)
    return [one for one in found if one.names not in there and not _comes(one, clinic)]


def goes_on(course: Course, known: Known) -> bool:
    """Whether anybody is asked back about it: it was given to its end and none follows it."""
    plan = course.plan
    if not course.is_over or plan.state == State.STOPPED:
        return False
    line = known.lines.get((plan.patient_id, plan.service_id), ())
    days = known.begun.get((plan.patient_id, plan.service_id), ())
    newer = any(one.course != plan.course and one.made_at > plan.made_at for one in line)
    return not newer and max((day for _, day in days), default=date.min) <= course.given[-1]


def _withdrawn(courses: list[Course]) -> set[tuple[UUID, UUID | None]]:
    """Patients and services whose consent to treatment was taken back."""
    pairs = [(one.plan.patient_id, one.plan.service_id) for one in courses]
    return {pair for pair, one in standings(pairs).items() if one.state == Signed.WITHDRAWN}


def _of(course: Course, on: date) -> Iterator[ToAsk]:
    """The newest review that is due and of which nobody said anything; the look a year after."""
    due = [one for one in course.due if one.stand is Stand.DUE and one.own is None]
    if due:
        yield ToAsk(course=course, kind=Back.REVIEW, looked=due[-1].looked)
    look = look_of(course)
    if look is not None and look.stands(on, done=False) is Stand.DUE:
        yield ToAsk(course=course, kind=Back.LOOK, looked=look)


def look_of(course: Course) -> Looked | None:
    """The look a year after; None where a review of the clinic's own lies as late."""
    (look,) = reviews_after(course.given[-1], [come_back().days])
    late = any(one.looked.closes >= look.opens for one in course.due)
    return None if late or not course.is_over else look


def _there(found: list[ToAsk]) -> set[tuple[UUID, str, int]]:
    courses = {one.course.plan.course for one in found}
    rows = AskedBack.objects.filter(plan__course__in=courses)
    return set(rows.values_list("plan__course", "kind", "after"))


def _comes(one: ToAsk, clinic: Clinic) -> bool:
    return visits_for(one.course.plan.patient_id, one.looked, clinic)


def visits_for(patient: UUID, looked: Looked, clinic: Clinic) -> bool:
    """Whether somebody comes, or came, while a review is open."""
    rows = Visit.objects.filter(
        patient=patient,
        state__in=COMES,
        starts_at__gte=day_bounds(looked.opens, clinic)[0],
        starts_at__lt=day_bounds(looked.closes, clinic)[1],
    )
    return rows.exists()
