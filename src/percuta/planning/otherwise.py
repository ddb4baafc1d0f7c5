"""What other devices would answer to a wish that this one may not treat."""

from dataclasses import dataclass, replace

from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.planning.clearance import outside_clearance
from percuta.planning.request import Request
from percuta.screening.screen import Verdict, screen


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """One device that would not say no, and whether the wish lies outside its clearance."""

    device: Device
    verdict: Verdict
    outside: bool


def otherwise(request: Request) -> tuple[Otherwise, ...]:
    """Every device whose answer would not be no."""
    found = []
    for device in DEVICES.values():
        other = replace(request, device=device)
        verdict = screen(other.situation, other.zones).verdict
        if verdict is not Verdict.NO:
            outside = bool(outside_clearance(other, other.needled))
            found.append(Otherwise(device=device, verdict=verdict, outside=outside))
    return tuple(found)
