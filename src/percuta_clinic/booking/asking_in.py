"""What staff see of who asked for a time, and of who waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from percuta_clinic.booking.models import Request, Visit, Waiting
from percuta_clinic.booking.requests import wish_of
from percuta_clinic.booking.waiting import visits_booked
from percuta_clinic.outbox.reach import reach
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.duplicates import Likeness, alike
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import fetch, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

NEW = timedelta(days=30)
SHOWN = 50
DETAILS = ("given_name", "family_name", "birth_date", "phone", "email")


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody who booked on the public pages; ``like``: records that may be of the same person."""

    request: Request
    patient: Patient
    wish: str
    like: Sequence[Likeness]


def newcomers(account: Account) -> list[Newcomer]:
    """Who booked on the public pages, the newest first."""
    require(account, Right.SEE_PATIENTS)
    rows = Request.objects.filter(
        visit__patient__in=live_patients(), made_at__gt=timezone.now() - NEW
    ).select_related("visit__patient", "visit__service", "visit__specialist")
    return [
        Newcomer(
            request=row,
            patient=row.visit.patient,
            wish=wish_of(row),
            like=alike(account, _details(row.visit.patient), but=row.visit.patient_id),
        )
        for row in rows.order_by("-made_at")[:SHOWN]
        if row.visit is not None
    ]


def _details(patient: Patient) -> dict[str, object]:
    return {name: getattr(patient, name) for name in DETAILS}


@dataclass(frozen=True, kw_only=True)
class Waiter:
    """A wish on the list; ``unreachable`` says why nothing can be offered by message.

    ``booked`` is the next visit for it that there is already, at another time than wished for.
    """

    waiting: Waiting
    unreachable: str
    booked: Visit | None


def waiters(account: Account) -> list[Waiter]:
    """Who waits, the longest first."""
    require(account, Right.BOOK_VISITS)
    rows = Waiting.objects.filter(ended_at=None, patient__in=live_patients())
    rows = rows.select_related("patient", "service", "specialist").prefetch_related("offered")
    return [
        Waiter(
            waiting=row,
            unreachable=reach(row.patient).why_not.strip(),
            booked=next(iter(visits_booked(row)), None),
        )
        for row in rows
    ]


def ended_waits(account: Account) -> list[Waiting]:
    """Who waited, the last to go first."""
    require(account, Right.BOOK_VISITS)
    rows = Waiting.objects.exclude(ended_at=None).filter(patient__in=live_patients())
    rows = rows.select_related("patient", "service", "specialist").prefetch_related("offered")
    return list(rows.order_by("-ended_at")[:SHOWN])


def waiting_for(account: Account, key: UUID) -> Waiting:
    """A wish, for whoever books visits."""
    rows = Waiting.objects.select_related("patient", "service")
    return fetch(account, Right.BOOK_VISITS, rows=rows, key=key)
