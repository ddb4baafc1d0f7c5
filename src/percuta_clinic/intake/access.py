"""Whose forms and answers somebody may see; permission and fetch are one call."""

from uuid import UUID

from percuta_clinic.intake.models import Form
from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def form_for(account: Account, key: UUID) -> Form:
    """A form in a chart this person may open."""
    rows = Form.objects.select_related("patient", "visit")
    found = fetch(account, Right.TAKE_ANSWERS, rows=rows, key=key)
    chart_at_work(account, found.patient_id, Right.TAKE_ANSWERS)
    return found


def own_form(patient: Patient, key: UUID) -> Form:
    """A form of the patient who is there."""
    found = patient.forms.filter(pk=key).select_related("patient").first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found
