"""Who may see a visit, a service."""

from uuid import UUID

from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

WITH = ("patient", "service", "specialist", "room", "chair", "device", "override_by")


def visit_for(account: Account, key: UUID, right: Right = Right.SEE_BOARD) -> Visit:
    """A visit, for staff."""
    return fetch(account, right, rows=Visit.objects.select_related(*WITH), key=key)


def service_for(account: Account, key: UUID) -> Service:
    """A service, for whoever sets the clinic up."""
    return fetch(account, Right.EDIT_CLINIC, rows=Service.objects.all(), key=key)


def own_visit(patient: Patient, key: UUID) -> Visit:
    """A visit of the patient who asks."""
    found = patient.visits.select_related(*WITH).filter(pk=key).first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found
