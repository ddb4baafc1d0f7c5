"""Who may see a visit, a service."""

from uuid import UUID

from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

_WITH = ("patient", "service", "specialist", "room")


def visit_for(account: Account, key: UUID, right: Right = Right.SEE_BOARD) -> Visit:
    """A visit, for staff."""
    return fetch(account, right, rows=Visit.objects.select_related(*_WITH), key=key)


def service_for(account: Account, key: UUID) -> Service:
    """A service, for whoever sets the clinic up."""
    return fetch(account, Right.EDIT_CLINIC, rows=Service.objects.all(), key=key)
