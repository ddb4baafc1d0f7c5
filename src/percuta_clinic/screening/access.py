"""Whose decisions somebody may see; permission and fetch are one call."""

from uuid import UUID

from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.screening.models import Decision


def decision_for(account: Account, key: UUID) -> Decision:
    """A decision in a chart this doctor may open."""
    rows = Decision.objects.select_related("patient")
    found = fetch(account, Right.DECIDE_FINDINGS, rows=rows, key=key)
    chart_at_work(account, found.patient_id, Right.DECIDE_FINDINGS)
    return found
