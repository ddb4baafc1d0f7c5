"""Who may take a record out, remove it, bring it back or erase it."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from percuta_clinic.patients.access import chart_at_work, patient_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import fetch, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def removable_for(account: Account, key: UUID) -> Patient:
    """A record that is there, in use or removed, but not merged away or erased."""
    rows = Patient.objects.filter(merged_into=None, erased_at=None)
    return fetch(account, Right.REMOVE_PATIENTS, rows=rows, key=key)


def exportable_for(account: Account, key: UUID) -> Patient:
    """A record whose data may be taken out; of a restricted chart, by who may open it."""
    patient = patient_for(account, key, Right.EXPORT_PATIENTS)
    if not patient.restricted:
        return patient
    if not account.may(Right.OPEN_CHART):
        raise ValidationError(
            "This chart is restricted to its team, so its data is not taken out from here. "
            "A doctor of the team can do it, or another doctor who gives a reason."
        )
    return chart_at_work(account, key, Right.EXPORT_PATIENTS)


def removed_patients(account: Account) -> QuerySet[Patient]:
    """Everybody who was removed and can be brought back, the last first."""
    require(account, Right.REMOVE_PATIENTS)
    removed = Patient.objects.exclude(removed_at=None).filter(erased_at=None)
    return removed.order_by("-removed_at")
