"""Whose gradings somebody may take back; permission and fetch are one call."""

from uuid import UUID

from percuta_clinic.assessment.models import Grading
from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def grading_for(account: Account, key: UUID) -> Grading:
    """A grading in a chart that this person may work in."""
    rows = Grading.objects.select_related("patient")
    found = fetch(account, Right.ASSESS_SKIN, rows=rows, key=key)
    chart_at_work(account, found.patient_id, Right.ASSESS_SKIN)
    return found
