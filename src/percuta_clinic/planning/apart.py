"""What keeps sessions apart while visits are booked: the plan, or the shortest that is allowed."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, Service, Visit
from percuta_clinic.booking.signals import Reason
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.dates import days_apart, plan_keeping_apart
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import interval_floor
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds


def too_near(
    *, patient: Patient, service: Service, day: date, clinic: Clinic, but: Visit | None = None
) -> Iterator[Reason]:
    """Why skin is not needled on a day, for another session that lies too near to it."""
    if not service.is_needling or service.is_test_area:
        return
    floor = interval_floor()
    agreed, plan = _least(patient, service)
    other = _nearest(patient, day, agreed, clinic=clinic, but=but)
    if other is None:
        return
    lies = timezone.localdate(other.treatment_began_at or other.starts_at, clinic.zone)
    days = abs((day - lies).days)
    free = lies + timedelta(days=agreed)
    yield Reason(
        words=(
            f"Your skin needs time between two sessions: {agreed} days. The next free day after "
            f"the session of {lies:%-d %B} is {free:%A %-d %B %Y}."
        ),
        staff_words=(f"{_in_order(days, day, lies)}: too near. {_whose(agreed, floor, plan)}."),
        not_before=free,
        for_staff=days < floor,
    )


def next_too_near(visit: Visit, clinic: Clinic) -> str:
    """Where the next session is booked nearer to this one than planned, in words for staff."""
    service = visit.service
    if not service.is_needling or service.is_test_area or visit.treatment_began_at is None:
        return ""
    least, plan = _least(visit.patient, service)
    day = timezone.localdate(visit.treatment_began_at, clinic.zone)
    later = _sessions(visit.patient).filter(
        treatment_began_at=None,
        state__in=HOLDS,
        starts_at__gt=visit.treatment_began_at,
        starts_at__lt=day_bounds(day + timedelta(days=least), clinic)[0],
    )
    following = later.exclude(pk=visit.pk).order_by("starts_at").first()
    if following is None:
        return ""
    at = following.starts_at.astimezone(clinic.zone)
    days = (at.date() - day).days
    counted = "1 day" if days == 1 else f"{days} days"
    return (
        f"The next session is booked for {at:%A %-d %B %Y, %H:%M}: {counted} after this one, too "
        f"near. {_whose(least, interval_floor(), plan)}. It can be from "
        f"{day + timedelta(days=least):%-d %B %Y} on."
    )


def _least(patient: Patient, service: Service) -> tuple[int, Plan | None]:
    """The days that lie between two sessions at least, and the plan that says so."""
    plan = plan_keeping_apart(patient, service)
    return (max(days_apart(plan), interval_floor()) if plan else interval_floor()), plan


def _in_order(days: int, day: date, lies: date) -> str:
    if not days:
        return f"On the day of the session of {lies:%-d %B %Y}"
    counted = "1 day" if days == 1 else f"{days} days"
    return f"{counted} {'before' if day < lies else 'after'} the session of {lies:%-d %B %Y}"


def _whose(agreed: int, floor: int, plan: Plan | None) -> str:
    if plan is not None and agreed > floor:
        said = (
            "The plan agreed on" if plan.in_force else "The plan that is not accepted yet asks for"
        )
        return f"{said} {agreed} days between sessions; {floor} are the least of all"
    return f"{floor} days between sessions are the least"


def _nearest(
    patient: Patient, day: date, within: int, *, clinic: Clinic, but: Visit | None
) -> Visit | None:
    """The last session given or booked in so many days before or after a day."""
    first = day_bounds(day - timedelta(days=within - 1), clinic)[0]
    last = day_bounds(day + timedelta(days=within - 1), clinic)[1]
    begun = Q(treatment_began_at__gte=first, treatment_began_at__lt=last)
    booked = Q(treatment_began_at=None, state__in=HOLDS, starts_at__gte=first, starts_at__lt=last)
    rows = _sessions(patient).filter(begun | booked)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return rows.order_by("-starts_at").first()


def _sessions(patient: Patient) -> QuerySet[Visit]:
    rows = patient.visits.filter(service__is_needling=True)
    return rows.exclude(service__is_test_area=True)
