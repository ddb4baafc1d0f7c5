"""A patient as pages show one: name, birth date, age, where a click leads."""

from typing import Any

from django.urls import reverse

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today


def row(request: ClinicRequest, patient: Patient, why: str = "") -> dict[str, Any]:
    """What a list says of a patient."""
    called = f" ({patient.preferred_name})" if patient.preferred_name else ""
    return {
        "patient": patient,
        "name": f"{patient}{called}",
        "born": patient.birth_date or "birth date not known",
        "age": patient.age_on(today(request.clinic)),
        "extra": why,
        "why": why,
        "url": way_to(request, patient),
        "mask": f"Patient {str(patient.pk)[-4:]}",
    }


def way_to(request: ClinicRequest, patient: Patient) -> str:
    """The chart for who may open it, else the contact details."""
    if request.user.may(Right.OPEN_CHART):
        return f"/patients/{patient.pk}/"
    return reverse("patient_details", args=[patient.pk])


def crumbs(*steps: tuple[str, str], here: str | Patient) -> list[dict[str, Any]]:
    """Where a page stands below the list of patients."""
    start = [{"label": "Patients", "url": reverse("patients")}]
    names = [{"label": label, "url": url, "private": True} for label, url in steps]
    return [*start, *names, {"label": here, "private": isinstance(here, Patient)}]
