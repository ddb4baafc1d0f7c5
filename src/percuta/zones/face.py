"""The zones of the face, and the places in it that are never needled."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.zones.places import area, chart, thickness
from percuta.zones.zone import Place, Side, Zone

PAIRED = (Place.TEMPLE, Place.PERIORBITAL, Place.CHEEK, Place.JAW)
SINGLE = (Place.FOREHEAD, Place.GLABELLA, Place.NOSE, Place.UPPER_LIP, Place.CHIN)
OVER_BONE = frozenset({Place.FOREHEAD, Place.GLABELLA, Place.NOSE, Place.JAW})
THIN = frozenset({Place.FOREHEAD, Place.TEMPLE, Place.NOSE, Place.PERIORBITAL})
NEVER_ON_FACE = frozenset({Place.EYELID, Place.LIPS, Place.NOSTRIL, Place.EAR})


def _name(place: Place, side: Side) -> str:
    if place is Place.PERIORBITAL:
        return f"skin around the {side} eye"
    return place.value if side is Side.MIDDLE else f"{side} {place.value}"


def _zone(place: Place, side: Side) -> Zone:
    stem = place.name.lower()
    return Zone(
        key=stem if side is Side.MIDDLE else f"{stem}_{side}",
        name=_name(place, side),
        place=place,
        side=side,
        area_cm2=None if place in NEVER_ON_FACE else area(place),
        thickness=thickness(place),
        chart=chart(place),
        over_bone=place in OVER_BONE,
        thin=place in THIN,
        keep_cream_away=place is Place.PERIORBITAL,
    )


def _sides(place: Place) -> tuple[Side, ...]:
    single = place in SINGLE or place is Place.LIPS
    return (Side.MIDDLE,) if single else (Side.RIGHT, Side.LEFT)


PLACES = (*SINGLE, *PAIRED, *sorted(NEVER_ON_FACE))
FACE_ZONES: Mapping[str, Zone] = MappingProxyType(
    {zone.key: zone for place in PLACES for zone in (_zone(place, side) for side in _sides(place))}
)
