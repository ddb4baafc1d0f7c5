"""Products, lots and what moved them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.audit.change import Changed
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import whole
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.people import ReasonForm
from percuta_clinic.staff.forms.stock import CountForm, ProductForm, ReceiveForm, TakeForm
from percuta_clinic.staff.views.changing import Work, put_errors, work_page
from percuta_clinic.stock.access import lot_for, product_for, to_count_for
from percuta_clinic.stock.amounts import amount
from percuta_clinic.stock.booking_off import shelf_looked_at
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.finding import product_of
from percuta_clinic.stock.models import Lot, Product
from percuta_clinic.stock.queries import (
    SOON_DAYS,
    expiring_lots,
    lot_state,
    lots_of,
    lots_there,
    products_held,
    to_count,
    to_reorder,
)
from percuta_clinic.stock.science import creams_known, creams_refused
from percuta_clinic.stock.services import (
    lot_count,
    lot_receive,
    lot_release,
    lot_take,
    product_add,
    product_change,
)
from percuta_clinic.treatment.recalled import reach_of
from percuta_clinic.treatment.tracing import counted_of, recall_all

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs(Right.SEE_STOCK)
def stock(request: ClinicRequest) -> HttpResponseBase:
    """What needs a look first, then every lot that is there."""
    day = today(request.clinic)
    return render(
        request,
        "staff/stock/stock.html",
        {
            "expiring": _states(expiring_lots(request.user, day=day), request),
            "low": to_reorder(request.user, day=day),
            "lots": _states(lots_there(request.user), request),
            "to_count": to_count(request.user),
            "soon": SOON_DAYS,
            "any_product": Product.objects.exists(),
        },
    )


def _states(lots: Any, request: ClinicRequest) -> list[tuple[Lot, Any]]:
    day = today(request.clinic)
    return [(lot, lot_state(lot, day)) for lot in lots]


@require_safe
@needs(Right.SEE_STOCK)
def products(request: ClinicRequest) -> HttpResponseBase:
    """Every product that is ordered here."""
    held = products_held(request.user, day=today(request.clinic))
    context = {"held": held, "creams": creams_known(), "refused": creams_refused()}
    return render(request, "staff/stock/products.html", context)


@PAGE
@needs(Right.EDIT_STOCK)
def product(request: ClinicRequest, key: UUID | None = None) -> HttpResponseBase:
    """One product, new or changed, with its lots."""
    row = product_for(request.user, key) if key else Product()
    by = request.user.actor
    work = Work(
        form=ProductForm(request.POST or None, instance=row),
        row=row,
        save=partial(product_change, by=by, product=row) if key else partial(product_add, by=by),
        template="staff/stock/product.html",
        done=reverse("stock_products"),
        said="The product is saved.",
        context={
            "refused": creams_refused(),
            "lots": _states(lots_of(request.user, row), request) if key else [],
        },
    )
    return work_page(request, work)


@PAGE
@needs(Right.EDIT_STOCK)
def receive(request: ClinicRequest) -> HttpResponseBase:
    """Puts a delivery on the shelf."""
    read = code_read(request.GET.get("code", ""))
    found = product_of(read.item) or product_of(read.raw)
    chosen: dict[str, Any] = {"product": found.pk if found else request.GET.get("product", "")}
    chosen |= {"number": read.lot, "expires_on": read.expires}
    form = ReceiveForm(request.POST or None, today=today(request.clinic), initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            lot = lot_receive(by=request.user.actor, **form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            messages.success(
                request, f"{lot} is on the shelf: {amount(lot.quantity, lot.product.unit)}."
            )
            return redirect("stock_lot", key=lot.pk)
    context = {"form": form, "any_product": Product.objects.exists(), "read": read, "found": found}
    return render(request, "staff/stock/receive.html", context, status=_status(form))


def _status(form: BaseForm) -> int:
    return 422 if form.is_bound else 200


@require_safe
@needs(Right.SEE_STOCK)
def lot(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One lot: its count, and every move that made it."""
    return _lot_page(request, lot_for(request.user, key, Right.SEE_STOCK))


def _lot_page(
    request: ClinicRequest, row: Lot, *, status: int = 200, **forms: BaseForm
) -> HttpResponseBase:
    context = {
        "lot": row,
        "state": lot_state(row, today(request.clinic)),
        "moves": row.moves.all(),
        "treated": counted_of(row),
        "reach": reach_of(row, clinic=request.clinic, now=timezone.now())
        if row.recalled_at
        else None,
        "count": CountForm(auto_id="count_%s"),
        "take": TakeForm(auto_id="take_%s"),
        "reason": ReasonForm(auto_id="reason_%s"),
        **forms,
    }
    return render(request, "staff/stock/lot.html", context, status=status)


@require_POST
@needs(Right.EDIT_STOCK)
def count(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Puts the count right, with a reason."""
    row = lot_for(request.user, key)
    form = CountForm(request.POST, auto_id="count_%s")
    version = whole(request.POST.get("version", ""))
    if not form.is_valid() or version < 0:
        return _lot_page(request, row, status=422, count=form)
    try:
        lot_count(by=request.user.actor, lot=row, version=version, **form.cleaned_data)
    except Changed:
        row.refresh_from_db()
        form.add_error(
            "counted",
            f"The count moved while you wrote: {row.quantity} are noted now. Look at the moves "
            "below, then save again if your number still holds.",
        )
        return _lot_page(request, row, status=409, count=form)
    messages.success(request, "The count is put right.")
    return redirect("stock_lot", key=key)


@require_POST
@needs(Right.EDIT_STOCK)
def take(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes some off the shelf."""
    row = lot_for(request.user, key)
    form = TakeForm(request.POST, auto_id="take_%s")
    if form.is_valid():
        try:
            lot_take(by=request.user.actor, lot=row, **form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            messages.success(request, "Taken off the shelf.")
            return redirect("stock_lot", key=key)
    return _lot_page(request, row, status=422, take=form)


@require_POST
@needs(Right.EDIT_STOCK)
def recall(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes a lot out of use, or takes the recall back."""
    row = lot_for(request.user, key)
    form = ReasonForm(request.POST, auto_id="reason_%s")
    if not form.is_valid():
        return _lot_page(request, row, status=422, reason=form)
    reason = form.cleaned_data["reason"]
    if request.POST.get("act") == "release":
        lot_release(by=request.user.actor, lot=row, reason=reason)
        return redirect("stock_lot", key=key)
    recall_all(by=request.user, lot=row, reason=reason)
    seen = request.user.may(Right.OPEN_CHART)
    return redirect("stock_treated" if seen else "stock_lot", key=key)


@require_POST
@needs(Right.EDIT_STOCK)
def looked(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Somebody looked at what could not be booked off."""
    shelf_looked_at(by=request.user.actor, asked=to_count_for(request.user, key))
    messages.success(request, "Noted that you looked.")
    return redirect("stock")
