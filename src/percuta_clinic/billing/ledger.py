"""Writing charges, payments and what reverses them; the record of a patient is held meanwhile.

Reasons stay in the ledger alone: the log outlives somebody who is erased.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.billing.models import (
    NOTHING,
    Allocation,
    Charge,
    How,
    Kind,
    Payment,
    Reversal,
    Turned,
)
from percuta_clinic.billing.money import words
from percuta_clinic.billing.providers import BY_HAND, Asked, Provider
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

MOST = Decimal(100_000)
By = Account | None  # nobody: the clinic's own machinery


@dataclass(frozen=True, kw_only=True)
class Due:
    """What is to be charged; the same ``once`` is charged once."""

    kind: Kind
    amount: Decimal
    currency: str
    why: str = ""
    due_on: date | None = None
    visit: Visit | None = None
    package: Any = None
    once: str = ""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What somebody was handed: the same ``once`` is taken once."""

    amount: Decimal
    currency: str
    how: How
    reference: str = ""
    charges: Sequence[UUID] = ()
    once: UUID


def named(by: By) -> str:
    """How rows name whoever wrote them: they outlive an erased person, so never by her name."""
    if by is None:
        return SYSTEM.name
    return by.name if by.is_staff_member else "The patient"


def actor(by: By) -> Actor:
    """How the log names the same."""
    return Actor(id=by.pk, name=named(by)) if by is not None else SYSTEM


def charge_add(*, by: Account, patient: Patient, due: Due) -> Charge:
    """A charge entered by hand."""
    require(by, Right.TAKE_PAYMENTS)
    needs_reason(due.why, "what it is for")
    made = charged(by=by, patient=patient, due=due)
    now = (patient.pk, due.kind, due.amount, due.currency, _short(due.why))
    the_same_or_refused(
        made, now, (made.patient_id, made.kind, made.amount, made.currency, made.why)
    )
    return made


@transaction.atomic
def charged(*, by: By, patient: Patient, due: Due) -> Charge:
    """The charge; money that was paid ahead settles it at once."""
    held = held_kept(patient.pk)
    once = due.once or f"hand:{new_id()}"
    if there := Charge.objects.filter(once=once).first():
        return there
    _refuse_odd(due.amount)
    made = Charge.objects.create(
        patient=held,
        visit=due.visit,
        package=due.package,
        kind=due.kind,
        amount=due.amount,
        currency=due.currency,
        due_on=due.due_on or today(Clinic.objects.get()),
        why=_short(due.why),
        by=by,
        by_name=named(by),
        once=once,
    )
    record(by=actor(by), action="charge.made", subject=made, patient_id=held.pk, fields=[due.kind])
    _settle(held)
    return made


def payment_take(
    *, by: Account, patient: Patient, taken: Taken, provider: Provider = BY_HAND
) -> Payment:
    """Writes down money that came; it settles the named charges first, then the oldest."""
    require(by, Right.TAKE_PAYMENTS)
    _refuse_odd(taken.amount)
    with transaction.atomic():
        held = held_kept(patient.pk)
        if there := Payment.objects.filter(once=taken.once).first():
            return _the_same(there, held, taken)
        got = provider.take(
            Asked(
                amount=taken.amount,
                currency=taken.currency,
                how=taken.how,
                reference=taken.reference,
            )
        )
        made = Payment.objects.create(
            number=_next_number(),
            patient=held,
            amount=got.amount,
            currency=got.currency,
            how=got.how,
            reference=got.reference,
            **_tax(),
            by=by,
            by_name=named(by),
            once=taken.once,
        )
        record(by=by.actor, action="payment.taken", subject=made, patient_id=held.pk)
        _settle(held, first=taken.charges)
    return made


def _tax() -> dict[str, Any]:
    """As it is set on that day: a receipt says the same ever after."""
    clinic = Clinic.objects.get()
    return {"tax_name": clinic.tax_name, "tax_percent": clinic.tax_percent}


def the_same_or_refused(there: Any, now: Sequence[object], then: Sequence[object]) -> None:
    """A second tap on a page does nothing; something else from the same page is refused."""
    if tuple(now) != tuple(then):
        raise ValidationError(
            f"From this page “{there}” was written already. Nothing more was written. Look at "
            "the books, and enter what is missing from there."
        )


def _the_same(there: Payment, patient: Patient, taken: Taken) -> Payment:
    """A second tap takes nothing; another payment from an old page is refused."""
    now = (patient.pk, taken.amount, taken.currency, taken.how)
    if now != (there.patient_id, there.amount, there.currency, there.how):
        raise ValidationError(
            f"From this page {there} was taken already (receipt {there.number}). Nothing more was "
            "taken. Look at the payments, and take what is missing from there."
        )
    return there


def _next_number() -> int:
    """Receipts are numbered without a gap, whoever takes the money."""
    Clinic.objects.select_for_update().get()
    return (Payment.objects.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def charge_turn(
    *,
    by: By,
    charge: Charge,
    why: str,
    amount: Decimal | None = None,
    what: Turned = Turned.WAIVED,
    once: UUID | None = None,
) -> Reversal:
    """A charge, or ``amount`` of it, does not count; what was paid for it is free again."""
    needs_reason(why)
    held, once = held_kept(charge.patient_id), once or new_id()
    if there := Reversal.objects.filter(once=once).first():
        given = there.amount if amount is None else amount
        then = (there.charge_id, there.what, there.amount, there.why)
        the_same_or_refused(there, (charge.pk, what, given, _short(why)), then)
        return there
    now = charges(Charge.objects.filter(pk=charge.pk))[0]
    counts = now.amount - now.turned
    given = counts if amount is None else amount
    _refuse_beyond(given, counts, now.currency)
    made = Reversal.objects.create(
        patient=held,
        charge=now,
        what=what,
        amount=given,
        currency=now.currency,
        why=_short(why),
        by=by,
        by_name=named(by),
        once=once,
    )
    _let_go(now.allocations.order_by("-at", "-id"), given - now.open)
    record(by=actor(by), action=f"charge.{what}", subject=now, patient_id=held.pk)
    _settle(held)
    return made


def charge_waive(
    *, by: Account, charge: Charge, why: str, amount: Decimal | None = None, once: UUID
) -> Reversal:
    """The clinic does without a charge."""
    require(by, Right.WAIVE_CHARGES)
    return charge_turn(by=by, charge=charge, why=why, amount=amount, once=once)


@transaction.atomic
def payment_turn(
    *, by: Account, payment: Payment, why: str, amount: Decimal, how: How | None, once: UUID
) -> Reversal:
    """Money was paid back; without ``how`` the payment was entered by mistake and never came."""
    if not may_turn(by, payment, mistaken=how is None):
        require(by, Right.WAIVE_CHARGES)
    needs_reason(why)
    held = held_kept(payment.patient_id)
    what = Turned.MISTAKEN if how is None else Turned.REFUNDED
    if there := Reversal.objects.filter(once=once).first():
        asked = (payment.pk, what, amount, how or payment.how, _short(why))
        then = (there.payment_id, there.what, there.amount, there.how, there.why)
        the_same_or_refused(there, asked, then)
        return there
    now = payments(Payment.objects.filter(pk=payment.pk))[0]
    _refuse_beyond(amount, now.amount - now.turned, now.currency)
    made = Reversal.objects.create(
        patient=held,
        payment=now,
        what=what,
        amount=amount,
        currency=now.currency,
        how=how or now.how,
        why=_short(why),
        by=by,
        by_name=named(by),
        once=once,
    )
    _let_go(now.allocations.order_by("-at", "-id"), amount - now.free)
    action = f"payment.{what}"
    record(by=by.actor, action=action, subject=now, patient_id=held.pk)
    _settle(held)
    return made


def may_turn(account: Account, payment: Payment, *, mistaken: bool) -> bool:
    """Who takes money puts her own slip right on the same day; the rest is for who may waive."""
    if account.may(Right.WAIVE_CHARGES):
        return True
    clinic = Clinic.objects.get()
    its_day = payment.at.astimezone(clinic.zone).date() == today(clinic)
    mine = account.may(Right.TAKE_PAYMENTS) and payment.by_id == account.pk
    return mistaken and mine and its_day


def charges(rows: QuerySet[Charge]) -> list[Charge]:
    """With what reverses and settles each."""
    return list(rows.prefetch_related("reversals", "allocations"))


def payments(rows: QuerySet[Payment]) -> list[Payment]:
    """With what reverses each, and what each settles."""
    return list(rows.prefetch_related("reversals", "allocations"))


def _settle(patient: Patient, first: Sequence[UUID] = ()) -> None:
    """Money that is free pays what is open, in the same currency, the oldest first."""
    found = [one for one in charges(patient.charges.all()) if one.open > 0]
    found.sort(key=lambda one: one.pk not in first)
    rest = {one.pk: one.open for one in found}
    for payment in payments(patient.payments.all()):
        free = payment.free
        for charge in found:
            part = min(free, rest[charge.pk])
            if part > 0 and charge.currency == payment.currency:
                Allocation.objects.create(payment=payment, charge=charge, amount=part)
                free, rest[charge.pk] = free - part, rest[charge.pk] - part


def _let_go(rows: Iterable[Allocation], amount: Decimal) -> None:
    """Frees so much of what was settled, the newest first."""
    by_pair: dict[tuple[UUID, UUID], Decimal] = {}
    for row in rows:
        pair = (row.payment_id, row.charge_id)
        by_pair[pair] = by_pair.get(pair, NOTHING) + row.amount
    for (payment, charge), settled in by_pair.items():
        part = min(amount, settled)
        if part > 0:
            Allocation.objects.create(payment_id=payment, charge_id=charge, amount=-part)
            amount -= part


def _refuse_odd(amount: Decimal) -> None:
    if not NOTHING < amount <= MOST or amount != amount.quantize(Decimal("0.01")):
        raise ValidationError(
            f"{amount} is no amount to charge or take. Enter one above 0, up to {MOST}, with at "
            "most two places."
        )


def _refuse_beyond(amount: Decimal, most: Decimal, currency: str) -> None:
    if most <= 0:
        raise ValidationError("All of it was reversed already. Nothing was changed.")
    if not NOTHING < amount <= most:
        raise ValidationError(
            f"{amount} cannot be reversed: it is between 0.01 and {words(most, currency)}."
        )


def needs_reason(why: str, what: str = "why") -> None:
    """Nothing is reversed without a word."""
    if len(why.strip()) < 3:
        raise ValidationError(f"Say {what}, in a few words. It stays in the books.")


def _short(text: str) -> str:
    return text.replace("\0", "").strip()[:300]
