"""Uses outside a device's clearance: allowed to plan, named as such, for a doctor to confirm."""

from collections.abc import Iterator, Sequence

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.devices.device import Clearance
from percuta.person import Phototype
from percuta.planning.figure import Remark
from percuta.planning.request import Request
from percuta.zones.zone import Zone


def outside_clearance(request: Request, zones: Sequence[Zone]) -> tuple[Remark, ...]:
    """What of a wish lies outside what the device is cleared for, by place and by phototype."""
    kinds = dict.fromkeys(kind for zone in zones for kind in request.kinds_in(zone.key))
    return tuple(remark for kind in kinds for remark in _outside(request, zones, kind))


def _outside(request: Request, zones: Sequence[Zone], kind: Kind) -> Iterator[Remark]:
    device, indication = request.device, INDICATIONS[kind]
    wished = [zone for zone in zones if kind in request.kinds_in(zone.key)]
    found = [(zone, device.clearance(indication.use, zone.place)) for zone in wished]
    if uncleared := [zone.name for zone, clearance in found if clearance is None]:
        yield Remark(
            what="outside the clearance",
            why=f"{indication.name} on {', '.join(uncleared)}: the {device.name} is not cleared "
            f"for {indication.use} there",
            patient=f"No authority has cleared the {device.name} for {indication.name} here: "
            f"{', '.join(uncleared)}.",
            sources=tuple(dict.fromkeys(c.source for c in device.clearances)),
        )
    covering = [(zone, clearance) for zone, clearance in found if clearance is not None]
    yield from _in_part(request, covering, kind)
    yield from _phototype(request, [clearance for _, clearance in covering], kind)


def _in_part(
    request: Request, covering: Sequence[tuple[Zone, Clearance]], kind: Kind
) -> Iterator[Remark]:
    """Places that a clearance covers in part only, such as the folds of the cheek."""
    for zone, clearance in covering:
        if zone.place in clearance.only:
            yield Remark(
                what="in part outside the clearance",
                why=f"{INDICATIONS[kind].name} on {zone.name}: the {request.device.name} is "
                f"cleared for {clearance.only[zone.place]} only",
                patient=f"For {INDICATIONS[kind].name} on {zone.name}, the {request.device.name} "
                f"is cleared for {clearance.only[zone.place]} only.",
                sources=(clearance.source,),
            )


def _phototype(request: Request, covering: Sequence[Clearance], kind: Kind) -> Iterator[Remark]:
    phototype, indication = request.person.phototype, INDICATIONS[kind]
    narrow = [c for c in covering if phototype is None or phototype not in c.phototypes]
    if not narrow or narrow[0].phototypes == frozenset(Phototype):
        return
    cleared = ", ".join(one.roman for one in sorted(narrow[0].phototypes))
    shown = "not known" if phototype is None else phototype.roman
    yield Remark(
        what="outside the clearance",
        why=f"{indication.name} in phototype {shown}: the {request.device.name} is cleared for "
        f"{indication.use} in phototype {cleared} only",
        patient=f"For {indication.name}, no authority has cleared the {request.device.name} for "
        f"{'skin of unknown type' if phototype is None else 'your type of skin'}.",
        sources=(narrow[0].source,),
    )
