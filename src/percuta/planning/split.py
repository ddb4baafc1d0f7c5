"""What zones on visits of their own would give: where it helps, which zones, minutes of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from percuta.finding import Finding
from percuta.planning.numbing import area_alone, why_no_cream
from percuta.planning.request import Request
from percuta.planning.visit import WORK_MOST, Needled, work_in
from percuta.zones.zone import Place, Zone

Side = tuple[Zone, ...]


@dataclass(frozen=True, kw_only=True)
class Split:
    """Zones in two, with the minutes of work of each and of all at once.

    ``cream`` is whether cream can be put on then and could not be on one day.
    """

    sides: tuple[Side, Side]
    minutes: tuple[float, float]
    at_once: float
    cream: bool

    @property
    def apart(self) -> tuple[str, ...]:
        """The zones for visits of their own."""
        return tuple(zone.key for zone in self.sides[1])

    def __str__(self) -> str:
        """What each of the visits would take, in words."""
        visits = (
            f"{', '.join(zone.name for zone in side)}: {minutes:g} minutes of work"
            for side, minutes in zip(self.sides, self.minutes, strict=True)
        )
        cream = "; the cream, too much for one day, fits both" if self.cream else ""
        return f"{'; '.join(visits)}{cream}"


def needled(request: Request, zones: Sequence[Zone]) -> Needled:
    """How much of face and body one session needles."""
    face = [zone for zone in zones if zone.share is None]
    return Needled(
        face_cm2=round(sum(request.area_cm2(zone) for zone in face), 1),
        body=tuple((z.place, request.part_of(z)) for z in zones if z.share is not None),
        areas=request.area_parameters(zones),
    )


def work(request: Request, zones: Sequence[Zone]) -> float:
    """Minutes of work in a session that needles some zones."""
    return work_in(needled(request, zones))


def over_cream(request: Request, findings: Sequence[Finding], zones: Sequence[Zone]) -> bool:
    """Whether nothing but its area keeps a wished cream off these zones on one day."""
    if request.numbing is not True or not area_alone(request, findings, zones):
        return False
    return bool(why_no_cream(request, findings, zones, used_cm2=0.0))


def split_of(request: Request, findings: Sequence[Finding], zones: Sequence[Zone]) -> Split | None:
    """The best division in two of zones that one visit is too much for; None where it is not.

    Too much is work of over an hour, or more cream than one day allows. The best lets cream on,
    and then makes the longer visit as short as can be.
    """
    at_once, creamless = work(request, zones), over_cream(request, findings, zones)
    if at_once <= WORK_MOST.value and not creamless:
        return None
    found = [
        (_without(request, findings, sides), max(_minutes(request, sides)), at, sides)
        for at, sides in enumerate(_divisions(zones))
    ]
    if not found:
        return None
    without, longest, _, sides = min(found, key=lambda each: each[:3])
    helps = longest < at_once if at_once > WORK_MOST.value else not without
    if not helps:
        return None
    return Split(
        sides=sides,
        minutes=_minutes(request, sides),
        at_once=at_once,
        cream=creamless and not without,
    )


def _without(request: Request, findings: Sequence[Finding], sides: tuple[Side, Side]) -> int:
    return sum(over_cream(request, findings, side) for side in sides)


def _minutes(request: Request, sides: tuple[Side, Side]) -> tuple[float, float]:
    one, other = sides
    return work(request, one), work(request, other)


def _divisions(zones: Sequence[Zone]) -> Iterator[tuple[Side, Side]]:
    """Every division in two that leaves what belongs together on one visit."""
    parts = _together(zones)
    first = parts[0][0]
    for count in range(1, len(parts)):
        for some in combinations(parts, count):
            one = {zone.key for part in some for zone in part}
            if first.key in one:
                yield (
                    tuple(zone for zone in zones if zone.key in one),
                    tuple(zone for zone in zones if zone.key not in one),
                )


def _together(zones: Sequence[Zone]) -> list[Side]:
    """Zones that stay on one visit: both sides of a place, and the face where there is more."""
    has_body = any(zone.share is not None for zone in zones)
    parts: dict[Place | None, list[Zone]] = {}
    for zone in zones:
        whole = None if has_body and zone.share is None else zone.place
        parts.setdefault(whole, []).append(zone)
    return [tuple(part) for part in parts.values()]
