"""How the state of a visit looks: colour and icon, the same for staff and patients."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta_clinic.booking.models import State, Visit

LOOKS: Mapping[State, tuple[str, str]] = MappingProxyType(
    {
        State.BOOKED: ("idle", "circle-dashed"),
        State.CONFIRMED: ("ok", "circle-check"),
        State.ARRIVED: ("ok", "user-check"),
        State.IN_ROOM: ("info", "door-open"),
        State.TREATING: ("live", "syringe"),
        State.FINISHED: ("ok", "check"),
        State.CANCELLED: ("idle", "x"),
        State.MISSED: ("warn", "triangle-alert"),
    }
)


UNTREATED = ("idle", "check")


def tone(visit: Visit) -> str:
    """The colour of its state."""
    return _look(visit)[0]


def sign(visit: Visit) -> str:
    """The icon of its state."""
    return _look(visit)[1]


def _look(visit: Visit) -> tuple[str, str]:
    return UNTREATED if visit.is_untreated else LOOKS[State(visit.state)]
