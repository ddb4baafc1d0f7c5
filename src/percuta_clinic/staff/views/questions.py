"""Questions to a patient: how far they are, never what was answered; and the private links."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.booking.course import next_visits
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.inviting import link_url, prepare_send
from percuta_clinic.intake.links import link_make, links_shut
from percuta_clinic.intake.models import Form, Link
from percuta_clinic.intake.queries import aside, last_sent, links_open, open_form
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.intake.services import form_open, reading_of
from percuta_clinic.intake.steps import Stand, stand_of
from percuta_clinic.outbox.leaving_words import leaving_words
from percuta_clinic.outbox.reach import reach
from percuta_clinic.patients.access import GlassShut, chart_at_work, patient_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.staff.forms.questions import AsideForm, SendForm, ShutForm
from percuta_clinic.staff.views.shown import crumbs, way_to


@require_safe
@needs(Right.EDIT_PATIENTS)
def questions(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Where the form stands, and the ways to bring the questions to the patient."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    return questions_page(request, patient)


def questions_page(
    request: ClinicRequest,
    patient: Patient,
    shutting: ShutForm | None = None,
    *,
    putting: AsideForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    waiting = open_form(patient)
    names = ", ".join(one.name for one in having(Role.SPECIALIST, Role.DOCTOR))
    context = {
        "patient": patient,
        "open": waiting,
        "sent": last_sent(patient),
        "stand": _stand(waiting),
        "aside": aside(patient),
        "readers": names,
        "putting": putting or AsideForm.of(waiting),
        "reach": reach(patient),
        "links": links_open(patient),
        "not_by_hand": _why_not_by_hand(request, patient),
        "sending": SendForm.fresh(),
        "shutting": shutting or ShutForm(),
        "crumbs": crumbs_of(request, patient),
    }
    return render(request, "staff/questions/questions.html", context, status=status)


def _stand(waiting: Form | None) -> Stand | None:
    """How far it is; None too where its device is gone, so that nobody can go on with it."""
    try:
        return stand_of(reading_of(waiting)) if waiting else None
    except DeviceGone:
        return None


def _why_not_by_hand(request: ClinicRequest, patient: Patient) -> str:
    """A link that staff see leads into the chart, so only whoever may open that makes one."""
    if not patient.restricted:
        return ""
    try:
        chart_at_work(request.user, patient.pk, Right.EDIT_PATIENTS)
    except (GlassShut, NotYours):
        return (
            "Only the named team opens this chart, so only they show a link or hand a device over. "
            "Send the link by message, or ask somebody of the team."
        )
    return ""


def crumbs_of(request: ClinicRequest, patient: Patient) -> list[dict[str, Any]]:
    return crumbs((str(patient), way_to(request, patient)), here="Questions")


def _opened(request: ClinicRequest, patient: Patient) -> Form:
    return form_open(by=request.user.actor, patient=patient)


@require_POST
@needs(Right.EDIT_PATIENTS)
@at_most(times=60, seconds=3600, what="private links")
def send(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A message with a private link."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Not sent. Please open this page again, then send it.")
        return redirect("questions", patient.pk)
    visit = next(iter(next_visits(patient)), None)
    try:
        message = prepare_send(
            by=request.user.actor,
            patient=patient,
            visit=visit,
            form=_opened(request, patient),
            again=str(form.cleaned_data["once"]),
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, leaving_words("The link", message))
    return redirect("questions", patient.pk)


def _by_hand(request: ClinicRequest, patient: Patient) -> tuple[Link, str]:
    """A link that staff see, to the questions. Raises ValidationError with the reason why not."""
    if why := _why_not_by_hand(request, patient):
        raise ValidationError(why)
    _opened(request, patient)
    return link_make(by=request.user.actor, patient=patient, seen_by_staff=True)


@require_POST
@needs(Right.EDIT_PATIENTS)
@at_most(times=60, seconds=3600, what="private links")
def show_link(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A private link, shown this once."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    try:
        link, secret = _by_hand(request, patient)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("questions", patient.pk)
    url = link_url(secret)
    context = {
        "patient": patient,
        "link": link,
        "url": url,
        "qr": segno.make(url, error="m").svg_data_uri(scale=4, border=2),
        "crumbs": crumbs_of(request, patient),
    }
    return render(request, "staff/questions/link.html", context)


@require_POST
@needs(Right.EDIT_PATIENTS)
@at_most(times=60, seconds=3600, what="private links")
def hand_over(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The patient gets this tablet: whoever works here is signed out on it first."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    try:
        _, secret = _by_hand(request, patient)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("questions", patient.pk)
    logout(request)
    return redirect("my_link", secret)


@require_POST
@needs(Right.EDIT_PATIENTS)
def shut(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Ends every private link of the patient, as when a phone was lost."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    form = ShutForm(request.POST)
    if not form.is_valid():
        return questions_page(request, patient, form, status=422)
    number = links_shut(by=request.user.actor, patient=patient, why=form.cleaned_data["why"])
    if number:
        messages.success(request, f"Shut: {number} link{'s' * (number > 1)}.")
    else:
        messages.info(request, "No link was open.")
    return redirect("questions", patient.pk)
