"""The skin map of a patient: figures to tap, a table beside them, grades on published scales."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.assessment.access import grading_for
from percuta_clinic.assessment.figures.catalogue import FIGURES, figure_with
from percuta_clinic.assessment.queries import seen_on
from percuta_clinic.assessment.science import KINDS, is_zone
from percuta_clinic.assessment.services import grading_taken_back, skin_graded
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.patients.access import chart_at_work, chart_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.skin import BOTH, GradingForm, TakeBackForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.skin_shown import (
    Chosen,
    figures_shown,
    phototype_of,
    places_shown,
    table_shown,
    wishes_of,
    zone_shown,
)


@require_safe
@needs(Right.ASSESS_SKIN)
def skin_map(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The map; opening it is written down like the chart."""
    patient = chart_for(request.user, key)
    zone = request.GET.get("zone", "")
    kind = request.GET.get("kind", "")
    figure = request.GET.get("figure", "")
    chosen = _chosen(patient, zone=zone, kind=kind, figure=figure)
    form = GradingForm.begun(zone=chosen.zone, kind=chosen.kind) if chosen.kind else None
    return _page(request, patient, chosen, form=form)


def _chosen(patient: Patient, *, zone: str, kind: str, figure: str) -> Chosen:
    """What stands in the address; what is not there is the likeliest."""
    wishes = wishes_of(patient)
    zone = zone if is_zone(zone) else ""
    wished = [one for one in KINDS if (zone, one) in wishes]
    likely = wished[0] if len(wished) == 1 else ""
    first = zone or next((where for where, _ in wishes), "")
    shown = FIGURES.get(figure) or figure_with(first) or next(iter(FIGURES.values()))
    if zone and zone not in {shape.key for shape in shown.shapes}:
        shown = figure_with(zone) or shown
    kept = kind if kind in KINDS else likely
    return Chosen(patient=patient, figure=shown.key, zone=zone, kind=kept if zone else "")


def _page(
    request: ClinicRequest,
    patient: Patient,
    chosen: Chosen,
    *,
    form: GradingForm | None,
    status: int = 200,
) -> HttpResponse:
    seen, wishes = seen_on(patient), wishes_of(patient)
    context: dict[str, Any] = {
        "patient": patient,
        "crumbs": crumbs_to(patient, "Skin map"),
        "figures": figures_shown(chosen),
        "places": places_shown(chosen, seen, wishes),
        "place": zone_shown(chosen, seen, wishes) if chosen.zone else None,
        "phototype": phototype_of(patient),
        "table": table_shown(chosen, seen, wishes),
        "form": form,
    }
    return render(request, "staff/skin/map.html", context, status=status)


@require_POST
@needs(Right.ASSESS_SKIN)
def grade(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Keeps what was seen; a fault brings the page back with what was chosen."""
    patient = chart_at_work(request.user, key, Right.ASSESS_SKIN)
    form = GradingForm(request.POST)
    both = request.POST.get("go") == BOTH
    if form.is_valid():
        zone, told = form.cleaned_data["zone"], form.told()
        try:
            made = skin_graded(
                by=request.user,
                patient=patient,
                zone=zone,
                told=told,
                key=form.cleaned_data["key"],
                both=both,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            names = " and ".join(dict.fromkeys(place_words(one.zone) for one in made))
            messages.success(request, f"Saved: {KINDS[told.kind]}, {names}.")
            return _back(patient, zone=zone, figure=request.POST.get("figure", ""))
    chosen = _chosen(
        patient,
        zone=request.POST.get("zone", ""),
        kind=request.POST.get("kind", ""),
        figure=request.POST.get("figure", ""),
    )
    return _page(request, patient, chosen, form=form, status=422)


@require_POST
@needs(Right.ASSESS_SKIN)
def take_back(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Says that a concern is not there after all, with a reason."""
    grading = grading_for(request.user, key)
    form = TakeBackForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError([str(one) for faults in form.errors.values() for one in faults])
        given = form.cleaned_data
        grading_taken_back(by=request.user, grading=grading, why=given["why"], key=given["key"])
    except ValidationError as refusal:
        messages.error(request, "; ".join(refusal.messages))
    else:
        messages.success(request, "Taken back. What was seen before stays in the history.")
    return _back(grading.patient, zone=grading.zone, figure=request.POST.get("figure", ""))


def _back(patient: Patient, *, zone: str, figure: str) -> HttpResponse:
    asked = {"figure": figure, "zone": zone} if figure in FIGURES else {"zone": zone}
    return redirect(f"{reverse('skin_map', args=[patient.pk])}?{urlencode(asked)}#place")
