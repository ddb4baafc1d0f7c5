"""Booking and cancelling without the clinic, with the terms that were shown and the deposit."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.billing.fees import deposit_ask, deposit_release, fee_for_cancelling
from percuta_clinic.billing.models import Shown
from percuta_clinic.billing.terms import agreed_for, terms_agreed, terms_for
from percuta_clinic.booking.models import Hold, Service, State, TimeOffered, Visit
from percuta_clinic.booking.offering_times import offer_take
from percuta_clinic.booking.own import Done, own_book, own_cancel
from percuta_clinic.booking.placing import Wish
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.planning.course_booking import CourseDone, Times, own_course_book
from percuta_clinic.premises.models import Clinic

IN_TIME = "Cancelled in time by the patient"
TO_CHANGE = (State.BOOKED, State.CONFIRMED)


@dataclass(frozen=True, kw_only=True)
class Window:
    """Up to ``until`` a visit is moved and cancelled for nothing; ``fee``: what a no costs now."""

    hours: int
    until: datetime
    fee: str

    @property
    def is_open(self) -> bool:
        """Whether it may still be moved."""
        return timezone.now() < self.until


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """The words that were shown, where, and to whom; without an account by nobody's name."""

    digest: str
    how: Shown
    account: Account | None = None


def window_of(visit: Visit) -> Window:
    """The window of a visit: as agreed with it, else as the terms are now."""
    agreed = agreed_for(visit)
    hours = agreed.cancel_hours if agreed else terms_for(visit.service).cancel_hours
    fee = fee_for_cancelling(visit)
    until = visit.starts_at - timedelta(hours=hours)
    return Window(hours=hours, until=until, fee=fee.words if fee else "")


def window_at(visit: Visit, starts_at: datetime) -> Window:
    """The window as it would be if the visit began at another time."""
    moved = copy(visit)
    moved.starts_at = starts_at
    return window_of(moved)


def may_cancel(visit: Visit) -> bool:
    """Whether the patient can still say that they do not come."""
    return visit.state in TO_CHANGE and visit.starts_at > timezone.now()


def may_move(visit: Visit) -> bool:
    """Whether the patient can still take another time alone."""
    return may_cancel(visit) and window_of(visit).is_open


@transaction.atomic
def book_alone(
    *,
    by: Actor,
    patient: Patient,
    service: Service,
    starts_at: datetime,
    agreed: Agreed,
    hold: Hold | None = None,
    wish: Wish | None = None,
) -> Done:
    """Books, keeps the terms with the visit, and asks for the deposit. Raises Refused."""
    done = own_book(
        by=by, patient=patient, service=service, starts_at=starts_at, hold=hold, wish=wish
    )
    if not done.again:
        with_terms(visit=done.visit, agreed=agreed)
    return done


def offer_alone(*, by: Actor, offered: TimeOffered, agreed: Agreed) -> Done:
    """Takes a time of the waiting list on the same terms as any other. Raises Gone."""
    return offer_take(
        by=by, offered=offered, then=lambda visit: with_terms(visit=visit, agreed=agreed)
    )


@transaction.atomic
def course_alone(
    *, by: Actor, patient: Patient, key: UUID, times: Times, agreed: Agreed, clinic: Clinic
) -> CourseDone:
    """Books sessions of one's own plan, all or none; the terms hold for each of them."""
    done = own_course_book(by=by, patient=patient, key=key, times=times, clinic=clinic)
    for visit in () if done.again else done.visits:
        with_terms(visit=visit, agreed=agreed)
    return done


def with_terms(*, visit: Visit, agreed: Agreed) -> None:
    """Keeps what was agreed to with a visit that was just booked; nothing where no terms are."""
    if terms_for(visit.service).terms is None:
        return
    terms_agreed(by=agreed.account, visit=visit, how=agreed.how, digest=agreed.digest)
    deposit_ask(by=agreed.account, visit=visit)


@transaction.atomic
def cancel_alone(
    *, by: Actor, visit: Visit, version: int, why: str = "", account: Account | None = None
) -> Done:
    """Cancels; in time, the deposit is not asked for any more. A fee is for staff to decide on."""
    fee = fee_for_cancelling(visit)
    done = own_cancel(by=by, visit=visit, version=version, why=why)
    if fee is None and not done.again:
        deposit_release(by=account, visit=visit, why=IN_TIME)
    return done
