"""Entering a patient, changing details, and what they were before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.booking.course import next_visits, past_visits
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.links import invitation_url
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import whole
from percuta_clinic.outbox.notices import patient_invite
from percuta_clinic.patients.access import patient_for
from percuta_clinic.patients.duplicates import Likeness, alike
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.queries import contacts_of, turns_of
from percuta_clinic.patients.services import Stale, patient_change, patient_enter
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.patients import PatientForm, shown
from percuta_clinic.staff.views.chart import chips_of
from percuta_clinic.staff.views.shown import crumbs, row, way_to
from percuta_clinic.staff.views.two_texts import WAS, differences, settled, started_from
from percuta_clinic.staff.views.words import label_of, spoken


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PATIENTS)
def enter(request: ClinicRequest) -> HttpResponseBase:
    """A new patient; one who seems to be here already is asked about once more."""
    form = PatientForm(request.POST or None)
    likely: list[Likeness] = []
    if request.method == "POST" and form.is_valid():
        likely = [one for one in alike(request.user, form.details) if one.likely]
        unlike = [one.patient.pk for one in likely]
        if set(map(str, unlike)) <= set(request.POST.getlist("unlike")):
            patient = _entered(request, form, unlike)
            if patient:
                messages.success(request, f"{patient} was added.")
                return redirect(way_to(request, patient))
    context = {
        "form": form,
        "likely": [_shown(request, one) for one in likely],
        "crumbs": crumbs(here="New patient"),
    }
    return render(request, "staff/patients/new.html", context)


def _entered(request: ClinicRequest, form: PatientForm, unlike: Sequence[UUID]) -> Patient | None:
    try:
        return patient_enter(by=request.user, details=form.details, unlike=unlike)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


@require_POST
@needs(Right.EDIT_PATIENTS)
def maybe_here(request: ClinicRequest) -> HttpResponseBase:
    """Who may be here already, while somebody types."""
    form = PatientForm(request.POST)
    form.is_valid()
    found = alike(request.user, form.cleaned_data)
    context = {"alike": [_shown(request, one) for one in found]}
    return render(request, "staff/patients/alike.html", context)


def _shown(request: ClinicRequest, one: Likeness) -> dict[str, Any]:
    words = ", ".join(one.agrees)
    return {**row(request, one.patient), "agrees": words[:1].upper() + words[1:]}


@require_safe
@needs(Right.SEE_PATIENTS)
def details(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Who somebody is and how to reach them; nothing of the chart."""
    patient = patient_for(request.user, key)
    visits = next_visits(patient)
    context = {
        "patient": patient,
        "row": row(request, patient),
        "age": patient.age_on(today(request.clinic)),
        "chips": chips_of(patient, visits=visits, draft=None),
        "next_visits": visits,
        "past_visits": past_visits(patient),
        "facts": [(label_of(name), spoken(getattr(patient, name), name)) for name in _FACTS],
        "contacts": contacts_of(patient),
        "merges": patient.merges.filter(undone_at=None).select_related("gone"),
        "crumbs": crumbs(here=patient),
    }
    return render(request, "staff/patients/details.html", context)


_FACTS = ("phone", "email", "address", "sex", "time_zone", "by_email", "by_sms", "news")


@require_POST
@needs(Right.EDIT_PATIENTS)
def invite(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A letter that lets the patient open a page of their own."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    try:
        patient_invite(by=request.user, patient=patient, link_of=invitation_url)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"The invitation is on its way to {patient.email}.")
    return redirect("patient_details", patient.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PATIENTS)
def edit(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Details to change; if somebody else was faster, both versions are shown."""
    patient = patient_for(request.user, key)
    data = settled(request.POST, patient) if request.method == "POST" else None
    form = PatientForm(data, initial=shown(patient))
    version = request.POST.get("version", "")
    if data is not None and form.is_valid() and whole(version) >= 0:
        try:
            patient_change(
                by=request.user, patient=patient, version=whole(version), details=form.details
            )
        except Stale as stale:
            return _two_texts(request, form, stale.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "The details are saved.")
            return redirect("patient_details", key=patient.pk)
    context = {
        "form": form,
        "patient": patient,
        "version": version or patient.version,
        "started": _started(request, patient),
        "crumbs": crumbs(
            (str(patient), reverse("patient_details", args=[patient.pk])), here="Edit details"
        ),
    }
    return render(request, "staff/patients/edit.html", context)


def _started(request: ClinicRequest, patient: Patient) -> list[tuple[str, str]]:
    """What the form was shown with first, however often it came back."""
    posted = [(name, str(request.POST[name])) for name in request.POST if name.startswith(WAS)]
    return posted or started_from(patient)


def _two_texts(request: ClinicRequest, form: PatientForm, current: Patient) -> HttpResponseBase:
    last = turns_of(current)[:1]
    context = {
        "patient": current,
        "differences": differences(form, current, request.POST),
        "form": form,
        "started": started_from(current),
        "last": last[0] if last else None,
    }
    return render(request, "staff/patients/two_texts.html", context, status=409)


@require_safe
@needs(Right.SEE_PATIENTS)
def before(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What the details were before, and who changed them when."""
    patient = patient_for(request.user, key)
    turns = [
        {
            "turn": turn,
            "changes": [
                (label_of(name), spoken(old, name), spoken(new, name))
                for name, old, new in turn.changes
            ],
        }
        for turn in turns_of(patient)
    ]
    context = {
        "patient": patient,
        "turns": turns,
        "crumbs": crumbs(
            (str(patient), reverse("patient_details", args=[patient.pk])),
            here="What it was before",
        ),
    }
    return render(request, "staff/patients/before.html", context)
