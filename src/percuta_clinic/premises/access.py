"""Who may change a room or a chair."""

from uuid import UUID

from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Chair, Room


def room_for(account: Account, key: UUID) -> Room:
    """A room, for whoever sets the clinic up."""
    return fetch(account, Right.EDIT_CLINIC, rows=Room.objects.all(), key=key)


def chair_for(account: Account, key: UUID) -> Chair:
    """A chair with its room, for whoever sets the clinic up."""
    rows = Chair.objects.select_related("room")
    return fetch(account, Right.EDIT_CLINIC, rows=rows, key=key)
