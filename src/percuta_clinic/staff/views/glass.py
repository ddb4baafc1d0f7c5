"""Restricted charts: who opens them, opening one with a reason, looking that over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.links import outside
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import inside, whole
from percuta_clinic.outbox.notices import glass_broken_tell
from percuta_clinic.patients.access import (
    charts_keeper_for,
    glass_break_for,
    glass_patient_for,
)
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.restricting import (
    access_set,
    glass_break,
    glass_breaks,
    glass_seen,
)
from percuta_clinic.patients.services import Stale
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.patients import AccessForm, GlassForm
from percuta_clinic.staff.views.shown import crumbs, row, way_to

LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.RESTRICT_CHARTS)
def access(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Who may open this chart."""
    patient = charts_keeper_for(request.user, key)
    team = list(patient.team.values_list("account_id", flat=True)) or [request.user.pk]
    there = {"restricted": "1" if patient.restricted else "", "team": team}
    form = AccessForm(request.POST or None, initial=there)
    if request.method == "POST" and form.is_valid():
        try:
            access_set(
                by=request.user,
                patient=patient,
                version=whole(request.POST.get("version", "")),
                restricted=bool(form.cleaned_data["restricted"]),
                team=list(form.cleaned_data["team"]),
            )
        except (Stale, ValidationError) as refusal:
            form.add_error(None, _words(refusal))
        else:
            messages.success(request, f"Who opens the chart of {patient} is saved.")
            return redirect("patient_details", key=patient.pk)
    return render(
        request,
        "staff/patients/access.html",
        {
            "form": form,
            "patient": patient,
            "crumbs": crumbs(
                (str(patient), reverse("patient_details", args=[patient.pk])),
                here="Who opens the chart",
            ),
        },
    )


def _words(refusal: Exception) -> Any:
    if isinstance(refusal, Stale):
        return f"{refusal} Open this page again to see how it stands."
    return refusal


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BREAK_GLASS)
def break_glass(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Opens a restricted chart for an hour, for a reason that is looked over."""
    patient = glass_patient_for(request.user, key)
    form = GlassForm(request.POST or None)
    onward = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        try:
            _open_and_tell(request, patient, form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(onward if inside(onward) else way_to(request, patient))
    context = {
        "form": form,
        "patient": patient,
        "row": row(request, patient),
        "team": [member.account.name for member in patient.team.select_related("account")],
        "next": onward,
        "crumbs": crumbs(here=patient),
    }
    return render(request, "staff/patients/glass.html", context)


@transaction.atomic
def _open_and_tell(request: ClinicRequest, patient: Patient, reason: str) -> None:
    broken = glass_break(by=request.user, patient=patient, reason=reason)
    glass_broken_tell(broken=broken, page=outside(reverse("glass_list")))


@require_safe
@needs(Right.REVIEW_GLASS)
def openings(request: ClinicRequest) -> HttpResponseBase:
    """Which charts were opened with a reason."""
    found = [
        {"opening": one, "row": row(request, one.patient), "own": one.account_id == request.user.pk}
        for one in glass_breaks(request.user)[:LISTED]
    ]
    context = {"openings": found, "crumbs": crumbs(here="Opened with a reason")}
    return render(request, "staff/patients/openings.html", context)


@require_POST
@needs(Right.REVIEW_GLASS)
def seen(request: ClinicRequest, opening: UUID) -> HttpResponseBase:
    """Somebody else has looked at the reason."""
    found = glass_break_for(request.user, opening)
    try:
        glass_seen(by=request.user, opening=found)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "Noted that you have looked at it.")
    return redirect("glass_list")
