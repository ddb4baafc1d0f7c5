"""What a patient still has to pay, what was paid, packages, and the terms that were agreed to."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.billing.access import own_receipt
from percuta_clinic.billing.models import Charge, Payment
from percuta_clinic.billing.money import in_words, words
from percuta_clinic.billing.packages import lefts_of
from percuta_clinic.billing.queries import books_of
from percuta_clinic.billing.receipts import charge_words, receipt
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import own_patient
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today

PDF = "application/pdf"


@require_safe
@needs(Right.SEE_OWN)
def payments(request: ClinicRequest) -> HttpResponseBase:
    """One's own books; nothing is paid here, so it says how to pay."""
    patient = own_patient(request.user)
    books = books_of(patient)
    context = {
        "open": [_charge(one) for one in books.open],
        "settled": [_charge(one) for one in books.charges if one.open <= 0],
        "owed": in_words(books.owed),
        "credit": in_words(books.credit),
        "paid": [_payment(one) for one in books.payments if one.amount > one.turned],
        "packages": [one for one in lefts_of(patient, today(request.clinic)) if one.left],
        "agreed": patient.terms_agreed.select_related("visit__service").order_by("-at"),
    }
    return render(request, "portal/payments.html", context)


def _charge(one: Charge) -> dict[str, Any]:
    return {
        "row": one,
        "words": charge_words(one),
        "amount": words(one.amount, one.currency),
        "open": words(one.open, one.currency),
        "waived": words(one.turned, one.currency) if one.turned else "",
    }


def _payment(one: Payment) -> dict[str, Any]:
    back = words(one.turned, one.currency) if one.turned else ""
    return {"row": one, "amount": words(one.amount, one.currency), "back": back}


@require_safe
@needs(Right.SEE_OWN)
def paper(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One's own receipt."""
    found = own_receipt(request.user, key)
    content = receipt(found, clinic=request.clinic)
    name = f"receipt-{found.number}.pdf"
    return file_answer(content, kind=PDF, name=name, as_attachment=False)
