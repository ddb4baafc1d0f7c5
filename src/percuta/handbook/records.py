"""What the pages are written from: every record of the science by its key, sorted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter
from percuta.handbook.collect import by_key, modules
from percuta.person import Person, Phototype, Sex
from percuta.planning.depth import Depth, plan_depth
from percuta.planning.pigment import by_phototype
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import Place, Zone

LIGHTER = Phototype.TYPE_II
DARKER = Phototype.TYPE_V


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The depth planned for one person, place, device and wish."""

    device: Device
    zone: Zone
    sex: Sex
    kind: Kind
    phototype: Phototype
    depth: Depth


def zones() -> list[Zone]:
    """One zone of every place that is needled, in the order of the skin map."""
    one_each: dict[Place, Zone] = {}
    for zone in ZONES.values():
        if zone.place not in NEVER_NEEDLED:
            one_each.setdefault(zone.place, zone)
    return list(one_each.values())


@cache
def planned() -> tuple[Planned, ...]:
    """Depths for every place, device, sex, wish, and for lighter and darker skin."""
    return tuple(
        _plan(device, zone, sex, kind=kind, phototype=phototype)
        for zone in zones()
        for sex in Sex
        for device in DEVICES.values()
        for kind in INDICATIONS
        for phototype in (LIGHTER, DARKER)
    )


def _plan(device: Device, zone: Zone, sex: Sex, *, kind: Kind, phototype: Phototype) -> Planned:
    person = Person(sex=sex, phototype=phototype)
    depth = plan_depth(
        person=person, device=device, zone=zone, kinds=(kind,), risk=by_phototype(person)
    )
    return Planned(device=device, zone=zone, sex=sex, kind=kind, phototype=phototype, depth=depth)


@cache
def parameters() -> Mapping[str, Parameter]:
    """Every parameter, those that only arise while a depth is planned among them."""
    return MappingProxyType(by_key(Parameter, _roots()))


def _roots() -> Iterator[object]:
    yield from modules()
    yield from (plan.depth for plan in planned())


def limits() -> dict[str, Limit]:
    """Every limit that does not depend on the zone."""
    return by_key(Limit, modules())


def disagreements() -> dict[str, Disagreement]:
    """Every point on which sources disagree."""
    return by_key(Disagreement, modules())
