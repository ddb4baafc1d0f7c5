"""Taking a person's data out; removing, bringing back and erasing a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.leaving.access import exportable_for, removable_for, removed_patients
from percuta_clinic.leaving.exporting import export_of
from percuta_clinic.leaving.services import (
    StillKept,
    kept_until,
    patient_erase,
    patient_remove,
    patient_restore,
)
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.leaving import EraseForm, RemoveForm
from percuta_clinic.staff.views.shown import crumbs

SHOWN = 200


@require_POST
@needs(Right.EXPORT_PATIENTS)
def take_out(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One archive with everything held about a person."""
    try:
        patient = exportable_for(request.user, key)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("patient_details", key=key)
    export = export_of(by=request.user.actor, patient=patient)
    return FileResponse(export.open(), as_attachment=True, filename=export.name)


@require_http_methods(["GET", "POST"])
@needs(Right.REMOVE_PATIENTS)
def leave(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Removing for now; the way to erasing for good."""
    patient = removable_for(request.user, key)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            patient_remove(
                by=request.user.actor, patient=patient, reason=form.cleaned_data["reason"]
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "Removed. You can bring the record back from this list.")
            return redirect("removed")
    return render(request, "staff/leaving/leave.html", _about(patient, form, "Remove"))


@require_http_methods(["GET", "POST"])
@needs(Right.REMOVE_PATIENTS)
def erase(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """For good, with the name typed out."""
    patient = removable_for(request.user, key)
    form = EraseForm(name=str(patient), data=request.POST.dict() if request.POST else None)
    if request.method == "POST" and form.is_valid():
        try:
            patient_erase(
                by=request.user.actor,
                patient=patient,
                reason=form.cleaned_data["reason"],
                law=form.cleaned_data["law"],
            )
        except (StillKept, ValidationError) as refusal:
            _put(form, refusal)
        else:
            messages.success(request, "Erased. Only that it was done, when and by whom is kept.")
            return redirect("removed")
    context = _about(patient, form, "Erase") | {"kept": kept_until(patient, request.clinic)}
    return render(request, "staff/leaving/erase.html", context)


def _put(form: EraseForm, refusal: StillKept | ValidationError) -> None:
    if isinstance(refusal, StillKept):
        form.add_error("law", str(refusal))
    else:
        form.add_error(None, refusal)


@require_safe
@needs(Right.REMOVE_PATIENTS)
def removed(request: ClinicRequest) -> HttpResponse:
    """Everybody who was removed."""
    rows = removed_patients(request.user)[:SHOWN]
    return render(
        request,
        "staff/leaving/removed.html",
        {"rows": rows, "crumbs": crumbs(here="Removed people")},
    )


def _about(patient: Patient, form: Form, here: str) -> dict[str, Any]:
    way = (str(patient), reverse("patient_details", args=[patient.pk]))
    return {"patient": patient, "form": form, "crumbs": crumbs(way, here=here)}


@require_POST
@needs(Right.REMOVE_PATIENTS)
def restore(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Brings a record back."""
    patient = removable_for(request.user, key)
    try:
        patient_restore(by=request.user.actor, patient=patient)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "The record is back among the patients.")
    return redirect("removed")
