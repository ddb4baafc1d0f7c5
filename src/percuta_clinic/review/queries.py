"""Reviews that are due or were missed, over all patients, in a few queries."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.booking.models import Visit
from percuta_clinic.patients.access import open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.review.course import GIVEN, Course, Due, known_of
from percuta_clinic.review.models import CourseDecision, Review
from percuta_clinic.review.science import LAST_DAY, Stand

LOOKED_BACK = timedelta(days=LAST_DAY + 60)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A review of somebody that is due or was missed."""

    course: Course
    due: Due


def reviews_waiting(account: Account, clinic: Clinic) -> list[Waiting]:
    """The newest review that is due or missed of each course, those due first.

    A missed one gives way to the next of its course that opens.
    """
    if not account.may(Right.ASSESS_SKIN):
        return []
    known = known_of(_needled_lately(open_charts(account)), clinic)
    found = (waiting_in(known.course(plan)) for plan in known.plans)
    waiting = [one for one in found if one is not None]
    return sorted(waiting, key=lambda one: (one.due.stand != Stand.DUE, one.due.looked.day))


def _needled_lately(patients: QuerySet[Patient]) -> list[UUID]:
    """Who was needled in the last two years."""
    since = timezone.now() - LOOKED_BACK
    rows = Visit.objects.filter(treatment_began_at__gte=since, state=VisitState.FINISHED)
    return list(rows.filter(patient__in=patients).values_list("patient", flat=True).distinct())


def waiting_in(course: Course) -> Waiting | None:
    """The newest review of a course that is due or missed, after the last that was done."""
    open_now = [one for one in course.due if one.stand in (Stand.DUE, Stand.MISSED)]
    done = [one.looked.after for one in course.due if one.stand is Stand.DONE]
    newest = [one for one in open_now if one.looked.after > max(done, default=0)]
    return Waiting(course=course, due=newest[-1]) if newest else None


def texts_of(course: Course, after: int) -> list[Review]:
    """Every text of one review, the newest first."""
    rows = Review.objects.filter(plan__course=course.plan.course, after=after)
    return list(rows.order_by("-number"))


def decisions_of(course: Course) -> list[CourseDecision]:
    """What was decided on a course, the newest first."""
    rows = CourseDecision.objects.filter(plan__course=course.plan.course)
    return list(rows.order_by("-at", "-id"))


def recall_due(course: Course, clinic: Clinic, days: int) -> tuple[date, bool]:
    """The day on which somebody comes back, and whether it has come."""
    day = course.given[-1] + timedelta(days=days)
    return day, day <= today(clinic)


def has_courses(patient: UUID) -> bool:
    """Whether anything of somebody can be reviewed; one query."""
    rows = Visit.objects.filter(patient=patient, treatment_began_at__isnull=False)
    plans = Plan.objects.filter(patient=patient, state__in=GIVEN)
    return rows.filter(state=VisitState.FINISHED).exists() and plans.exists()
