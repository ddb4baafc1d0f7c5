"""Selling a package: what it comes to, the sale, and the money that was handed over for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction

from percuta_clinic.audit.services import record
from percuta_clinic.billing.covering import paying_visit, waiting
from percuta_clinic.billing.fees import deposit_of, deposit_release
from percuta_clinic.billing.ledger import (
    Due,
    Taken,
    charged,
    named,
    payment_take,
    the_same_or_refused,
)
from percuta_clinic.billing.models import NOTHING, Charge, How, Kind, Package, PackageKind
from percuta_clinic.billing.packages import months_on
from percuta_clinic.billing.queries import books_of, open_deposits
from percuta_clinic.booking.models import Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

PAYS = "A session of the package pays this visit"


@dataclass(frozen=True, kw_only=True)
class Handed:
    """Money that came with the sale."""

    amount: Decimal
    how: How
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Sale:
    """What is looked at before a package is sold."""

    kind: PackageKind
    until: date
    visits: tuple[Visit, ...]
    ahead: Decimal

    @property
    def to_pay(self) -> Decimal:
        """What is left to be paid today."""
        return self.kind.price - self.ahead


def sale_of(patient: Patient, kind: PackageKind) -> Sale:
    """The visits it would pay, and what of its price is there already: credit, and deposits."""
    until = months_on(today(Clinic.objects.get()), kind.months)
    visits = _unpaid(patient, kind, until)
    books, asked = books_of(patient), open_deposits(one.pk for one in visits)
    deposits = sum((deposit_of(one) for one in visits), NOTHING)
    unpaid = sum((one.open for one in asked.values()), NOTHING)
    others = books.owed.get(kind.currency, NOTHING) - unpaid
    free = books.credit.get(kind.currency, NOTHING) + deposits - unpaid
    ahead = min(kind.price, max(NOTHING, free - others))
    return Sale(kind=kind, until=until, visits=tuple(visits), ahead=ahead)


def _unpaid(patient: Patient, kind: PackageKind, until: date) -> list[Visit]:
    """Visits it would pay: to come, within its time, and paid by no other package."""
    zone = Clinic.objects.get().zone
    rows = waiting(patient, kind.service).select_related("service", "patient")
    found = (
        one
        for one in rows.order_by("starts_at")
        if one.starts_at.astimezone(zone).date() <= until and paying_visit(one) is None
    )
    return [one for one, _ in zip(found, range(kind.sessions), strict=False)]


@transaction.atomic
def package_sell(
    *, by: Account, patient: Patient, kind: PackageKind, once: UUID, handed: Handed | None = None
) -> Package:
    """Sells a package, charges it and takes what was handed over; it can be used from today."""
    require(by, Right.TAKE_PAYMENTS)
    held = held_kept(patient.pk)
    if there := Package.objects.filter(once=once).first():
        the_same_or_refused(there, (held.pk, kind.pk), (there.patient_id, there.kind_id))
        return there
    now = PackageKind.objects.select_related("service").get(pk=kind.pk)
    if not now.is_offered:
        raise ValidationError(f"{now} is no longer offered. Choose another package.")
    made = _made(by, held, now, once=once)
    record(by=by.actor, action="package.sold", subject=made, patient_id=held.pk)
    charge = charged(by=by, patient=held, due=_price(made)) if made.price else None
    if handed is not None:
        _take(by, made, charge, handed=handed)
    for visit in waiting(held, made.service).filter(charges__kind=Kind.DEPOSIT):
        if paying_visit(visit) is not None:
            deposit_release(by=by, visit=visit, why=PAYS)
    return made


def _made(by: Account, held: Patient, kind: PackageKind, *, once: UUID) -> Package:
    day = today(Clinic.objects.get())
    return Package.objects.create(
        patient=held,
        kind=kind,
        service=kind.service,
        name=kind.name,
        sessions=kind.sessions,
        price=kind.price,
        currency=kind.currency,
        sold_on=day,
        first_until=months_on(day, kind.months),
        by=by,
        by_name=named(by),
        once=once,
    )


def _take(by: Account, package: Package, charge: Charge | None, *, handed: Handed) -> None:
    """The same sale takes it once."""
    taken = Taken(
        amount=handed.amount,
        currency=package.currency,
        how=handed.how,
        reference=handed.reference,
        charges=[charge.pk] if charge else [],
        once=uuid5(package.once, "payment"),
    )
    payment_take(by=by, patient=package.patient, taken=taken)


def _price(package: Package) -> Due:
    return Due(
        kind=Kind.PACKAGE,
        amount=package.price,
        currency=package.currency,
        why=package.name,
        package=package,
        once=f"package:{package.pk}",
    )
