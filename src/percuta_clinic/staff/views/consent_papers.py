"""One consent: what was put before a patient, signed on this device, its paper, its withdrawal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.consent.access import (
    consent_for,
    consent_to_withdraw,
    offer_for,
    paper_for,
)
from percuta_clinic.consent.models import PDF, Offer
from percuta_clinic.consent.screen import picture_of, sheet_parts
from percuta_clinic.consent.services import consent_withdraw, offer_end
from percuta_clinic.files.store import Gone
from percuta_clinic.files.vault import Unreadable
from percuta_clinic.frame.files import drawing_answer, file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.consents import EndForm, WithdrawForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.handing import hand_over

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs(Right.TAKE_CONSENT)
def offered(request: ClinicRequest, offer: UUID) -> HttpResponseBase:
    """What the patient reads."""
    found = offer_for(request.user, offer)
    return _page(request, "staff/consents/offered.html", found, form=EndForm())


@PAGE
@needs(Right.TAKE_CONSENT)
def end(request: ClinicRequest, offer: UUID) -> HttpResponseBase:
    """Takes an offer back."""
    found = offer_for(request.user, offer)
    form = EndForm(request.POST or None)
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.errors else 200
        return _page(request, "staff/consents/offered.html", found, form=form, status=status)
    offer_end(by=request.user.actor, offer=found, reason=form.cleaned_data["reason"])
    messages.success(request, "Taken back. It cannot be signed any more.")
    return redirect("consents", found.patient_id)


@require_POST
@needs(Right.TAKE_CONSENT)
@at_most(times=60, seconds=3600, what="private links")
def hand(request: ClinicRequest, offer: UUID) -> HttpResponseBase:
    """Signed in the clinic: whoever works here is signed out, and the patient gets the device."""
    found = offer_for(request.user, offer)
    back = redirect("consents", found.patient_id)
    return hand_over(request, found.patient, opens=found.pk, back=back)


def _page(
    request: ClinicRequest, template: str, offer: Offer, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    context = {
        "offer": offer,
        "patient": offer.patient,
        "parts": sheet_parts(offer),
        "questions": list(offer.questions.all()),
        "crumbs": crumbs_to(offer.patient, str(offer)),
    }
    return render(request, template, context | more, status=status)


@require_safe
@needs(Right.TAKE_CONSENT)
def picture(request: ClinicRequest, offer: UUID, number: int) -> HttpResponseBase:
    """A drawing of the sheet."""
    return drawing_answer(picture_of(offer_for(request.user, offer), number))


@require_safe
@needs(Right.TAKE_CONSENT)
def paper(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The signed paper, byte for byte; opening it is written down."""
    found = consent_for(request.user, key)
    try:
        content = paper_for(by=request.user.actor, consent=found)
    except (Gone, Unreadable) as error:
        context = {"patient": found.patient, "consent": found, "why": str(error)}
        return render(request, "staff/consents/unreadable.html", context, status=410)
    return file_answer(content, kind=PDF, name=found.file_name, as_attachment=True)


@PAGE
@needs(Right.EDIT_PATIENTS)
def withdraw(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes down that a patient withdraws; it holds at once."""
    found = consent_to_withdraw(request.user, key)
    form = WithdrawForm(request.POST or None, consent=found)
    if not (request.method == "POST" and form.is_valid()):
        context = {"consent": found, "patient": found.patient, "form": form}
        status = 422 if form.errors else 200
        return render(request, "staff/consents/withdraw.html", context, status=status)
    if consent_withdraw(by=request.user.actor, consent=found, **form.given):
        messages.success(request, "Withdrawn. It holds from this moment everywhere.")
    else:
        messages.info(request, "It was withdrawn before; nothing changed.")
    if request.user.may(Right.TAKE_CONSENT):
        return redirect("consents", found.patient_id)
    return redirect("consents_standing", found.patient_id)
