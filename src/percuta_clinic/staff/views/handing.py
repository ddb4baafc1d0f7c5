"""The device handed over: whoever works here is signed out, and the patient gets it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.links import link_make
from percuta_clinic.patients.models import Patient


def hand_over(
    request: ClinicRequest, patient: Patient, *, opens: UUID, back: HttpResponseBase
) -> HttpResponseBase:
    """Opens one thing for the patient on this device; ``back`` where no link can be made."""
    try:
        _, secret = link_make(
            by=request.user.actor, patient=patient, seen_by_staff=True, opens=opens
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return back
    logout(request)
    return redirect("my_link", secret)
