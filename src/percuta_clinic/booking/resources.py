"""Whom and what a service can be done with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from percuta_clinic.booking.models import Service
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import STAFF, Role
from percuta_clinic.premises.models import Chair, Room
from percuta_clinic.stock.models import Device


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place for one patient; ``all_of_room`` is what the whole room takes."""

    room: Room
    chair: Chair | None
    all_of_room: tuple[UUID, ...]

    @property
    def key(self) -> UUID:
        """What a claim on it names."""
        return self.chair.pk if self.chair else self.room.pk

    def __str__(self) -> str:
        return str(self.chair or self.room)


def specialists_for(service: Service) -> Sequence[Account]:
    """Who may have visits for a service."""
    chosen = list(service.done_by.values_list("pk", flat=True))
    found = having(Role.SPECIALIST, Role.DOCTOR)
    return list(found.filter(pk__in=chosen) if chosen else found)


def helpers(keys: Sequence[UUID]) -> Sequence[Account]:
    """Staff by key, who help at visits of others."""
    return list(having(*STAFF).filter(pk__in=keys))


def spots(room: Room | None = None) -> Sequence[Spot]:
    """Every place in use: a room without chairs is one place."""
    rooms = Room.objects.filter(is_open=True) if room is None else Room.objects.filter(pk=room.pk)
    found: list[Spot] = []
    for one in rooms.prefetch_related("chairs"):
        chairs = list(one.chairs.all())
        here = [chair for chair in chairs if chair.is_open]
        if not chairs:
            found.append(Spot(room=one, chair=None, all_of_room=(one.pk,)))
        whole = tuple(chair.pk for chair in here)
        found += [Spot(room=one, chair=chair, all_of_room=whole) for chair in here]
    return found


def devices_for(service: Service, on: date) -> Sequence[Device]:
    """Devices of the kind a service is done with, that are in service on a day."""
    rows = Device.objects.filter(retired_at=None, model=service.device)
    return list(rows.filter(Q(service_due=None) | Q(service_due__gte=on)))
