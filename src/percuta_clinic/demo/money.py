"""What is asked for, what was bought and paid, a fee that was waived, a deposit that is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from percuta_clinic.billing.fees import deposit_ask, fee_let_go, session_charge
from percuta_clinic.billing.ledger import Due, Taken, charge_add, payment_take
from percuta_clinic.billing.models import (
    Allocation,
    Charge,
    How,
    Kind,
    Package,
    PackageKind,
    Payment,
    Shown,
)
from percuta_clinic.billing.packages import kind_add, months_on, session_use
from percuta_clinic.billing.terms import terms_agreed, terms_for, terms_set
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.queries import day_bounds, today

TERMS = {
    "currency": "EUR",
    "cancel_hours": 48,
    "deposit": Decimal(25),
    "deposit_percent": True,
    "late_fee": Decimal(25),
    "late_percent": True,
    "missed_fee": Decimal(50),
    "missed_percent": True,
}
BEGAN = "The treatment began"


def money(staff: Staff, people: Sequence[Patient], services: Sequence[Service]) -> None:
    """The one with an account has most of it; another still owes a deposit."""
    owner = staff["owner"]
    terms_set(by=owner, service=None, seen=0, details=TERMS)
    free = TERMS | {"deposit": Decimal(0), "late_fee": Decimal(0), "missed_fee": Decimal(0)}
    terms_set(by=owner, service=services[3], seen=0, details=free)
    four = kind_add(
        by=owner,
        name="Four sessions, face",
        service=services[1],
        sessions=4,
        price=Decimal(860),
        months=12,
    )
    kind_add(
        by=owner,
        name="Three sessions, body",
        service=services[2],
        sessions=3,
        price=Decimal(870),
        months=12,
    )
    _package(staff, people[0], four)
    _waived(staff, people[0], services[0])
    due = Due(kind=Kind.OTHER, amount=Decimal(24), currency="EUR", why="Sun cream, 50 ml")
    charge_add(by=staff["front"], patient=people[0], due=due)
    _deposit(staff, people[1:])


def _package(staff: Staff, patient: Patient, kind: PackageKind) -> None:
    """Sold and paid before the last session, which it paid for, if there was one."""
    visits = patient.visits.filter(treatment_began_at__isnull=False, service=kind.service)
    last, front = visits.order_by("starts_at").last(), staff["front"]
    at = (last.starts_at if last else timezone.now()) - timedelta(days=3)
    written = {"by": front, "by_name": front.name, "at": at}
    package = Package.objects.create(
        patient=patient,
        kind=kind,
        service=kind.service,
        name=kind.name,
        sessions=kind.sessions,
        price=kind.price,
        currency=kind.currency,
        sold_on=at.date(),
        first_until=months_on(at.date(), kind.months),
        **written,
    )
    money = {"patient": patient, "amount": kind.price, "currency": kind.currency, **written}
    charge = Charge.objects.create(
        **money,
        package=package,
        kind=Kind.PACKAGE,
        due_on=at.date(),
        why=kind.name,
        once=f"package:{package.pk}",
    )
    paid = Payment.objects.create(**money, number=1, how=How.CARD, reference="Slip 20417")
    Allocation.objects.create(payment=paid, charge=charge, amount=kind.price, at=at)
    if last is not None:
        session_use(by=None, visit=last, why=BEGAN)


def _waived(staff: Staff, patient: Patient, talk: Service) -> None:
    """A talk that was cancelled in the morning of its day, by somebody with a fever."""
    begins = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=9)
    visit = Visit.objects.create(
        patient=patient,
        service=talk,
        specialist=staff["doctor"],
        room=Room.objects.order_by("name")[0],
        starts_at=begins,
        ends_at=begins + timedelta(minutes=talk.minutes),
        state=State.CANCELLED,
        state_since=begins - timedelta(hours=5),
        made_at=begins - timedelta(days=20),
        made_by=staff["front"].name,
        why_cancelled="Ill, called in the morning",
    )
    _agreed(staff, visit)
    fee_let_go(by=staff["doctor"], visit=visit, kind=Kind.LATE, why="Called in with a fever")


def _agreed(staff: Staff, visit: Visit) -> None:
    digest = terms_for(visit.service).digest
    terms_agreed(by=staff["front"], visit=visit, how=Shown.PHONE, digest=digest)


def _deposit(staff: Staff, people: Sequence[Patient]) -> None:
    """The next visit that somebody has not paid the deposit for."""
    ahead = Visit.objects.filter(
        patient__in=people, state=State.BOOKED, starts_at__gt=timezone.now()
    )
    visit = ahead.select_related("service", "patient").order_by("starts_at").first()
    if visit is not None:
        _agreed(staff, visit)
        deposit_ask(by=staff["front"], visit=visit)


def paid_today(staff: Staff, clinic: Clinic, now: datetime) -> None:
    """Whoever went home has paid, in one way or the other."""
    start, _ = day_bounds(today(clinic), clinic)
    gone = Visit.objects.filter(starts_at__gte=start, starts_at__lt=now, state=State.FINISHED)
    ways = (How.CARD, How.CASH, How.CARD)
    for number, visit in enumerate(gone.select_related("service", "patient")):
        charge = session_charge(by=staff["front"], visit=visit)
        if charge is None:
            continue
        taken = Taken(
            amount=charge.amount,
            currency=charge.currency,
            how=ways[number % len(ways)],
            charges=[charge.pk],
            once=new_id(),
        )
        payment_take(by=staff["front"], patient=visit.patient, taken=taken)
