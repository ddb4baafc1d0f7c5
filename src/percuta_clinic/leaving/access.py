"""Who may take a record out, remove it, bring it back or erase it."""

from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import fetch, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def removable_for(account: Account, key: UUID) -> Patient:
    """A record that is there, in use or removed, but not merged away or erased."""
    rows = Patient.objects.filter(merged_into=None, erased_at=None)
    return fetch(account, Right.REMOVE_PATIENTS, rows=rows, key=key)


def removed_patients(account: Account) -> QuerySet[Patient]:
    """Everybody who was removed and can be brought back, the last first."""
    require(account, Right.REMOVE_PATIENTS)
    removed = Patient.objects.exclude(removed_at=None).filter(erased_at=None)
    return removed.order_by("-removed_at")
