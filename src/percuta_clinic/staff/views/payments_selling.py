"""Selling a package: looked at once with its price, then recorded."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from percuta_clinic.billing.access import kind_on_sale, payer_for
from percuta_clinic.billing.models import How, PackageKind
from percuta_clinic.billing.money import words
from percuta_clinic.billing.selling import Handed, package_sell, sale_of
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.payments import SellForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.shown import crumbs, way_to


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.TAKE_PAYMENTS)
def sell(request: ClinicRequest, key: UUID, kind: UUID) -> HttpResponseBase:
    """What it is, what it costs, how it is paid; then it is sold."""
    patient = payer_for(request.user, key, Right.TAKE_PAYMENTS)
    chosen = kind_on_sale(request.user, kind)
    if request.method != "POST":
        return _page(request, patient, chosen)
    form = SellForm(request.POST, price=chosen.price)
    if form.is_valid():
        try:
            return _sold(request, patient, chosen, form=form)
        except ValidationError as refusal:
            put_errors(form, refusal)
    return _page(request, patient, chosen, form=form)


def _sold(
    request: ClinicRequest, patient: Patient, kind: PackageKind, *, form: SellForm
) -> HttpResponseBase:
    found = form.cleaned_data
    handed = None
    if found["how"] != form.LATER:
        how = How(found["how"])
        handed = Handed(amount=found["amount"], how=how, reference=found["reference"])
    made = package_sell(
        by=request.user, patient=patient, kind=kind, once=found["once"], handed=handed
    )
    taken = f" Taken: {words(handed.amount, made.currency)}." if handed else ""
    until = f"{made.until:%-d %B %Y}"
    messages.success(request, f"Sold: {made}. It can be used until {until}.{taken}")
    return redirect("payments", patient.pk)


def _page(
    request: ClinicRequest, patient: Patient, kind: PackageKind, *, form: SellForm | None = None
) -> HttpResponseBase:
    sale = sale_of(patient, kind)
    there = reverse("payments", args=[patient.pk])
    context: dict[str, Any] = {
        "patient": patient,
        "age": patient.age_on(today(request.clinic)),
        "sale": sale,
        "price": words(kind.price, kind.currency),
        "ahead": words(sale.ahead, kind.currency) if sale.ahead else "",
        "to_pay": words(sale.to_pay, kind.currency),
        "form": form or SellForm(price=kind.price, initial=_first(sale.to_pay)),
        "crumbs": [
            *crumbs((str(patient), way_to(request, patient)), here="")[:-1],
            {"label": "Payments", "url": there},
            {"label": "Sell a package"},
        ],
    }
    status = 422 if form else 200
    return render(request, "staff/payments/sell.html", context, status=status)


def _first(to_pay: Any) -> dict[str, Any]:
    """Where nothing is left to be paid, nothing is taken."""
    return {"amount": to_pay} if to_pay else {"how": SellForm.LATER}
