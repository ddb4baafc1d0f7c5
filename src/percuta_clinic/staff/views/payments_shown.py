"""A patient's money as pages show it, and the money of one visit."""

from typing import Any

from django.db.models import QuerySet

from percuta_clinic.billing.covering import paying_visit
from percuta_clinic.billing.fees import deposit_of, to_decide
from percuta_clinic.billing.ledger import may_turn
from percuta_clinic.billing.models import Charge, How, Kind, PackageKind, Payment
from percuta_clinic.billing.money import in_words, words
from percuta_clinic.billing.packages import (
    lefts_of,
    package_left,
    takes_one,
)
from percuta_clinic.billing.queries import Books, books_of
from percuta_clinic.billing.receipts import charge_words
from percuta_clinic.billing.terms import agreed_for, terms_for
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.payments import ChargeForm, TakeForm

LATELY = 20  # visits that are looked through for a late no


def currencies(books: Books) -> list[str]:
    """What can be paid in: first what is owed, then what the services cost."""
    offered = Service.objects.filter(is_offered=True).order_by("currency")
    priced = offered.values_list("currency", flat=True).distinct()
    return list(dict.fromkeys([*books.owed, *priced])) or ["EUR"]


def page_of(request: ClinicRequest, patient: Patient) -> dict[str, Any]:
    """Everything on the page of payments."""
    books, day = books_of(patient), today(request.clinic)
    money = currencies(books)
    owed = books.owed.get(money[0])
    return {
        "patient": patient,
        "balance": books.words,
        "owed": in_words(books.owed),
        "credit": in_words(books.credit),
        "open": [_charge(one) for one in books.open],
        "charges": [_charge(one) for one in books.charges],
        "payments": [_payment(request.user, one) for one in books.payments],
        "packages": lefts_of(patient, day),
        "decide": _decide(patient.visits.all()),
        "take": TakeForm(books=books, currencies=money, initial={"amount": owed} if owed else None),
        "charge": ChargeForm(currencies=money),
        "kinds": PackageKind.objects.filter(is_offered=True).select_related("service"),
        "day": day,
    }


def _decide(visits: QuerySet[Visit]) -> list[tuple[Visit, Any]]:
    ended = visits.filter(state__in=(State.CANCELLED, State.MISSED), terms_agreed__isnull=False)
    newest = ended.select_related("service", "patient").order_by("-starts_at").distinct()
    return to_decide(newest[:LATELY])


def _charge(one: Charge) -> dict[str, Any]:
    return {
        "row": one,
        "words": charge_words(one),
        "amount": words(one.amount, one.currency),
        "open": words(one.open, one.currency) if one.open > 0 else "",
        "counts": one.amount - one.turned,
        "turned": [
            {"row": turn, "amount": words(turn.amount, turn.currency)}
            for turn in one.reversals.all()
        ],
        "paid": one.open <= 0 and one.paid > 0,
        "once": new_id(),
    }


def _payment(account: Account, one: Payment) -> dict[str, Any]:
    counts = one.amount - one.turned
    return {
        "row": one,
        "amount": words(one.amount, one.currency),
        "counts": counts,
        "free": words(one.free, one.currency) if one.free > 0 else "",
        "turned": [
            {"row": turn, "amount": words(turn.amount, turn.currency)}
            for turn in one.reversals.all()
        ],
        "once": new_id(),
        "ways": How.choices,
        "may_undo": counts > 0 and may_turn(account, one, mistaken=True),
    }


def visit_money(account: Account, visit: Visit) -> dict[str, Any] | None:
    """What the page of a visit says of money; nothing there is needed to treat somebody."""
    if not account.may(Right.SEE_MONEY):
        return None
    clinic = Clinic.objects.get()
    charges = list(visit.charges.prefetch_related("reversals", "allocations"))
    deposit = next((one for one in charges if one.kind == Kind.DEPOSIT), None)
    pays = paying_visit(visit)
    shown = terms_for(visit.service, paid=pays is not None)
    left = pays or package_left(visit.patient, visit.service, today(clinic))
    use = visit.package_uses.filter(given_back_at=None).select_related("package").first()
    due = visit.service.price - deposit_of(visit)
    settled = use is not None or any(one.kind == Kind.SESSION for one in charges)
    return {
        "left": left,
        "pays": pays,
        "spoken_for": left is not None and not left.is_over and not (pays or use) and visit.is_open,
        "use": use,
        "charges": [_charge(one) for one in charges],
        "deposit_open": _open(deposit),
        "ask": words(shown.deposit, shown.currency)
        if shown.deposit and deposit is None and visit.is_open
        else "",
        "agreed": agreed_for(visit),
        "terms": shown if visit.is_open else None,
        "price": words(due, visit.service.currency)
        if takes_one(visit) and not settled and due > 0
        else "",
        "fee": next((fee for _, fee in to_decide([visit])), None),
        "release": _counts(deposit) and visit.state in (State.CANCELLED, State.MISSED),
    }


def _open(deposit: Charge | None) -> str:
    return words(deposit.open, deposit.currency) if deposit and deposit.open > 0 else ""


def _counts(deposit: Charge | None) -> bool:
    return deposit is not None and deposit.amount > deposit.turned
