"""Writing about the clinic."""

from typing import Any

from django.db import transaction

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import add, change
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


def clinic_change(*, by: Actor, clinic: Clinic, as_shown: str = "", **details: Any) -> Clinic:
    """Changes some details, unless somebody changed them since they were ``as_shown``."""
    return change(clinic, by=by, action="clinic.changed", details=details, as_shown=as_shown)


@transaction.atomic
def room_save(*, by: Actor, room: Room) -> Room:
    """Adds or changes a room."""
    action = "room.added" if room._state.adding else "room.changed"
    room.full_clean()
    room.save()
    record(by=by, action=action, subject=room, fields=("name", "is_open"))
    return room


def room_add(*, by: Actor, **details: Any) -> Room:
    """A new room."""
    return add(Room(), by=by, action="room.added", details=details)


def room_change(*, by: Actor, room: Room, as_shown: str = "", **details: Any) -> Room:
    """Renames, closes or opens a room; visits booked there stay."""
    return change(room, by=by, action="room.changed", details=details, as_shown=as_shown)
