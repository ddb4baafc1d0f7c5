"""Writing about the clinic."""

from typing import Any

from django.db import transaction

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.premises.models import Clinic, Room


@transaction.atomic
def clinic_open(*, by: Actor, name: str, **details: Any) -> Clinic:
    """Sets the clinic up; there can be only one."""
    clinic = Clinic(name=name, **details)
    clinic.full_clean()
    clinic.save(force_insert=True)
    record(by=by, action="clinic.opened", subject=clinic, fields=("name", *details))
    return clinic


@transaction.atomic
def clinic_change(*, by: Actor, clinic: Clinic, **details: Any) -> Clinic:
    """Changes some details."""
    changed = [name for name, value in details.items() if getattr(clinic, name) != value]
    for name in changed:
        setattr(clinic, name, details[name])
    clinic.full_clean()
    clinic.save()
    if changed:
        record(by=by, action="clinic.changed", subject=clinic, fields=changed)
    return clinic


@transaction.atomic
def room_save(*, by: Actor, room: Room) -> Room:
    """Adds or changes a room."""
    action = "room.added" if room._state.adding else "room.changed"
    room.full_clean()
    room.save()
    record(by=by, action=action, subject=room, fields=("name", "is_open"))
    return room
