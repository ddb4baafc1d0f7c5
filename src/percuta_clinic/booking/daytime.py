"""Whether a visit is of today, so that its treatment may begin now."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, State, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today

OVERRUN = timedelta(hours=12)  # who came in the evening may be treated past midnight


def next_treatment(patient: Patient) -> Visit | None:
    """The next visit for needling that is not over and has not begun to be one."""
    coming = patient.visits.filter(
        state__in=HOLDS, treatment_began_at=None, service__is_needling=True
    )
    now = timezone.now()
    is_here = Q(state__in=(State.ARRIVED, State.IN_ROOM), state_since__gt=now - OVERRUN)
    near = coming.filter(Q(ends_at__gte=now) | is_here).select_related("service", "specialist")
    return near.order_by("starts_at").first()


def treated_on(patient: Patient, day: date, clinic: Clinic) -> Visit | None:
    """The visit of a day whose treatment has begun, if there is one."""
    start, end = day_bounds(day, clinic)
    begun = patient.visits.filter(treatment_began_at__gte=start, treatment_began_at__lt=end)
    return begun.select_related("service").order_by("treatment_began_at").last()


def treatment_day(visit: Visit | None, clinic: Clinic) -> date:
    """The day of a visit to come; today where there is none, or where its day has passed."""
    now = today(clinic)
    if visit is None or visit.state not in HOLDS:
        return now
    return max(now, timezone.localdate(visit.starts_at, clinic.zone))


def why_not_today(visit: Visit, clinic: Clinic, now: datetime | None = None) -> str:
    """Why no treatment of this visit begins now; empty: its day is today, or it overran."""
    now = now or timezone.now()
    starts = visit.starts_at.astimezone(clinic.zone)
    is_today = starts.date() == timezone.localdate(now, clinic.zone)
    if is_today or timedelta(0) <= now - visit.starts_at <= OVERRUN:
        return ""
    return (
        f"This visit of {visit.patient} is booked for {starts:%A %-d %B %Y}, so no treatment "
        "begins now. Move the visit: finish this one without treatment on its page, and book "
        "one for today. Whoever books visits can."
    )
