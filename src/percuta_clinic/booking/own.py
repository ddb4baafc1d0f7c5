"""What patients do alone with their visits: book, move, cancel; a second tap changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache

from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.holding import as_held
from percuta_clinic.booking.models import HOLDS, Hold, Service, State, Visit
from percuta_clinic.booking.offering import services_offered
from percuta_clinic.booking.placing import (
    Wish,
    one_booking_at_a_time,
    plainly,
    reasons_for,
    refuse_many,
    visit_book,
    visit_shift,
)
from percuta_clinic.booking.services import visit_move
from percuta_clinic.booking.stages import stages_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic

ALONE = "Cancelled by the patient."


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A service somebody may book or not, and why not; ``first_day``: not before that day.

    ``as_for``: another service above it that has the same reasons.
    """

    service: Service
    reasons: str = ""
    first_day: date | None = None
    as_for: Service | None = None

    @property
    def may(self) -> bool:
        """Whether there is any day for it."""
        return not self.reasons or self.first_day is not None


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of it; ``again``: it was so before this was sent."""

    visit: Visit
    again: bool = False


def choice_of(
    service: Service, patient: Patient | None, clinic: Clinic, *, moves: Visit | None = None
) -> Choice:
    """Whether somebody may book a service alone, or a visit move; None is somebody new here."""
    wanted = Wanted(
        service=service,
        stages=stages_for(service, patient),
        patient=patient,
        themselves=True,
        but_visit=moves.pk if moves else None,
    )
    reasons = reasons_for(wanted, timezone.now(), clinic=clinic)
    days = [one.not_before for one in reasons]
    later = [day for day in days if day is not None]
    first = max(later) if later and len(later) == len(days) else None
    return Choice(service=service, reasons=plainly(reasons), first_day=first)


def day_allowed(wanted: Wanted, clinic: Clinic) -> Callable[[date], bool] | None:
    """Says of a day whether nothing stands against it; None: all days are alike."""
    if not wanted.service.is_needling or wanted.patient is None:
        return None

    @cache
    def is_allowed(day: date) -> bool:
        noon = datetime.combine(day, time(12), tzinfo=clinic.zone)
        return not reasons_for(wanted, noon, clinic=clinic)

    return is_allowed


def choices_for(patient: Patient | None, clinic: Clinic) -> list[Choice]:
    """Everything that is offered: first what may be booked, a first consultation before all."""
    found = [choice_of(service, patient, clinic) for service in services_offered()]
    firsts: dict[str, Service] = {}
    return [
        replace(one, as_for=None if first is one.service else first)
        for one in sorted(found, key=lambda one: not one.may)
        for first in (firsts.setdefault(one.reasons, one.service),)
    ]


@transaction.atomic
def own_book(
    *,
    by: Actor,
    patient: Patient,
    service: Service,
    starts_at: datetime,
    hold: Hold | None = None,
    wish: Wish | None = None,
) -> Done:
    """Books what was kept, or the same time if it is still free. Raises Refused with offers."""
    patient, _ = one_booking_at_a_time(patient.pk)
    same = patient.visits.filter(service=service, starts_at=starts_at, state__in=HOLDS).first()
    if same is not None:
        return Done(visit=same, again=True)
    refuse_many(patient)
    wish = replace(wish or Wish(), themselves=True)
    if hold and _is_for(hold, service, starts_at):
        return Done(visit=visit_book(by=by, patient=patient, wish=wish, **as_held(hold)))
    made = visit_book(by=by, patient=patient, service=service, starts_at=starts_at, wish=wish)
    return Done(visit=made)


@transaction.atomic
def own_shift(
    *,
    by: Actor,
    visit: Visit,
    starts_at: datetime,
    version: int,
    specialist: Account | None = None,
) -> Done:
    """Moves a visit to another free time of the same service."""
    one_booking_at_a_time(visit.patient_id)
    visit.refresh_from_db()
    if visit.starts_at == starts_at:
        return Done(visit=visit, again=True)
    wish = Wish(themselves=True, specialist=specialist)
    return Done(
        visit=visit_shift(by=by, visit=visit, starts_at=starts_at, version=version, wish=wish)
    )


@transaction.atomic
def own_cancel(*, by: Actor, visit: Visit, version: int, why: str = "") -> Done:
    """Cancels a visit; the reason may be left out."""
    one_booking_at_a_time(visit.patient_id)
    visit.refresh_from_db()
    if visit.state == State.CANCELLED:
        return Done(visit=visit, again=True)
    said = f"{ALONE} {why.strip()}".strip()
    return Done(visit=visit_move(by=by, visit=visit, to=State.CANCELLED, version=version, why=said))


def _is_for(hold: Hold, service: Service, starts_at: datetime) -> bool:
    still = Hold.objects.filter(pk=hold.pk).exists()
    return still and hold.service_id == service.pk and hold.starts_at == starts_at
