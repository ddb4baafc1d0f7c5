"""Whether a visit is of today, so that its patient may arrive and its treatment begin."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, Service, State, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today

OVERRUN = timedelta(hours=12)  # who came in the evening may be treated past midnight
EARLY = timedelta(hours=3)  # who comes before midnight for a visit soon after it


def next_treatment(patient: Patient, service: Service | None = None) -> Visit | None:
    """The next visit for needling, or of one service, that is not over and has not begun."""
    now = timezone.now()
    is_here = Q(state__in=(State.ARRIVED, State.IN_ROOM), state_since__gt=now - OVERRUN)
    ahead = _not_begun(patient).filter(Q(ends_at__gte=now) | is_here)
    return (ahead if service is None else ahead.filter(service=service)).first()


def treatment_on(patient: Patient, day: date, clinic: Clinic) -> Visit | None:
    """The first visit for needling on a day that has not begun to be one."""
    start, end = day_bounds(day, clinic)
    return _not_begun(patient).filter(starts_at__gte=start, starts_at__lt=end).first()


def _not_begun(patient: Patient) -> QuerySet[Visit]:
    found = patient.visits.filter(
        state__in=HOLDS, treatment_began_at=None, service__is_needling=True
    )
    return found.select_related("service", "specialist").order_by("starts_at")


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
    if _is_of_now(visit, clinic, now):
        return ""
    return (
        f"This visit of {visit.patient} is booked for {_day(visit, clinic)}, so no treatment "
        "begins now. Move the visit: finish this one without treatment on its page, and book "
        "one for today. Whoever books visits can."
    )


def why_not_arriving(visit: Visit, clinic: Clinic, now: datetime | None = None) -> str:
    """Why nobody arrives for this visit now; empty: it is of today, or begins soon."""
    now = now or timezone.now()
    if _is_of_now(visit, clinic, now) or timedelta(0) <= visit.starts_at - now <= EARLY:
        return ""
    way = "Book another one for today instead; whoever books visits can."
    if visit.state in (State.BOOKED, State.CONFIRMED):
        way = "Move the visit to today first, on the visit's page; whoever books visits can."
    day = _day(visit, clinic)
    return f"This visit is booked for {day}, so nobody arrives for it today. {way}"


def _is_of_now(visit: Visit, clinic: Clinic, now: datetime) -> bool:
    starts = visit.starts_at.astimezone(clinic.zone)
    is_today = starts.date() == timezone.localdate(now, clinic.zone)
    return is_today or timedelta(0) <= now - visit.starts_at <= OVERRUN


def _day(visit: Visit, clinic: Clinic) -> str:
    return f"{visit.starts_at.astimezone(clinic.zone):%A %-d %B %Y}"
