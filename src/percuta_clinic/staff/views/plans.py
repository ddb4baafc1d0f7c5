"""The plans of a patient; a draft opens in the builder."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import chart_at_work, chart_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.queries import put_aside
from percuta_clinic.planning.services import (
    NotADraft,
    Stale,
    draft_begun,
    draft_changed,
    draft_dropped,
    draft_taken_up,
    plan_proposed,
    version_begun,
)
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.plans import BeginForm
from percuta_clinic.staff.views.chart import TAKE_BACK, crumbs_to
from percuta_clinic.staff.views.plan_kept import kept
from percuta_clinic.staff.views.plan_list import courses_shown, first_steps, likely_service
from percuta_clinic.staff.views.plan_look import builder_page, chosen_in, clash_page


@require_safe
@needs(Right.MAKE_PLANS)
def plans(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Every version; opening the list is written down like the chart."""
    return _list(request, chart_for(request.user, key))


def _list(
    request: ClinicRequest, patient: Patient, *, form: BeginForm | None = None
) -> HttpResponse:
    steps = first_steps(patient, day=today(request.clinic))
    context: dict[str, Any] = {
        "patient": patient,
        "crumbs": crumbs_to(patient, "Plans"),
        "courses": courses_shown(patient),
        "steps": steps,
        "aside": put_aside(patient, since=timezone.now() - TAKE_BACK),
        "can_begin": steps[0]["done"],
        "form": form or BeginForm(likely=likely_service(patient)),
    }
    return render(request, "staff/plans/list.html", context, status=422 if form else 200)


@require_POST
@needs(Right.MAKE_PLANS)
def begin(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A draft for a service, or the plan there is for it."""
    patient = chart_at_work(request.user, key, Right.MAKE_PLANS)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _list(request, patient, form=form)
    given = form.cleaned_data
    try:
        found = draft_begun(
            by=request.user,
            patient=patient,
            service=given["service"],
            template=given.get("template"),
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _list(request, patient, form=form)
    if not found.is_draft:
        messages.info(request, f"There is a plan for {found.service} already: this one.")
    return redirect("plan", found.pk)


@require_safe
@needs(Right.MAKE_PLANS)
def plan(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A draft in the builder, anything else as it was proposed."""
    found = plan_for(request.user, key)
    chart_for(request.user, found.patient_id)
    if found.is_draft:
        return builder_page(request, found)
    if not found.document:
        messages.info(request, "This draft was put aside. It was never proposed.")
        return redirect("plans", found.patient_id)
    return kept(request, found)


@require_POST
@needs(Right.MAKE_PLANS)
def propose(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Keeps what the page shows, freezes it and puts it before a doctor."""
    found = plan_for(request.user, key)
    try:
        mine, version = chosen_in(request, found)
        now = draft_changed(by=request.user, plan=found, inputs=mine, version=version)
        done = plan_proposed(by=request.user, plan=now, version=now.version)
    except Stale as stale:
        return clash_page(request, stale.now, mine=mine)
    except NotADraft as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("plan", found.pk)
    except ValidationError as refusal:
        found.refresh_from_db()
        return builder_page(request, found, faults=refusal.messages)
    messages.success(request, f"Proposed: version {done.number} waits for a doctor.")
    return redirect("plan", done.pk)


@require_POST
@needs(Right.MAKE_PLANS)
def change(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Begins a version that changes this one, with the reason."""
    found = plan_for(request.user, key)
    try:
        draft = version_begun(
            by=request.user, plan=found, reason=str(request.POST.get("reason", ""))
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("plan", found.pk)
    return redirect("plan", draft.pk)


@require_POST
@needs(Right.MAKE_PLANS)
def drop(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Puts a draft aside."""
    found = plan_for(request.user, key)
    try:
        draft_dropped(by=request.user, plan=found)
    except NotADraft as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("plan", found.pk)
    messages.info(request, f"Put aside: the draft of version {found.number}.")
    return redirect("plans", found.patient_id)


@require_POST
@needs(Right.MAKE_PLANS)
def take_up(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Goes on with the choices of a draft that was put aside."""
    found = plan_for(request.user, key)
    try:
        draft = draft_taken_up(by=request.user, plan=found)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("plans", found.patient_id)
    return redirect("plan", draft.pk)
