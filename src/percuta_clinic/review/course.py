"""A course that was given, and where its reviews stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.booking.models import Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.review.models import OwnReview, Review, ReviewDays
from percuta_clinic.review.science import Looked, Stand, reviews_after

GIVEN = (State.ACTIVE, State.COMPLETED, State.STOPPED)
Line = tuple[UUID, UUID]  # patient, service
Patients = Collection[UUID] | QuerySet[Any]  # their keys, or a question for them
ENDED = (State.COMPLETED, State.STOPPED)


@dataclass(frozen=True, kw_only=True)
class Due:
    """One review of a course, and what there is of it; the newest texts count."""

    looked: Looked
    stand: Stand
    own_stand: Stand
    review: Review | None = None
    own: OwnReview | None = None

    @property
    def may_be_done(self) -> bool:
        """Whether its day is near or past."""
        return self.stand is not Stand.COMING


@dataclass(frozen=True, kw_only=True)
class Course:
    """A plan with the days of its sessions; reviews begin once it is over."""

    plan: Plan
    given: tuple[date, ...]
    is_over: bool
    due: tuple[Due, ...]

    @property
    def last(self) -> Due | None:
        """The newest review that a clinician did."""
        return next((one for one in reversed(self.due) if one.review is not None), None)


@dataclass(frozen=True, kw_only=True)
class Known:
    """All that courses of some patients need, read in five queries."""

    plans: tuple[Plan, ...]
    lines: Mapping[Line, Sequence[Plan]]
    begun: dict[Line, list[tuple[date, date]]]
    reviews: dict[UUID, dict[int, Review]]
    own: dict[UUID, dict[int, OwnReview]]
    days: tuple[int, ...]
    today: date

    def course(self, plan: Plan) -> Course:
        """The course of a version; without a session there is nothing to review."""
        given = self._given(plan)
        is_over = bool(given) and (plan.state in ENDED or len(given) >= planned_in(plan))
        due = tuple(self._due(plan, given[-1])) if is_over else ()
        return Course(plan=plan, given=given, is_over=is_over, due=due)

    def _given(self, plan: Plan) -> tuple[date, ...]:
        """Days on which skin was needled under it, before the next course of its service."""
        since = plan.planned_from or plan.made_at.date()
        line = self.lines.get((plan.patient_id, plan.service_id), ())
        later = [one.planned_from for one in line if _follows(one, plan)]
        until = min((day for day in later if day is not None), default=date.max)
        found = self.begun.get((plan.patient_id, plan.service_id), [])
        return tuple(dict.fromkeys(day for booked, day in found if since <= booked < until))

    def _due(self, plan: Plan, last: date) -> Iterator[Due]:
        done, own = self.reviews.get(plan.course, {}), self.own.get(plan.course, {})
        chosen = {one.after for one in reviews_after(last, self.days)}
        for one in reviews_after(last, sorted(chosen | {*done, *own})):
            yield Due(
                looked=one,
                stand=one.stands(self.today, done=one.after in done),
                own_stand=one.stands(self.today, done=one.after in own),
                review=done.get(one.after),
                own=own.get(one.after),
            )


def _follows(later: Plan, plan: Plan) -> bool:
    """Whether it is another course of the same service, planned from a later day."""
    if later.planned_from is None or plan.planned_from is None or later.course == plan.course:
        return False
    line = (plan.patient_id, plan.service_id)
    return (later.patient_id, later.service_id) == line and later.planned_from > plan.planned_from


def known_of(patients: Patients, clinic: Clinic) -> Known:
    """What there is of these patients; plans come without their documents."""
    plans = Plan.objects.filter(patient__in=patients, state__in=GIVEN)
    plans = plans.select_related("patient", "service").defer("document", "forecast")
    own = OwnReview.objects.filter(patient__in=patients)
    seen = Review.objects.filter(patient__in=patients)
    return _known(patients, clinic, plans=plans, reviews=(seen, own))


def counted_of(patients: Patients, clinic: Clinic) -> Known:
    """The same for counting over a whole clinic: what no count asks for stays unread."""
    plans = Plan.objects.filter(patient__in=patients, state__in=GIVEN)
    told = ("patient", "course", "state", "service", "made_at", "planned_from", "prices")
    seen = Review.objects.filter(patient__in=patients).only("after", "number", "scores")
    own = OwnReview.objects.filter(patient__in=patients)
    own = own.only("after", "number", "satisfaction", "again")
    plans = plans.only(*told).prefetch_related("service")
    return _known(patients, clinic, plans=plans, reviews=(seen, own))


def _known(
    patients: Patients, clinic: Clinic, *, plans: QuerySet[Plan], reviews: tuple[Any, Any]
) -> Known:
    found = tuple(plans.order_by("-made_at", "-id"))
    return Known(
        plans=found,
        lines=_by_line(found),
        begun=_begun(patients, clinic),
        reviews=_by_course(reviews[0]),
        own=_by_course(reviews[1]),
        days=review_days(),
        today=today(clinic),
    )


def _by_line(plans: Sequence[Plan]) -> dict[Line, list[Plan]]:
    """Plans of one patient and service: over a whole clinic, comparing all would take long."""
    found: dict[Line, list[Plan]] = {}
    for plan in plans:
        found.setdefault((plan.patient_id, plan.service_id), []).append(plan)
    return found


def _begun(patients: Patients, clinic: Clinic) -> dict[Line, list[tuple[date, date]]]:
    rows = Visit.objects.filter(
        patient__in=patients, treatment_began_at__isnull=False, state=VisitState.FINISHED
    )
    found: dict[Line, list[tuple[date, date]]] = {}
    told = rows.order_by("treatment_began_at").values_list(
        "patient_id", "service_id", "starts_at", "treatment_began_at"
    )
    zone = clinic.zone
    for patient, service, starts, began in told:
        if began is not None:
            days = (starts.astimezone(zone).date(), began.astimezone(zone).date())
            found.setdefault((patient, service), []).append(days)
    return found


def _by_course(rows: Any) -> dict[UUID, dict[int, Any]]:
    """The newest text of each review, by course."""
    found: dict[UUID, dict[int, Any]] = {}
    for one in rows.annotate(course=F("plan__course")).order_by("after", "number"):
        found.setdefault(one.course, {})[one.after] = one
    return found


def review_days() -> tuple[int, ...]:
    """Days after the last session that this clinic chose; none: those of the science."""
    chosen = ReviewDays.objects.order_by("-number").first()
    return tuple(chosen.days) if chosen is not None else ()


def course_of(plan: Plan, clinic: Clinic) -> Course:
    """The course of one version."""
    return known_of([plan.patient_id], clinic).course(plan)


def courses_of(patient: Patient, clinic: Clinic) -> list[Course]:
    """Every course of somebody in which skin was needled, the newest first."""
    known = known_of([patient.pk], clinic)
    return [one for one in map(known.course, known.plans) if one.given]


def planned_in(plan: Plan) -> int:
    """How many sessions were agreed on."""
    return int(plan.prices.get("sessions") or 1)


def due_one(course: Course, after: int) -> Due | None:
    """The review for so many days after; None where there is none."""
    return next((one for one in course.due if one.looked.after == after), None)
