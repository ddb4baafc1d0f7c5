"""The page of limits, and of how a depth is put together."""

from collections.abc import Iterator

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.devices.catalogue import DEVICES
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter
from percuta.handbook.markdown import (
    NONE,
    amount,
    anchor,
    bullets,
    cell,
    link,
    number,
    page,
    sentence,
    source_link,
    table,
    text,
)
from percuta.handbook.records import DARKER, LIGHTER, Planned, limits, planned, zones
from percuta.person import Sex
from percuta.planning.depth import STEP_MM, Hardness, Wall
from percuta.planning.limits import DEEPEST_MM
from percuta.zones.zone import Zone

BOUNDS = {
    "absolute_low": "absolute, lowest",
    "recommended_low": "recommended, lowest",
    "default": "default",
    "recommended_high": "recommended, highest",
    "absolute_high": "absolute, highest",
}
ENTERED = "a doctor enters it"
NUMBER = ("Value", "Status", "Number", "Source", "Where")
WALL = ("Wall", "Why", "Status", "Number", "Source", "Population")
ABOUT = (
    "A value inside the recommended bounds is proposed as it stands. Between the recommended and "
    "the absolute bounds a doctor confirms it. Outside the absolute bounds no plan can be built. "
    "A bound that is missing was set by no source read."
)
DEPTH = (
    "A depth is a needle setting in mm. It begins at the charted start of the place, and several "
    "walls hold it back. Hard walls come from the device and its label, less the tolerance of the "
    "device where one is stated: no plan passes them. Soft walls come from charts, from the "
    "thickness of the skin and from the deepest published use: a doctor may pass them, up to the "
    "nearest hard wall. The nearest wall of all is how far the plan goes. "
    f"Depths are rounded down to steps of {STEP_MM.value:g} mm. In phototype IV to VI, or where "
    "the phototype is not known, the start is the gentlest charted depth and the first session "
    "stays there."
)
RESULT = (
    "What the walls make of it, in mm: start to deepest, in phototype I to III. Deeper than that, "
    "up to the hard wall of the device, is for a doctor to confirm."
)


def limits_page() -> str:
    """Every limit with its bounds, and the walls that hold back depth by place and device."""
    return page(
        "Limits",
        [
            ABOUT,
            *(block for limit in limits().values() for block in _limit(limit)),
            f"{anchor('depth')}\n\n## Depth",
            DEPTH,
            "### What the devices reach",
            table(["Device", "Quantity", *NUMBER], _devices()),
            "### Hard walls",
            table(["Device", *WALL], _hard_walls()),
            "### Soft walls by place",
            table(["Place", *WALL], _soft_walls()),
            "### Soft walls by wish",
            table(["Wish", *NUMBER], _wishes()),
            "### Depth by place",
            RESULT,
            _depths(),
            bullets(_caps()),
        ],
    )


def _row(parameter: Parameter) -> list[str]:
    return [
        amount(parameter),
        parameter.status,
        link("parameters", parameter.key),
        source_link(parameter.source),
        cell(parameter.where),
    ]


def _limit(limit: Limit) -> Iterator[str]:
    yield f"{anchor(limit.key.replace(' ', '-'))}\n\n## {sentence(limit.key)}"
    named = ((words, getattr(limit, field)) for field, words in BOUNDS.items())
    rows = [[words, *_row(bound)] for words, bound in named if bound is not None]
    yield table(["Bound", *NUMBER], rows)


def _devices() -> Iterator[list[str]]:
    for device in DEVICES.values():
        yield [text(device.name), "deepest setting", *_row(device.reach_mm)]
        yield [text(device.name), "deepest evaluated on the face", *_row(device.label_depth_mm)]
        if device.tolerance_mm is None:
            yield [text(device.name), "tolerance", "not stated in any text read", *[NONE] * 4]
        else:
            yield [text(device.name), "tolerance", *_row(device.tolerance_mm)]


def _wall(wall: Wall) -> list[str]:
    at = wall.at_mm
    return [
        amount(at),
        text(wall.why),
        at.status,
        link("parameters", at.key),
        source_link(at.source),
        cell(at.population),
    ]


def _hard_walls() -> Iterator[list[str]]:
    for device in DEVICES.values():
        plans = (plan for plan in planned() if plan.device is device)
        walls = {wall for plan in plans for wall in plan.depth.walls}
        hard = [wall for wall in walls if wall.hardness is Hardness.HARD]
        for wall in sorted(hard, key=lambda wall: (wall.at_mm.value, wall.at_mm.key)):
            yield [text(device.name), *_wall(wall)]


def _soft_walls() -> Iterator[list[str]]:
    for zone in zones():
        exact = (plan for plan in planned() if plan.device.tolerance_mm is None)
        walls = {wall for plan in exact if plan.zone is zone for wall in plan.depth.walls}
        soft = [wall for wall in walls if wall.hardness is Hardness.SOFT and not _of_wish(wall)]
        for wall in sorted(soft, key=lambda wall: (wall.at_mm.value, wall.at_mm.key, wall.why)):
            yield [zone.place, *_wall(wall)]


def _of_wish(wall: Wall) -> bool:
    return wall.at_mm in DEEPEST_MM.values()


def _wishes() -> Iterator[list[str]]:
    for kind, indication in INDICATIONS.items():
        yield [text(indication.name), *_row(DEEPEST_MM[kind])]


def _depths() -> str:
    columns = [(device, kind) for device in DEVICES.values() for kind in _one_of_each_depth()]
    names = [f"{text(device.name)}, {text(_alike(kind))}" for device, kind in columns]
    shown = set(_one_of_each_depth())
    plans = [plan for plan in planned() if plan.phototype is LIGHTER and plan.kind in shown]
    rows = [
        [
            zone.place,
            sex,
            _gentlest(zone),
            *(_span(plan) for plan in plans if _is_of(plan, zone, sex)),
        ]
        for zone in zones()
        for sex in Sex
    ]
    return table(["Place", "Sex", "Start", *names], rows)


def _one_of_each_depth() -> list[Kind]:
    """One kind of concern for each deepest published use: the others get the same depths."""
    return list({DEEPEST_MM[kind]: kind for kind in reversed([*INDICATIONS])}.values())


def _alike(kind: Kind) -> str:
    """The concerns that share a deepest use with this one."""
    alike = [k for k in INDICATIONS if DEEPEST_MM[k] == DEEPEST_MM[kind]]
    return ", ".join(INDICATIONS[k].name for k in alike)


def _is_of(plan: Planned, zone: Zone, sex: Sex) -> bool:
    return plan.zone is zone and plan.sex is sex


def _gentlest(zone: Zone) -> str:
    plans = (plan for plan in planned() if plan.zone is zone and plan.phototype is DARKER)
    return _each({plan.depth.start.value for plan in plans}) or ENTERED


def _each(values: set[float | None]) -> str:
    return " or ".join(number(value) for value in sorted(v for v in values if v is not None))


def _span(plan: Planned) -> str:
    start, up_to = plan.depth.start.value, plan.depth.up_to.value
    if start is None or up_to is None:
        return ENTERED
    return f"{number(start)} to {number(up_to)}"


def _caps() -> Iterator[str]:
    for device in DEVICES.values():
        caps = {plan.depth.cap.value for plan in planned() if plan.device is device}
        yield f"{text(device.name)}: never deeper than {_each(caps)} mm."
