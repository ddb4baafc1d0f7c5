"""The payments of a patient: charges, payments, receipts, what reverses them."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.audit.services import record
from percuta_clinic.billing.access import charge_for, payer_for, payment_for
from percuta_clinic.billing.ledger import (
    Due,
    Taken,
    charge_add,
    charge_waive,
    payment_take,
    payment_turn,
)
from percuta_clinic.billing.models import How, Kind
from percuta_clinic.billing.money import words
from percuta_clinic.billing.queries import books_of
from percuta_clinic.billing.receipts import receipt
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.payments import ChargeForm, TakeForm, TurnForm, WaiveForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.payments_shown import currencies, page_of
from percuta_clinic.staff.views.shown import crumbs, way_to

PDF = "application/pdf"


@require_safe
@needs(Right.SEE_MONEY)
def payments(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What is open, what was paid, packages; and taking a payment."""
    return page(request, payer_for(request.user, key))


def page(
    request: ClinicRequest, patient: Patient, *, status: int = 200, **forms: Form
) -> HttpResponseBase:
    """The page, with a form that came back."""
    context = page_of(request, patient) | forms
    context["crumbs"] = crumbs((str(patient), way_to(request, patient)), here="Payments")
    context["age"] = patient.age_on(today(request.clinic))
    return render(request, "staff/payments/payments.html", context, status=status)


@require_POST
@needs(Right.TAKE_PAYMENTS)
def take(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Money that came; the same page takes it once."""
    patient = payer_for(request.user, key, Right.TAKE_PAYMENTS)
    books = books_of(patient)
    form = TakeForm(request.POST, books=books, currencies=currencies(books))
    if form.is_valid():
        found = form.cleaned_data
        taken = Taken(
            amount=found["amount"],
            currency=found["currency"],
            how=How(found["how"]),
            reference=found["reference"],
            charges=[UUID(found["first"])] if found["first"] else [],
            once=found["once"],
        )
        try:
            made = payment_take(by=request.user, patient=patient, taken=taken)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            messages.success(request, f"Taken: {made}. Receipt {made.number} is below.")
            return _back(patient.pk)
    elif _tapped_twice(form, patient):
        messages.success(request, "Taken once already, by the same page. Its receipt is below.")
        return _back(patient.pk)
    return page(request, patient, status=422, take=form)


def _tapped_twice(form: TakeForm, patient: Patient) -> bool:
    """What it was to pay is paid, by the very payment that is sent again."""
    once = form.cleaned_data.get("once")
    taken = patient.payments.filter(once=once).exists() if once else False
    return taken and set(form.errors) == {"first"}


@require_POST
@needs(Right.TAKE_PAYMENTS)
def charge(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Something else that is to be paid."""
    patient = payer_for(request.user, key, Right.TAKE_PAYMENTS)
    form = ChargeForm(request.POST, currencies=currencies(books_of(patient)))
    if form.is_valid():
        found = form.cleaned_data
        due = Due(
            kind=Kind.OTHER,
            amount=found["amount"],
            currency=found["currency"],
            why=found["why"],
            once=f"form:{found['once']}",
        )
        try:
            made = charge_add(by=request.user, patient=patient, due=due)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            messages.success(request, f"Charged: {words(made.amount, made.currency)}.")
            return _back(patient.pk)
    return page(request, patient, status=422, charge=form)


@require_POST
@needs(Right.WAIVE_CHARGES)
def waive(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The clinic does without a charge, or a part of it."""
    found = charge_for(request.user, key)
    form = WaiveForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        act = {"why": given["why"], "amount": given["amount"], "once": given["once"]}
        said(
            request,
            lambda: charge_waive(by=request.user, charge=found, **act),
            "Waived. The charge stands in the books with your reason.",
        )
    else:
        refused(request, form)
    return _back(found.patient_id)


@require_POST
@needs(Right.SEE_MONEY)
def turn(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Paid back, or entered by mistake; who may is asked where it is done."""
    found = payment_for(request.user, key)
    form = TurnForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        how = How(given["how"]) if given["how"] else None
        amount: Decimal = given["amount"]
        said(
            request,
            lambda: payment_turn(
                by=request.user,
                payment=found,
                why=given["why"],
                amount=amount,
                how=how,
                once=given["once"],
            ),
            "Paid back. It stands in the books with your reason."
            if how
            else "Taken back: it was entered by mistake.",
        )
    else:
        refused(request, form)
    return _back(found.patient_id)


@require_safe
@needs(Right.SEE_MONEY)
def receipt_paper(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The receipt to print."""
    found = payment_for(request.user, key)
    content = receipt(found, clinic=request.clinic)
    record(
        by=request.user.actor,
        action="receipt.opened",
        subject=found,
        patient_id=found.patient_id,
    )
    name = f"receipt-{found.number}.pdf"
    return file_answer(content, kind=PDF, name=name, as_attachment=False)


def said(request: ClinicRequest, do: Any, words: str) -> None:
    """Does it, and says that it was done or why not."""
    try:
        do()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, words)


def refused(request: ClinicRequest, form: Form) -> None:
    """What was wrong with a short form, on top of the page."""
    parts = []
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        label = f"{field.label}: " if field is not None and field.label else ""
        parts.append(label + " ".join(str(one) for one in errors))
    messages.error(request, f"Nothing was changed. {' '.join(parts)}")


def _back(patient: UUID) -> HttpResponseBase:
    return redirect(reverse("payments", args=[patient]))
