"""Devices that stand here."""

from collections import Counter
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.booking.unfit import unfit_visits
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import line
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.stock import DeviceForm
from percuta_clinic.staff.views.changing import Work, work_page
from percuta_clinic.stock.access import device_for
from percuta_clinic.stock.devices import (
    device_add,
    device_change,
    device_retire,
    device_return,
)
from percuta_clinic.stock.models import Device
from percuta_clinic.stock.queries import devices as all_devices
from percuta_clinic.stock.queries import trouble_with
from percuta_clinic.stock.science import Model, model_of


@require_safe
@needs(Right.SEE_STOCK)
def devices(request: ClinicRequest) -> HttpResponseBase:
    """Every device, with what is to be seen to."""
    day = today(request.clinic)
    late = _late(request)
    rows = [
        {
            "device": one,
            "model": model_of(one.model),
            "trouble": trouble_with(one, day),
            "late": late[one.pk],
        }
        for one in all_devices(request.user)
    ]
    return render(request, "staff/stock/devices.html", {"rows": rows})


def _late(request: ClinicRequest) -> Counter[UUID]:
    """How many visits to come are booked with each device that is not in service then."""
    found = unfit_visits(request.user, clinic=request.clinic)
    return Counter(what for one in found for what in {why.what for why in one.whys})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_STOCK)
def device(request: ClinicRequest, key: UUID | None = None) -> HttpResponseBase:
    """One device, new or changed."""
    row = device_for(request.user, key) if key else Device()
    by = request.user.actor
    form = DeviceForm(request.POST or None, instance=row)
    work = Work(
        form=form,
        row=row,
        save=partial(device_change, by=by, device=row) if key else partial(device_add, by=by),
        template="staff/stock/device.html",
        done=reverse("stock_devices"),
        said="The device is saved.",
        context={
            "model": model_of(str(form["model"].value() or "")),
            "trouble": trouble_with(row, today(request.clinic)) if key else [],
            "late": _late(request)[row.pk],
        },
    )
    return work_page(request, work)


@require_safe
@needs(Right.EDIT_STOCK)
def device_facts(request: ClinicRequest) -> HttpResponseBase:
    """The part of the form that a model fills in, with where each number was read."""
    model = model_of(request.GET.get("model", ""))
    data = QueryDict(request.GET.urlencode(), mutable=True)
    _fill(data, model)
    form = DeviceForm(initial=data.dict() | {"indications": data.getlist("indications")})
    context = {"form": form, "model": model}
    return render(request, "staff/stock/device_facts.html", context)


def _fill(data: QueryDict, model: Model | None) -> None:
    """What is known of the model; another model's numbers never stay behind."""
    data["max_depth_mm"] = str(model.reach.mm) if model else ""
    data["tolerance_mm"] = str(model.tolerance.mm) if model and model.tolerance else ""
    data.setlist("indications", list(model.uses) if model else [])


@require_POST
@needs(Right.EDIT_STOCK)
def retire(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes a device out of use, with a reason."""
    row = device_for(request.user, key)
    try:
        device_retire(by=request.user.actor, device=row, reason=line(request.POST, "reason"))
    except ValidationError as refusal:
        messages.error(request, "; ".join(refusal.messages))
        return redirect("stock_device", key=key)
    messages.success(request, f"{row.name} is retired.")
    return redirect("stock_devices")


@require_POST
@needs(Right.EDIT_STOCK)
def take_back(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Puts a retired device to use again."""
    row = device_for(request.user, key)
    device_return(by=request.user.actor, device=row)
    messages.success(request, f"{row.name} is in use again.")
    return redirect("stock_devices")
