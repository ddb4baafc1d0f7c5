"""Money in the small clinic of the tests."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from clinic.booking.days import book
from clinic.people_here import House
from percuta_clinic.billing.ledger import Due, Taken, charge_add, payment_take
from percuta_clinic.billing.models import (
    Charge,
    How,
    Kind,
    Package,
    PackageKind,
    Payment,
    Shown,
    Terms,
)
from percuta_clinic.billing.packages import kind_add
from percuta_clinic.billing.selling import package_sell
from percuta_clinic.billing.terms import terms_agreed, terms_for, terms_set
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.config.ids import new_id

FEES = {
    "currency": "EUR",
    "cancel_hours": 48,
    "deposit": Decimal(50),
    "late_fee": Decimal(50),
    "late_percent": True,
    "missed_fee": Decimal(200),
}


def charge(
    house: House, amount: int = 60, *, currency: str = "EUR", kind: Kind = Kind.OTHER
) -> Charge:
    """A charge of Amara's."""
    due = Due(kind=kind, amount=Decimal(amount), currency=currency, why="sun cream")
    return charge_add(by=house.fred, patient=house.amara, due=due)


def pay(
    house: House, amount: int = 60, *, currency: str = "EUR", first: Charge | None = None
) -> Payment:
    """Amara pays in cash."""
    taken = Taken(
        amount=Decimal(amount),
        currency=currency,
        how=How.CASH,
        charges=[first.pk] if first else [],
        once=new_id(),
    )
    return payment_take(by=house.fred, patient=house.amara, taken=taken)


def four(house: House) -> PackageKind:
    """Four sessions for the price of less."""
    return kind_add(
        by=house.olga,
        name="Four sessions",
        service=house.needling,
        sessions=4,
        price=Decimal(800),
        months=12,
    )


def sold(house: House) -> Package:
    """Amara has bought four."""
    return package_sell(by=house.fred, patient=house.amara, kind=four(house), once=new_id())


def began(house: House, *, after: int = 0) -> Visit:
    """A treatment of Amara's that has begun today."""
    visit = book(house, house.amara, at=timezone.now() + timedelta(minutes=1), after=after)
    Visit.objects.filter(pk=visit.pk).update(
        state=State.FINISHED, treatment_began_at=visit.starts_at, state_since=timezone.now()
    )
    visit.refresh_from_db()
    return visit


def fees(house: House) -> Terms:
    """What the clinic asks for: a deposit, half for a late no, up to 200 for none."""
    return terms_set(by=house.olga, service=None, seen=0, details=FEES)


def agreed(house: House, visit: Visit) -> None:
    """Amara agrees on the phone."""
    digest = terms_for(visit.service).digest
    terms_agreed(by=house.fred, visit=visit, how=Shown.PHONE, digest=digest)


def one_of_each(house: House) -> dict[str, object]:
    """Something of everything, for walking over the pages."""
    package, visit = sold(house), book(house, house.amara, after=600)
    fees(house)
    agreed(house, visit)
    paid: Payment = pay(house, 100)
    return {"package": package, "visit": visit, "payment": paid, "charge": charge(house)}
