"""The zones of the body: shares of its surface, and skin as thin as series let expect.

No chart of depths by professionals was found for any of them. Thickness is the mean less one
standard deviation where one was read: about one person in six is thinner still.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.concerns import (
    CN24MHZ,
    GIBNEY2010,
    LAURENT2007,
    MOSTELLER,
    RULE_OF_NINES,
    SHI2013,
    SIM2014,
)
from percuta.person import Person
from percuta.zones.zone import Place, Side, Thickness, Zone

BODY_PAIRED = (
    Place.BREAST,
    Place.UPPER_ARM,
    Place.FOREARM,
    Place.HAND,
    Place.FLANK,
    Place.BUTTOCK,
    Place.THIGH,
    Place.LOWER_LEG,
)
BODY_SINGLE = (
    Place.SCALP,
    Place.NECK,
    Place.DECOLLETE,
    Place.ABDOMEN,
    Place.UPPER_BACK,
    Place.LOWER_BACK,
)
BODY_OVER_BONE = frozenset({Place.SCALP, Place.DECOLLETE, Place.HAND, Place.LOWER_LEG})
BODY_THIN = frozenset({Place.NECK})
NEVER_ON_BODY = frozenset({Place.NIPPLE, Place.GENITALS})

# Per cent of the body surface of one zone (one side of a pair), our split of the rule of nines.
SHARES_PERCENT = {
    Place.SCALP: 3.0,
    Place.NECK: 1.5,
    Place.DECOLLETE: 3.0,
    Place.BREAST: 2.0,
    Place.UPPER_ARM: 4.0,
    Place.FOREARM: 3.0,
    Place.HAND: 1.0,
    Place.ABDOMEN: 7.0,
    Place.FLANK: 1.0,
    Place.UPPER_BACK: 9.0,
    Place.LOWER_BACK: 4.0,
    Place.BUTTOCK: 2.5,
    Place.THIGH: 9.0,
    Place.LOWER_LEG: 6.5,
}
SURFACE_UNKNOWN_M2 = Parameter(
    key="zones.surface_unknown",
    value=2.0,
    unit="m2",
    status=Status.ASSUMED,
    note="a large adult, where height or weight is not known, so that cream is not under-counted",
)
SURFACE_DIVISOR = Parameter(
    key="zones.surface_divisor",
    value=3600,
    unit="1",
    status=Status.MEASURED,
    source=MOSTELLER,
    where="root of height in cm times weight in kg over 3600, in m2",
)
CM2_IN_M2 = 10_000


@dataclass(frozen=True, kw_only=True)
class _Skin:
    """A thickness in mm, less one standard deviation where there is one."""

    mean: float
    deviation: float
    source: Source
    what: str
    population: str


KOREAN = "156 Korean adults with type 2 diabetes"
_SKIN = {
    Place.NECK: _Skin(
        mean=0.96, deviation=0.19, source=CN24MHZ, what="dermis", population="80 Chinese adults"
    ),
    Place.BREAST: _Skin(
        mean=1.44, deviation=0.25, source=SHI2013, what="skin", population="136 women"
    ),
    Place.UPPER_ARM: _Skin(
        mean=2.0, deviation=0.34, source=SIM2014, what="skin", population=KOREAN
    ),
    Place.ABDOMEN: _Skin(
        mean=1.58, deviation=0.32, source=CN24MHZ, what="dermis", population="80 Chinese adults"
    ),
    Place.FLANK: _Skin(
        mean=1.91, deviation=0, source=LAURENT2007, what="skin", population="342 adults"
    ),
    Place.UPPER_BACK: _Skin(
        mean=2.54, deviation=0, source=LAURENT2007, what="skin", population="342 adults"
    ),
    Place.BUTTOCK: _Skin(
        mean=2.4, deviation=0, source=GIBNEY2010, what="skin", population="388 adults with diabetes"
    ),
    Place.THIGH: _Skin(
        mean=1.55, deviation=0, source=LAURENT2007, what="skin", population="342 adults"
    ),
}


def surface_m2(person: Person) -> float:
    """Body surface by height and weight, in m2; that of a large adult where one is not known."""
    if person.height_cm is None or person.weight_kg is None:
        return SURFACE_UNKNOWN_M2.value
    return float((person.height_cm * person.weight_kg / SURFACE_DIVISOR.value) ** 0.5)


def surface_parameters(person: Person) -> tuple[Parameter, ...]:
    """The numbers behind the body surface of a person."""
    known = person.height_cm is not None and person.weight_kg is not None
    return (SURFACE_DIVISOR,) if known else (SURFACE_UNKNOWN_M2,)


def _share(place: Place) -> Parameter:
    percent = SHARES_PERCENT[place]
    return Parameter(
        key=f"zones.{place.name.lower()}.share",
        value=percent / 100,
        unit="1",
        status=Status.ASSUMED,
        source=RULE_OF_NINES,
        where="adult: trunk 18 each side, arm 9, leg 18, head and neck 9",
        note=f"our split: {percent:g} % of the body surface; measure the skin to be treated",
    )


def _thickness(place: Place) -> Thickness | None:
    skin = _SKIN.get(place)
    if skin is None:
        return None
    lower = Parameter(
        key=f"zones.{place.name.lower()}.thickness",
        value=round(skin.mean - skin.deviation, 2),
        unit="mm",
        status=Status.DERIVED if skin.deviation else Status.MEASURED,
        source=skin.source,
        where="abstract",
        population=skin.population,
        note=f"{skin.what}: mean {skin.mean:g} less one standard deviation of {skin.deviation:g} mm"
        if skin.deviation
        else "",
    )
    says = (
        f"{skin.what} of {{who}}, mean less one standard deviation: about one in six is thinner"
        if skin.deviation
        else f"mean {skin.what} of {{who}}; no spread was read, so about half are thinner"
    )
    return Thickness(female_mm=lower, male_mm=lower, says=says)


def _zone(place: Place, side: Side) -> Zone:
    stem = place.name.lower()
    middle = side is Side.MIDDLE
    return Zone(
        key=stem if middle else f"{stem}_{side}",
        name=_name(place, side),
        place=place,
        side=side,
        share=None if place in NEVER_ON_BODY else _share(place),
        thickness=_thickness(place),
        over_bone=place in BODY_OVER_BONE,
        thin=place in BODY_THIN,
    )


def _name(place: Place, side: Side) -> str:
    if side is Side.MIDDLE:
        return place.value
    return f"back of the {side} hand" if place is Place.HAND else f"{side} {place.value}"


def _sides(place: Place) -> tuple[Side, ...]:
    paired = place in BODY_PAIRED or place is Place.NIPPLE
    return (Side.RIGHT, Side.LEFT) if paired else (Side.MIDDLE,)


BODY_PLACES = (*BODY_SINGLE, *BODY_PAIRED, *sorted(NEVER_ON_BODY))
BODY_ZONES: Mapping[str, Zone] = MappingProxyType(
    {z.key: z for place in BODY_PLACES for z in (_zone(place, side) for side in _sides(place))}
)
