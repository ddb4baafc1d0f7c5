"""What keeps sessions apart while visits are booked: the plan, or the shortest that is allowed."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, Service, Visit
from percuta_clinic.booking.signals import Reason
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.dates import days_apart, plan_in_force
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
    plan = plan_in_force(patient, service)
    agreed = max(days_apart(plan), floor) if plan is not None else floor
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
        staff_words=(
            f"{_in_order(days, day, lies)}: too near. "
            f"{_whose(agreed, floor, agreed_in_plan=plan is not None)}."
        ),
        not_before=free,
        for_staff=days < floor,
    )


def _in_order(days: int, day: date, lies: date) -> str:
    if not days:
        return f"On the day of the session of {lies:%-d %B %Y}"
    counted = "1 day" if days == 1 else f"{days} days"
    return f"{counted} {'before' if day < lies else 'after'} the session of {lies:%-d %B %Y}"


def _whose(agreed: int, floor: int, *, agreed_in_plan: bool) -> str:
    if agreed_in_plan and agreed > floor:
        return f"The plan agreed on {agreed} days between sessions; {floor} are the least of all"
    return f"{floor} days between sessions are the least"


def _nearest(
    patient: Patient, day: date, within: int, *, clinic: Clinic, but: Visit | None
) -> Visit | None:
    """The last session given or booked in so many days before or after a day."""
    first = day_bounds(day - timedelta(days=within - 1), clinic)[0]
    last = day_bounds(day + timedelta(days=within - 1), clinic)[1]
    begun = Q(treatment_began_at__gte=first, treatment_began_at__lt=last)
    booked = Q(treatment_began_at=None, state__in=HOLDS, starts_at__gte=first, starts_at__lt=last)
    rows = patient.visits.filter(begun | booked, service__is_needling=True)
    rows = rows.exclude(service__is_test_area=True)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return rows.order_by("-starts_at").first()
