"""Deposits before a visit, and what a visit that was cancelled or missed costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.billing.covering import paying_visit
from percuta_clinic.billing.ledger import (
    By,
    Due,
    charge_turn,
    charged,
    charges,
    needs_reason,
)
from percuta_clinic.billing.models import NOTHING, Charge, Kind, Reversal, TermsAgreed, Turned
from percuta_clinic.billing.money import words
from percuta_clinic.billing.terms import agreed_for, terms_for
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.people.access import NotYours, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

FEES = (Kind.LATE, Kind.MISSED)


@dataclass(frozen=True, kw_only=True)
class Fee:
    """What a late no costs by the terms that were agreed to."""

    kind: Kind
    amount: Decimal
    currency: str
    agreed: TermsAgreed

    @property
    def words(self) -> str:
        """In a sentence."""
        late = f"less than {self.agreed.cancel_hours} hours before the visit"
        what = f"cancelled {late}" if self.kind == Kind.LATE else "did not come"
        return f"{words(self.amount, self.currency)}: {what}."


def fee_for_cancelling(visit: Visit, now: datetime | None = None) -> Fee | None:
    """What cancelling costs at this moment; None where nothing was agreed, or while it is free."""
    agreed = agreed_for(visit)
    if agreed is None or (now or timezone.now()) <= free_until(visit, agreed):
        return None
    return _fee(Kind.LATE, agreed)


def free_until(visit: Visit, agreed: TermsAgreed) -> datetime:
    """Up to when it can be cancelled for nothing."""
    return visit.starts_at - timedelta(hours=agreed.cancel_hours)


def late_fee(visit: Visit, at: datetime) -> Fee | None:
    """The fee of a visit that has ended, by when it did; None where it costs nothing."""
    if visit.state == State.MISSED:
        agreed = agreed_for(visit)
        return _fee(Kind.MISSED, agreed) if agreed else None
    return fee_for_cancelling(visit, at)


def _fee(kind: Kind, agreed: TermsAgreed) -> Fee | None:
    amount = agreed.late_fee if kind == Kind.LATE else agreed.missed_fee
    if not amount:
        return None
    return Fee(kind=kind, amount=amount, currency=agreed.currency, agreed=agreed)


@transaction.atomic
def deposit_ask(*, by: By, visit: Visit) -> Charge | None:
    """Asks for the deposit of a visit, once; None where none is, or a package pays the visit."""
    _refuse_strangers(by, visit)
    if paying_visit(visit) is not None:
        return None
    agreed = agreed_for(visit)
    amount = agreed.deposit if agreed else terms_for(visit.service).deposit
    if not amount:
        return None
    clinic = Clinic.objects.get()
    hours = agreed.cancel_hours if agreed else terms_for(visit.service).cancel_hours
    before = (visit.starts_at - timedelta(hours=hours)).astimezone(clinic.zone).date()
    due = Due(
        kind=Kind.DEPOSIT,
        amount=amount,
        currency=agreed.currency if agreed else visit.service.currency,
        due_on=max(before, today(clinic)),
        visit=visit,
        once=f"deposit:{visit.pk}",
    )
    return charged(by=by, patient=visit.patient, due=due)


@transaction.atomic
def deposit_release(*, by: By, visit: Visit, why: str) -> None:
    """The deposit is not asked for any more; what was paid of it is in credit."""
    for charge in _counting(visit, Kind.DEPOSIT):
        charge_turn(by=by, charge=charge, why=why, what=Turned.RELEASED)


def fee_charge(*, by: By, visit: Visit, kind: Kind, why: str) -> Charge:
    """Charges the agreed fee, once; what was paid as a deposit counts towards it."""
    _refuse_strangers(by, visit)
    return _fee_charged(by=by, visit=visit, kind=kind, why=why)


@transaction.atomic
def _fee_charged(*, by: By, visit: Visit, kind: Kind, why: str) -> Charge:
    agreed = agreed_for(visit)
    fee = _fee(kind, agreed) if agreed and kind in FEES else None
    if fee is None:
        raise ValidationError(
            "Nobody agreed to a fee for this visit, so none is charged by the terms. What the "
            "patient is to pay all the same can be entered under Payments, with its reason."
        )
    deposit_release(by=by, visit=visit, why=f"Counts towards the fee: {kind.label}")
    due = Due(
        kind=kind,
        amount=fee.amount,
        currency=fee.currency,
        why=why,
        visit=visit,
        once=f"{kind}:{visit.pk}",
    )
    return charged(by=by, patient=visit.patient, due=due)


@transaction.atomic
def session_charge(*, by: By, visit: Visit) -> Charge | None:
    """Charges a visit, once, less what its deposit asks for; None where nothing is left."""
    _refuse_strangers(by, visit)
    service, ahead = visit.service, deposit_of(visit)
    if service.price - ahead <= 0:
        return None
    why = f"{service}, less the deposit" if ahead else str(service)
    due = Due(
        kind=Kind.SESSION,
        amount=service.price - ahead,
        currency=service.currency,
        why=why,
        visit=visit,
        once=f"session:{visit.pk}",
    )
    return charged(by=by, patient=visit.patient, due=due)


def deposit_of(visit: Visit) -> Decimal:
    """What a visit asks for ahead: so much less is charged for it afterwards."""
    asked = _counting(visit, Kind.DEPOSIT)
    same = [one for one in asked if one.currency == visit.service.currency]
    return sum((one.amount - one.turned for one in same), NOTHING)


@transaction.atomic
def fee_let_go(*, by: Account, visit: Visit, kind: Kind, why: str) -> Reversal:
    """The clinic does without a fee: it stands in the books with the reason."""
    require(by, Right.WAIVE_CHARGES)
    needs_reason(why)
    charge = _fee_charged(by=by, visit=visit, kind=kind, why="")
    return charge_turn(by=by, charge=charge, why=why)


def to_decide(visits: Iterable[Visit]) -> list[tuple[Visit, Fee]]:
    """Visits that were cancelled late or missed, and nobody has said yet what follows."""
    found = []
    for visit in visits:
        if visit.state in (State.CANCELLED, State.MISSED) and not _is_decided(visit):
            fee = late_fee(visit, visit.state_since)
            found += [(visit, fee)] if fee else []
    return found


def _is_decided(visit: Visit) -> bool:
    taken = visit.package_uses.filter(given_back_at=None)
    return visit.charges.filter(kind__in=FEES).exists() or taken.exists()


def _counting(visit: Visit, kind: Kind) -> list[Charge]:
    found = charges(Charge.objects.filter(visit=visit, kind=kind))
    return [one for one in found if one.amount > one.turned]


def _refuse_strangers(by: By, visit: Visit) -> None:
    """The machinery, whoever takes payments, and the patient by booking or cancelling herself."""
    if by is None or by.may(Right.TAKE_PAYMENTS) or visit.patient.account_id == by.pk:
        return
    raise NotYours("There is nothing of that name.")
