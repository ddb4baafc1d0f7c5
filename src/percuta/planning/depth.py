"""Depth in one zone: where to start, how far to go, and the walls that hold it back.

Hard walls come from the device and its label, less the device's tolerance; no plan passes them.
Soft walls come from charts, skin thickness and published use; a doctor may pass them. All
lengths are needle settings in mm.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.devices.device import Device
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter, Status, weakest
from percuta.evidence.source import Source
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.practice import DRPEN_CHART, GLOW_CHART, MBA_CHART
from percuta.evidence.sources.reviews import JUHASZ2020
from percuta.evidence.sources.studies import ALQAM2022, CN50MHZ, DERSU2018, MENG2022, SELCUK_FACE
from percuta.person import Person
from percuta.planning.figure import Figure
from percuta.planning.limits import (
    DEEPEST_MM,
    DEEPEST_PIGMENT_MM,
    DEEPEST_SAYS,
    REJUVENATION,
    SHALLOW_FOR_PIGMENT,
    THIN_ZONE_MM,
)
from percuta.planning.pigment import MARKED
from percuta.zones.zone import Thickness, Zone

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
    sources=(MENG2022, DERSU2018, CN50MHZ, SELCUK_FACE),
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
    cited: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The source of the number, then others the reason speaks of."""
        own = (self.at_mm.source,) if self.at_mm.source is not None else ()
        return tuple(dict.fromkeys((*own, *self.cited)))


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
        """The deepest setting that needs no further word from a doctor."""
        return self.up_to.value or 0.0

    def __post_init__(self) -> None:
        """A depth outside the absolute bounds cannot be built."""
        figures = (self.start, self.first_session, self.up_to, self.cap)
        values = [figure.value for figure in figures if figure.value is not None]
        for value in values:
            self.limit.require(value)
        if values != sorted(values) or values[0] < 0:
            raise OutsideLimit(f"{self.limit.key}: start, first session, up to, cap not in order")


def plan_depth(
    *,
    person: Person,
    device: Device,
    zone: Zone,
    kinds: Sequence[Kind],
    risk: str,
    marked: bool = False,
    law: Sequence[Wall] = (),
) -> Depth:
    """Depth for a zone and its kinds of concern; the gentlest of several wishes governs.

    ``risk`` says why pigment is at risk, empty where it is not; ``marked`` where the skin is
    known to make dark marks. ``law`` are walls of the country; they only hold back further.
    """
    known = (
        *law,
        *_device_walls(device, zone, cleared_deeper(person, device, zone, kinds=kinds)),
        *_skin_walls(person, zone),
        *_wish_walls(kinds),
        *((MARKED_WALL,) if marked else ()),
    )
    walls = [_less_tolerance(wall, device) for wall in known]
    hard = _nearest(walls, (Hardness.HARD,))
    nearest = _nearest(walls, (Hardness.HARD, Hardness.SOFT))
    start = zone.chart.low_mm if zone.chart is not None else None
    return Depth(
        start=_start_figure(start, nearest),
        first_session=_first_session(risk, start, nearest=nearest),
        up_to=_up_to(nearest),
        cap=_figure(hard, f"{hard.why}; no plan goes deeper"),
        walls=tuple(sorted(walls, key=lambda wall: wall.at_mm.value)),
        limit=Limit(
            key=f"depth on the {zone.name}",
            unit="mm",
            recommended_high=nearest.at_mm,
            absolute_high=hard.at_mm,
        ),
    )


def cleared_deeper(
    person: Person, device: Device, zone: Zone, *, kinds: Sequence[Kind]
) -> Parameter | None:
    """The depth of a clearance that covers place, phototype and every wish, if it names one."""
    depths = []
    for kind in kinds:
        clearance = device.clearance(INDICATIONS[kind].use, zone.place)
        if clearance is None or person.phototype not in clearance.phototypes:
            return None
        depths.append(clearance.depth_mm)
    known = [depth for depth in depths if depth is not None]
    return (
        min(known, key=lambda depth: depth.value) if known and len(known) == len(depths) else None
    )


def _device_walls(device: Device, zone: Zone, deeper: Parameter | None) -> tuple[Wall, ...]:
    """What device and label allow: hard where the label speaks, soft where it is silent."""
    says = f"{device.name}: {device.label_depth_says}"
    if zone.on_face or device.depth_everywhere:
        label = Wall(hardness=Hardness.HARD, at_mm=device.label_depth_mm, why=says)
    elif deeper is not None:
        trial = f"{device.name}: deepest of the trial it was cleared by here"
        label = Wall(hardness=Hardness.HARD, at_mm=deeper, why=trial)
    else:
        silent = f"{says}; of this place its label was not seen to speak"
        label = Wall(hardness=Hardness.SOFT, at_mm=device.label_depth_mm, why=silent)
    reach = f"{device.name}: it goes no deeper"
    return label, Wall(hardness=Hardness.HARD, at_mm=device.reach_mm, why=reach)


def _skin_walls(person: Person, zone: Zone) -> tuple[Wall, ...]:
    walls = []
    if zone.chart is not None:
        why = f"deepest of three vendor charts, for home use, for the {zone.place}"
        charts = (MBA_CHART, GLOW_CHART)
        walls.append(Wall(hardness=Hardness.SOFT, at_mm=zone.chart.high_mm, why=why, cited=charts))
    if zone.thickness is not None:
        walls.append(_thickness_wall(person, zone.thickness))
    if zone.thin:
        why = "thin skin: a doctor confirms anything deeper"
        walls.append(Wall(hardness=Hardness.SOFT, at_mm=THIN_ZONE_MM, why=why))
    return tuple(walls)


def _thickness_wall(person: Person, thickness: Thickness) -> Wall:
    mean = thickness.for_sex(person.sex)
    differs = thickness.female_mm != thickness.male_mm
    unknown = "sex not known, the thinner mean; " if person.sex is None and differs else ""
    site = thickness.borrowed_from
    borrowed = f"the {site}'s, as this place was not measured; " if site is not None else ""
    other = thickness.thicker_for(person.sex)
    thicker = f"; a thicker-reading series says {other}" if other else ""
    return Wall(
        hardness=Hardness.SOFT,
        at_mm=mean,
        why=f"{unknown}{borrowed}{thickness.says.format(who=mean.population)}{thicker}",
        cited=(thickness.thicker_source,) if thickness.thicker_source is not None else (),
    )


def _wish_walls(kinds: Sequence[Kind]) -> tuple[Wall, ...]:
    return tuple(
        Wall(
            hardness=Hardness.SOFT,
            at_mm=DEEPEST_MM[kind],
            why=DEEPEST_SAYS.get(kind, f"deepest that any source read used for {_name(kind)}"),
            cited=(ALQAM2022,) if kind in REJUVENATION else (),
        )
        for kind in kinds
    )


MARKED_WALL = Wall(
    hardness=Hardness.SOFT, at_mm=DEEPEST_PIGMENT_MM, why=f"{MARKED}; {SHALLOW_FOR_PIGMENT}"
)


def _name(kind: Kind) -> str:
    return INDICATIONS[kind].name


def _less_tolerance(wall: Wall, device: Device) -> Wall:
    """The wall as a setting: needles may go deeper than set by the device's tolerance."""
    tolerance = device.tolerance_mm
    if tolerance is None:
        return wall
    at = Parameter(
        key=f"{wall.at_mm.key}_less_tolerance",
        value=max(round(wall.at_mm.value - tolerance.value, 2), 0.0),
        unit="mm",
        status=weakest(wall.at_mm.status, Status.DERIVED),
        source=wall.at_mm.source,
        where=wall.at_mm.where,
        note=f"{wall.at_mm.value:g} mm less the device's tolerance of {tolerance.value:g} mm",
    )
    cited = (*wall.cited, *([tolerance.source] if tolerance.source is not None else []))
    return replace(wall, at_mm=at, why=f"{wall.why}; {at.note}", cited=cited)


def _nearest(walls: Sequence[Wall], hardness: tuple[Hardness, ...]) -> Wall:
    of_kind = (wall for wall in walls if wall.hardness in hardness)
    return min(of_kind, key=lambda wall: wall.at_mm.value)


def _start_figure(start: Parameter | None, nearest: Wall) -> Figure:
    if start is None:
        return Figure(unit="mm", why="no depth for needling here was read; a doctor enters it")
    if start.value > nearest.at_mm.value:
        return _figure(nearest, f"held back from {start.value:g} mm: {nearest.why}")
    return Figure(
        unit="mm",
        value=start.value,
        why="shallowest of three vendor charts; go deeper only until the endpoint shows",
        parameters=(start,),
        cited=(MBA_CHART, GLOW_CHART, SKINPEN_STUDY),
    )


def _first_session(risk: str, start: Parameter | None, *, nearest: Wall) -> Figure:
    if start is None:
        return Figure(unit="mm", why="follows the start that a doctor enters")
    if not risk:
        return _figure(nearest, "the first session may go as deep as the later ones")
    why = f"{risk}: the first session stays at the start"
    return replace(_start_figure(start, nearest), why=why)


def _up_to(nearest: Wall) -> Figure:
    return _figure(nearest, f"{nearest.hardness} wall: {nearest.why}")


def in_steps(length_mm: float) -> float:
    """A length in mm as a setting: rounded down to a whole number of steps."""
    return round(math.floor(length_mm / STEP_MM.value + 1e-9) * STEP_MM.value, 2)


def _figure(wall: Wall, why: str) -> Figure:
    """A wall as a setting, rounded down."""
    value = in_steps(wall.at_mm.value)
    rounded = "" if value == wall.at_mm.value else f"; {wall.at_mm.value:g} mm rounded down"
    return Figure(
        unit="mm",
        value=value,
        why=f"{why}{rounded}",
        parameters=(wall.at_mm,),
        cited=wall.cited,
    )
