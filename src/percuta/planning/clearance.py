"""Uses outside a device's clearance: allowed to plan, named as such, for a doctor to confirm."""

from collections.abc import Iterator, Sequence

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.devices.device import Device
from percuta.person import Phototype
from percuta.planning.figure import Remark
from percuta.planning.plan import ZonePlan
from percuta.planning.request import Request


def outside_clearance(request: Request, zone_plans: Sequence[ZonePlan]) -> tuple[Remark, ...]:
    """What of a wish lies outside what the device is cleared for, by place and by phototype."""
    kinds = dict.fromkeys(kind for z in zone_plans for kind in z.kinds)
    return tuple(remark for kind in kinds for remark in _outside(request, zone_plans, kind))


def _outside(request: Request, zone_plans: Sequence[ZonePlan], kind: Kind) -> Iterator[Remark]:
    device, indication = request.device, INDICATIONS[kind]
    sources = tuple(dict.fromkeys(c.source for c in device.clearances))
    clearances = {z.zone.name: device.clearance(indication.use, z.zone.place) for z in zone_plans}
    names = {z.zone.name for z in zone_plans if kind in z.kinds}
    uncleared = [name for name, clearance in clearances.items() if clearance is None]
    if here := [name for name in uncleared if name in names]:
        yield Remark(
            what="outside the clearance",
            why=f"{indication.name} on {', '.join(here)}: the {device.name} is not cleared for "
            f"{indication.use} there",
            sources=sources,
        )
    yield from _in_part(zone_plans, kind, device)
    phototype = request.person.phototype
    covering = [c for name, c in clearances.items() if c is not None and name in names]
    narrow = [c for c in covering if phototype is None or phototype not in c.phototypes]
    if narrow and narrow[0].phototypes != frozenset(Phototype):
        cleared = ", ".join(t.roman for t in sorted(narrow[0].phototypes))
        shown = "not known" if phototype is None else phototype.roman
        yield Remark(
            what="outside the clearance",
            why=f"{indication.name} in phototype {shown}: the {device.name} is cleared for "
            f"{indication.use} in phototype {cleared} only",
            sources=sources,
        )


def _in_part(zone_plans: Sequence[ZonePlan], kind: Kind, device: Device) -> Iterator[Remark]:
    """Places that a clearance covers in part only, such as the folds of the cheek."""
    indication = INDICATIONS[kind]
    for z in zone_plans:
        clearance = device.clearance(indication.use, z.zone.place)
        if kind in z.kinds and clearance is not None and z.zone.place in clearance.only:
            yield Remark(
                what="in part outside the clearance",
                why=f"{indication.name} on {z.zone.name}: the {device.name} is cleared for "
                f"{clearance.only[z.zone.place]} only",
                sources=(clearance.source,),
            )
