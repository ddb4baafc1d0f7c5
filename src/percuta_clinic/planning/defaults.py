"""The planner's defaults that a house protocol may move: what the evidence says, and the walls."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.source import Source
from percuta.person import Person, Phototype
from percuta.planning.bounds import Bound, Range, interval_range
from percuta.planning.course import plan_interval
from percuta.planning.depth import plan_depth
from percuta.planning.figure import in_words
from percuta.planning.house import PLACES, House, Skin
from percuta.planning.limits import PASSES, USUAL_SESSIONS
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone

GROUPS: Mapping[str, str] = {
    "interval_days": "Days between sessions",
    "sessions": "Sessions of a course",
    "passes": "Passes over the skin",
    "depth_up_to_mm": "Deepest needle setting",
}
ENTERED = "No source read gives a number: a doctor enters it."
USUAL = Person(phototype=Phototype.TYPE_II)


class Content(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a house protocol moves, by the same names as in a case file."""

    interval_days: dict[str, int] = {}
    sessions: dict[str, int] = {}
    passes: dict[str, int] = {}
    depth_up_to_mm: dict[str, float] = {}


@dataclass(frozen=True, kw_only=True)
class Default:
    """One default: what the evidence says, and how far it may be moved."""

    group: str
    key: str
    label: str
    says: str
    why: str
    limits: Range
    sources: tuple[Source, ...] = ()

    @property
    def name(self) -> str:
        """Its place in a content, in one word."""
        return f"{self.group}.{self.key}"

    @property
    def walls(self) -> tuple[Bound, Bound]:
        """Below and above these nothing can be signed."""
        return self.limits.absolute_low, self.limits.absolute_high

    @property
    def recommended(self) -> str:
        """What a doctor confirms beyond, in each plan; empty where no source sets it."""
        low, high = self.limits.recommended_low, self.limits.recommended_high
        if low is not None and high is not None and low.value == high.value:
            return f"other than {self.in_words(high.value)}"
        if low is not None and high is not None:
            return f"other than {low.value:g} to {self.in_words(high.value)}"
        if high is not None:
            return f"more than {self.in_words(high.value)}"
        return f"less than {self.in_words(low.value)}" if low is not None else ""

    def in_words(self, value: float) -> str:
        """A value with its unit."""
        return self.limits.number(value)

    def refused(self, value: float) -> str:
        """Why a value cannot be signed; empty where it can."""
        try:
            self.limits.require(value)
        except OutsideLimit as wall:
            return f"{wall}."
        return ""


def strict(content: Mapping[str, Any]) -> dict[str, Any]:
    """The same content if it is one. Raises ValueError."""
    try:
        found = msgspec.convert(content, Content)
    except msgspec.ValidationError as error:
        raise ValueError(f"a house protocol cannot be read: {error}") from error
    made: dict[str, Any] = msgspec.to_builtins(found)
    return {name: values for name, values in made.items() if values}


def defaults(devices: Iterable[str]) -> list[Default]:
    """Every default, as the evidence has it for the clinic's devices."""
    known = [DEVICES[key] for key in devices if key in DEVICES] or list(DEVICES.values())
    return [*_intervals(), *_sessions(), *_passes(), *_depths(known[0])]


def _intervals() -> Iterator[Default]:
    for skin, label, person in (
        (Skin.USUAL, "Phototype I to III", USUAL),
        (Skin.DARKER, "Phototype IV to VI, or not known", Person()),
    ):
        figure = plan_interval(person)
        yield _default(
            "interval_days",
            skin,
            label=label,
            says=in_words(figure),
            why=figure.why,
            sources=figure.sources,
            value=int(figure.value or 0),
            limits=interval_range(person),
        )


def _sessions() -> Iterator[Default]:
    for kind in Kind:
        usual = USUAL_SESSIONS.get(kind)
        yield _default(
            "sessions",
            kind,
            label=INDICATIONS[kind].name,
            says=f"{usual.value:g}" if usual is not None else "",
            why=usual.note or "usual number in the trials read" if usual is not None else ENTERED,
            sources=(usual.source,) if usual is not None and usual.source is not None else (),
            value=3,
        )


def _passes() -> Iterator[Default]:
    for kind in Kind:
        limit = PASSES.get(kind)
        low, high = (limit.recommended_low, limit.recommended_high) if limit else (None, None)
        known = low is not None and high is not None
        yield _default(
            "passes",
            kind,
            label=INDICATIONS[kind].name,
            says=f"{low.value:g} to {high.value:g}" if low and high else "",
            why="span of 36 published scar protocols" if known else ENTERED,
            sources=tuple(one.source for one in (low,) if one is not None and one.source),
            value=4,
        )


def _depths(device: Device) -> Iterator[Default]:
    for place in dict.fromkeys(zone.place for zone in ZONES.values()):
        if place.value in PLACES:
            zone = next(one for one in ZONES.values() if one.place == place)
            yield _depth(device, zone)


def _depth(device: Device, zone: Zone) -> Default:
    """For nobody in particular and the wish that goes deepest: what holds back here."""
    wish = (Kind.ACNE_SCARS,)
    figure = plan_depth(person=Person(), device=device, zone=zone, kinds=wish, risk="").up_to
    return _default(
        "depth_up_to_mm",
        zone.place.value,
        label=zone.place.value,
        says=f"up to {in_words(figure)}",
        why=f"for acne scars with {device.name}: {figure.why}",
        sources=figure.sources,
        value=0.5,
    )


def _default(group: str, key: str, *, value: float, **more: Any) -> Default:
    """``value``: any inside the bounds, to ask the house protocol for its range."""
    given: dict[str, Any] = {group: {key: value}}
    limits, _ = next(House(number=1, by="-", on=date.min, reason="-", **given).held())
    own = replace(more.pop("limits", limits), what=more["label"])
    return Default(group=group, key=str(key), limits=own, **more)
