"""Chairs of a room, and what is booked in the room when its chairs change."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import add, change
from percuta_clinic.booking.models import HOLDS, Claim, Part, Place, Segment, Visit
from percuta_clinic.premises.models import Chair, Clinic, Room


@transaction.atomic
def chair_add(*, by: Actor, room: Room, **details: Any) -> Chair:
    """Another chair. The first takes what was booked in the room while it was one place."""
    Clinic.objects.select_for_update().get()
    is_first = not room.chairs.exists()
    chair = add(Chair(), by=by, action="chair.added", details={"room": room, **details})
    if is_first:
        _move_in(chair)
    elif chair.is_open:
        _take_with_the_room(chair)
    return chair


@transaction.atomic
def chair_change(*, by: Actor, chair: Chair, as_shown: str = "", **details: Any) -> Chair:
    """Renames, closes or opens a chair; visits booked on it stay and are listed."""
    Clinic.objects.select_for_update().get()
    was_open = Chair.objects.get(pk=chair.pk).is_open
    now = change(chair, by=by, action="chair.changed", details=details, as_shown=as_shown)
    if now.is_open and not was_open:
        _take_with_the_room(now)
    return now


def _move_in(chair: Chair) -> None:
    """The room was the place; now the chair is."""
    Claim.objects.filter(kind=Claim.Kind.PLACE, resource=chair.room_id).update(resource=chair.pk)
    Visit.objects.filter(room=chair.room_id, chair=None, state__in=HOLDS).update(chair=chair)


def _take_with_the_room(chair: Chair) -> None:
    """Stages that take the whole room take this chair too."""
    rows = Segment.objects.filter(
        visit__room=chair.room_id,
        visit__state__in=HOLDS,
        place=Place.ROOM,
        ends_at__gt=timezone.now(),
    )
    for row in rows.order_by("starts_at"):
        taken = Claim.objects.filter(
            resource=chair.pk, starts_at__lt=row.ends_at, ends_at__gt=row.starts_at
        )
        Claim.objects.create(
            visit_id=row.visit_id,
            kind=Claim.Kind.PLACE,
            resource=chair.pk,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            is_cleaning=row.part == Part.CLEAN,
            beside=taken.exists(),
        )
