"""A doctor decides on a finding, or takes a decision back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.people.rights import Right
from percuta_clinic.screening.access import decision_for
from percuta_clinic.screening.models import Decision, What
from percuta_clinic.screening.services import decide, decision_withdraw
from percuta_clinic.staff.forms.screening import DecisionForm, WithdrawForm
from percuta_clinic.staff.views.screening import screening_page


@require_POST
@needs(Right.DECIDE_FINDINGS)
def decided(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Keeps a decision; a fault brings the page back with what was typed."""
    patient = chart_at_work(request.user, key, Right.DECIDE_FINDINGS)
    every = request.POST.get("all_zones", "").split()
    form = DecisionForm(
        request.POST,
        zones=[(zone, place_words(zone)) for zone in every],
        auto_id=f"{request.POST.get('rule', '')[:40]}-{'-'.join(every)}-%s",
    )
    if form.is_valid():
        given = form.cleaned_data
        zones = given.get("zones", every)
        if every and not zones:
            form.add_error("zones", "Tick the places you decide on.")
        else:
            try:
                made = decide(
                    by=request.user,
                    patient=patient,
                    rule=given["rule"],
                    zones=zones,
                    what=What(given["what"]),
                    reason=given["reason"],
                    until=given["until"],
                    day=given["day"],
                    seen=given["seen"],
                )
            except ValidationError as refusal:
                _add(form, refusal)
            else:
                messages.success(request, _said(made))
                return _back(patient.pk, given["day"])
    day = form.cleaned_data.get("day") if hasattr(form, "cleaned_data") else None
    refused = [str(fault) for fault in (*form.non_field_errors(), *form.errors.get("day", ()))]
    return screening_page(request, patient, day=day, wrong=form, status=422, refused=refused)


def _said(made: Decision) -> str:
    day = f"{made.until:%-d %B %Y}"
    if made.what == What.REFERRED:
        return f"The referral is written down. It comes back to the doctors’ list after {day}."
    return f"Decided: {made.get_what_display()}, until {day}."


def _add(form: DecisionForm, refusal: ValidationError) -> None:
    """A fault of a field that the form does not show stands above it."""
    known = refusal.message_dict if hasattr(refusal, "error_dict") else {}
    if known and set(known) <= set(form.fields):
        form.add_error(None, refusal)
    else:
        form.add_error(None, ValidationError(refusal.messages))


def _back(patient: UUID, day: date) -> HttpResponse:
    return redirect(f"{reverse('screening', args=[patient])}?day={day.isoformat()}")


@require_POST
@needs(Right.DECIDE_FINDINGS)
def withdrawn(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes a decision back, with a reason."""
    decision = decision_for(request.user, key)
    form = WithdrawForm(request.POST)
    try:
        why = form.cleaned_data["why"] if form.is_valid() else ""
        decision_withdraw(by=request.user, decision=decision, why=why)
    except ValidationError as refusal:
        messages.error(request, "; ".join(refusal.messages))
    else:
        messages.success(request, "The decision is withdrawn. The finding holds again.")
    return redirect("screening", decision.patient_id)
