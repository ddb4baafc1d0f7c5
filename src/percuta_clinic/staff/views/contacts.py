"""Whom to call for a patient."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import contact_for, patient_for
from percuta_clinic.patients.models import Contact
from percuta_clinic.patients.services import CONTACT_FIELDS, contact_end, contact_save
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.patients import ContactForm
from percuta_clinic.staff.views.shown import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PATIENTS)
def add(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Somebody else to call."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    return _page(request, Contact(patient=patient), ContactForm(request.POST or None))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PATIENTS)
def change(request: ClinicRequest, contact: UUID) -> HttpResponseBase:
    """Another number, another address."""
    row = contact_for(request.user, contact)
    there = {name: getattr(row, name) for name in CONTACT_FIELDS}
    return _page(request, row, ContactForm(request.POST or None, initial=there))


@require_POST
@needs(Right.EDIT_PATIENTS)
def end(request: ClinicRequest, contact: UUID) -> HttpResponseBase:
    """Not to be called any more."""
    row = contact_for(request.user, contact)
    contact_end(by=request.user, contact=row)
    messages.success(request, f"{row.name} is not called any more.")
    return redirect("patient_details", key=row.patient_id)


def _page(request: ClinicRequest, contact: Contact, form: ContactForm) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        try:
            contact_save(by=request.user, contact=form.onto(contact))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"{contact.name} is saved.")
            return redirect("patient_details", key=contact.patient_id)
    patient = contact.patient
    here = "Add somebody to call" if contact._state.adding else "Change whom to call"
    context = {
        "form": form,
        "contact": contact,
        "patient": patient,
        "here": here,
        "contact_is_new": contact._state.adding,
        "crumbs": crumbs((str(patient), reverse("patient_details", args=[patient.pk])), here=here),
    }
    return render(request, "staff/patients/contact.html", context)
