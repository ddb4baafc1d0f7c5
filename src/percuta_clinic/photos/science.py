"""What the science knows of places; the only file here to ask it."""

from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import FACE, Place

_AROUND = frozenset({Place.UPPER_ARM, Place.FOREARM, Place.THIGH, Place.LOWER_LEG})


def is_on_face(zone: str) -> bool:
    """Whether the five views of the face show it."""
    return zone in ZONES and ZONES[zone].place in FACE


def places_with_own_views() -> dict[str, str]:
    """Every other place that may be needled, with its name, in the order of the skin map."""
    return {
        key: one.name
        for key, one in ZONES.items()
        if one.place not in FACE and one.place not in NEVER_NEEDLED
    }


def is_round(zone: str) -> bool:
    """Whether a place is seen from the front and from the back."""
    return ZONES[zone].place in _AROUND
