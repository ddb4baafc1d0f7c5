"""Depth in one zone: where to start, how far to go, and the walls that hold it back.

Hard walls come from the device and its label, less the device's tolerance; no plan passes them.
Soft walls come from charts, skin thickness and published use; a doctor may pass them. All
lengths are needle settings in mm.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from percuta.assessment.concern import Kind
from percuta.devices.device import Device
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.practice import DRPEN_CHART, GLOW_CHART, MBA_CHART
from percuta.evidence.sources.reviews import JUHASZ2020
from percuta.evidence.sources.studies import CN50MHZ, DERSU2018, MENG2022, OLTULU2018, SELCUK_FACE
from percuta.person import Person
from percuta.planning.figure import Figure
from percuta.planning.limits import DEEPEST_MM, START_LINES_MM, THIN_ZONE_MM
from percuta.zones.zone import Zone

STEP_MM = Parameter(
    key="planning.depth_step",
    value=0.05,
    unit="mm",
    status=Status.ASSUMED,
    note="depths are rounded down to this step, never up; set the nearest mark at or below",
)

THICKNESS_DIFFERS = Disagreement(
    key="skin_thickness",
    topic="Thickness of facial skin",
    one_side="Two ultrasound series: about 0.75 to 1.4 mm of epidermis and dermis.",
    other_side="50 MHz ultrasound and histology: 1.2 to 2.5 mm.",
    decision="Never the only rule for depth; both are shown, the lower is used as a soft wall.",
    sources=(MENG2022, DERSU2018, CN50MHZ, SELCUK_FACE, OLTULU2018),
)
CHARTS_DIFFER = Disagreement(
    key="zone_depth",
    topic="Depth by zone",
    one_side="Three vendor charts: 0.2 to 2.0 mm by zone.",
    other_side="Published scar protocols: 1.5 to 3.0 mm.",
    decision="The charts' deepest is a soft wall, the device's a hard one; thin zones at 1.0 mm.",
    sources=(DRPEN_CHART, MBA_CHART, GLOW_CHART, JUHASZ2020),
)


class Hardness(StrEnum):
    """Whether a doctor may pass a wall."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, kw_only=True)
class Wall:
    """One thing that holds the depth back, and why."""

    hardness: Hardness
    at_mm: Parameter
    why: str


@dataclass(frozen=True, kw_only=True)
class Depth:
    """Depth of one zone. ``limit`` is what the walls make; figures lie inside it."""

    start: Figure
    first_session: Figure
    up_to: Figure
    cap: Figure
    walls: tuple[Wall, ...]
    limit: Limit

    @property
    def deepest_mm(self) -> float:
        """The deepest setting this zone could see: what is planned, or else the hard cap."""
        deepest = self.up_to if self.up_to.value is not None else self.cap
        return deepest.value or 0.0

    def __post_init__(self) -> None:
        """A depth outside the absolute bounds cannot be built."""
        for figure in (self.start, self.first_session, self.up_to, self.cap):
            if figure.value is not None:
                self.limit.require(figure.value)


def plan_depth(*, person: Person, device: Device, zone: Zone, kinds: Sequence[Kind]) -> Depth:
    """Depth for a zone and its kinds of concern; the gentlest of several wishes governs."""
    walls = (*_device_walls(device), *_skin_walls(person, zone), *_wish_walls(kinds))
    hard = _nearest(walls, Hardness.HARD)
    soft = _nearest(walls, Hardness.SOFT)
    up_to = min(hard, soft, key=lambda wall: wall.at_mm.value)
    start = _start(person, zone, kinds)
    return Depth(
        start=_start_figure(start, up_to, zone=zone),
        first_session=_first_session(person, start, up_to=up_to),
        up_to=_up_to_figure(start, up_to),
        cap=_figure(hard.at_mm, f"{hard.why}; no plan goes deeper"),
        walls=tuple(sorted(walls, key=lambda wall: wall.at_mm.value)),
        limit=Limit(
            key=f"depth on the {zone.name}",
            unit="mm",
            recommended_high=up_to.at_mm,
            absolute_high=hard.at_mm,
        ),
    )


def _device_walls(device: Device) -> tuple[Wall, ...]:
    label = _less_tolerance(device.label_depth_mm, device)
    reach = _less_tolerance(device.reach_mm, device)
    less = "" if device.tolerance_mm is None else ", less its tolerance"
    return (
        Wall(
            hardness=Hardness.HARD,
            at_mm=label,
            why=f"deepest the {device.name} was evaluated for on the face{less}",
        ),
        Wall(hardness=Hardness.HARD, at_mm=reach, why=f"the {device.name} goes no deeper{less}"),
    )


def _less_tolerance(depth: Parameter, device: Device) -> Parameter:
    tolerance = device.tolerance_mm
    if tolerance is None:
        return depth
    return Parameter(
        key=f"{depth.key}_less_tolerance",
        value=round(depth.value - tolerance.value, 2),
        unit="mm",
        status=Status.DERIVED,
        source=tolerance.source,
        where=tolerance.where,
        note=f"{depth.value:g} mm less the tolerance of {tolerance.value:g} mm",
    )


def _skin_walls(person: Person, zone: Zone) -> tuple[Wall, ...]:
    walls = []
    if zone.chart is not None:
        why = f"deepest of the published charts for the {zone.place}"
        walls.append(Wall(hardness=Hardness.SOFT, at_mm=zone.chart.high_mm, why=why))
    if zone.thickness is not None:
        thin = zone.thickness.for_sex(person.sex)
        also = zone.thickness.thicker_series
        why = "mean epidermis plus dermis in the thinner series" + (f" ({also})" if also else "")
        walls.append(Wall(hardness=Hardness.SOFT, at_mm=thin, why=why))
    if zone.thin:
        why = "thin skin: a doctor confirms anything deeper"
        walls.append(Wall(hardness=Hardness.SOFT, at_mm=THIN_ZONE_MM, why=why))
    return tuple(walls)


def _wish_walls(kinds: Sequence[Kind]) -> tuple[Wall, ...]:
    return tuple(
        Wall(
            hardness=Hardness.SOFT,
            at_mm=DEEPEST_MM[kind],
            why=f"deepest that any source read used for {kind.replace('_', ' ')}",
        )
        for kind in kinds
    )


def _nearest(walls: Sequence[Wall], hardness: Hardness) -> Wall:
    of_kind = (wall for wall in walls if wall.hardness is hardness)
    return min(of_kind, key=lambda wall: wall.at_mm.value)


def _start(person: Person, zone: Zone, kinds: Sequence[Kind]) -> Parameter | None:
    """Charted start; the gentlest of the chart where pigment is at risk or not known."""
    if zone.chart is None:
        return None
    if person.may_be_darker():
        return zone.chart.low_mm
    starts = [zone.chart.start_mm]
    if any(kind is not Kind.ACNE_SCARS for kind in kinds):
        starts.append(START_LINES_MM)
    return min(starts, key=lambda start: start.value)


def _start_figure(start: Parameter | None, up_to: Wall, *, zone: Zone) -> Figure:
    if start is None:
        why = f"no depth for needling the {zone.place} was read; a doctor enters it"
        return Figure(unit="mm", why=why)
    if start.value > up_to.at_mm.value:
        return _figure(up_to.at_mm, f"held back from {start.value:g} mm: {up_to.why}")
    return _figure(start, "start low and go deeper only until the endpoint shows")


def _first_session(person: Person, start: Parameter | None, *, up_to: Wall) -> Figure:
    if start is None:
        return Figure(unit="mm", why="follows the start that a doctor enters")
    gentlest = min(start, up_to.at_mm, key=lambda depth: depth.value)
    if person.may_be_darker():
        why = "phototype IV to VI or not known: the first session stays at the start"
        return _figure(gentlest, why)
    return _figure(up_to.at_mm, "the first session may go as deep as the later ones")


def _up_to_figure(start: Parameter | None, up_to: Wall) -> Figure:
    if start is None:
        return Figure(unit="mm", why=f"a doctor enters it; {up_to.why} at {up_to.at_mm.value:g} mm")
    return _figure(up_to.at_mm, f"{up_to.hardness} wall: {up_to.why}")


def _figure(depth: Parameter, why: str) -> Figure:
    steps = math.floor(depth.value / STEP_MM.value + 1e-9)
    return Figure(unit="mm", value=round(steps * STEP_MM.value, 2), why=why, parameters=(depth,))
