"""A letter to a patient, in somebody's own words."""

from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.outbox.leaving_words import leaving_words
from percuta_clinic.outbox.quiet import quiet_for
from percuta_clinic.outbox.reach import reach
from percuta_clinic.outbox.services import letter_words, letter_write
from percuta_clinic.patients.access import patient_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.messages import LetterForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PATIENTS)
def letter(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Written here, put into the outbox, sent by the way the patient wishes."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm.fresh()
    if form.is_bound and form.is_valid():
        try:
            made = letter_write(
                by=request.user.actor,
                patient=patient,
                text=form.cleaned_data["text"],
                once=form.once_named,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            toasts.success(request, leaving_words("Your letter", made))
            return redirect("message", key=made.pk)
    return _page(request, patient, form)


def _page(request: ClinicRequest, patient: Patient, form: LetterForm) -> HttpResponseBase:
    now, how = timezone.now(), reach(patient)
    leaves = quiet_for(patient, request.clinic).over(now)
    given = {
        "patient": patient,
        "form": form,
        "reach": how,
        "leaves": leaves if leaves > now else None,
        "words": letter_words(by=request.user.actor, patient=patient, text=form["text"].value()),
        "chart_url": f"/patients/{patient.pk}/",
    }
    return render(request, "staff/messages/letter.html", given)


@require_POST
@needs(Right.EDIT_PATIENTS)
def preview(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What the patient would get, while it is typed."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    words = letter_words(by=request.user.actor, patient=patient, text=request.POST.get("text", ""))
    return render(request, "staff/messages/preview.html", {"words": words, "private": True})
