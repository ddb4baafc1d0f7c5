"""Another person, place or device for a visit, at the time it was booked for."""

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.placing import Refused, Wish, visit_shift
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Room

Pair = tuple[Account | None, Room | None]


def visit_reassign(*, by: Account | Actor, visit: Visit, version: int) -> Visit:
    """Keeps the specialist and the room if they still can, else whoever and whatever is free."""
    last: Refused | None = None
    for specialist, room in _tries(visit):
        wish = Wish(specialist=specialist, room=room)
        try:
            return visit_shift(
                by=by, visit=visit, starts_at=visit.starts_at, version=version, wish=wish
            )
        except Refused as refusal:
            last = refusal
    raise last or Refused("Nobody could do it then.")


def _tries(visit: Visit) -> list[Pair]:
    specialist = visit.specialist if visit.specialist in specialists_for(visit.service) else None
    room = visit.room if visit.room.is_open else None
    tries: list[Pair] = [(specialist, room), (specialist, None), (None, room), (None, None)]
    return list(dict.fromkeys(tries))
