"""The house protocol: defaults that the clinic's doctor moved, with reason, inside the bounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from percuta.assessment.concern import Kind
from percuta.devices.catalogue import DEVICES
from percuta.person import Person
from percuta.planning.bounds import Bound, Range, interval_range, passes_range, sessions_range
from percuta.planning.depth import STEP_MM
from percuta.planning.figure import Figure, Moved, in_words
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import Zone


class Skin(StrEnum):
    """For whom an interval is: phototype I to III, or IV to VI and not known."""

    USUAL = "usual"
    DARKER = "darker"


@dataclass(frozen=True, kw_only=True)
class House:
    """One version of a clinic's house protocol. It moves defaults, never limits.

    ``interval_days`` by skin in days, ``sessions`` and ``passes`` by kind of concern,
    ``depth_up_to_mm`` by zone or place: the deepest setting planned there, in mm. A zone goes
    before its place. Raises OutsideLimit for a value outside the absolute bounds.
    """

    number: int
    by: str
    on: date
    reason: str
    interval_days: Mapping[Skin, int] = field(default_factory=dict)
    sessions: Mapping[Kind, int] = field(default_factory=dict)
    passes: Mapping[Kind, int] = field(default_factory=dict)
    depth_up_to_mm: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a protocol nobody answers for, and values outside the absolute bounds."""
        if self.number < 1:
            raise ValueError(f"house protocol {self.number}: they are numbered from 1")
        if not self.by.strip() or not self.reason.strip():
            raise ValueError(f"house protocol {self.number}: a name and a reason are wanted")
        for key in self.depth_up_to_mm:
            if key not in PLACES:
                raise ValueError(f"house protocol {self.number}: no zone or place is {key!r}")
        for limits, value in self.held():
            limits.require(value)

    def held(self) -> Iterator[tuple[Range, float]]:
        """Every value with the range that holds it, whoever is treated."""
        what = f"house protocol {self.number}"
        for skin, days in self.interval_days.items():
            yield _interval(f"{what}, interval for {skin}"), days
        for kind, count in self.sessions.items():
            yield sessions_range((kind,), f"{what}, sessions for {kind}"), count
        for kind, count in self.passes.items():
            yield passes_range(f"{what}, passes for {kind}", (kind,)), count
        for key, depth in self.depth_up_to_mm.items():
            yield _depth(f"{what}, depth on {key}"), depth

    def interval_for(self, person: Person) -> int | None:
        """Days between sessions for a person; None where the evidence's stay."""
        return self.interval_days.get(Skin.DARKER if person.may_be_darker() else Skin.USUAL)

    def depth_on(self, zone: Zone) -> float | None:
        """The deepest setting planned in a zone; None where the evidence's stays."""
        return self.depth_up_to_mm.get(zone.key, self.depth_up_to_mm.get(zone.place))

    def move(self, evidence: Figure, value: float, *, held: str = "") -> Figure:
        """A figure moved to a value of this protocol; ``held`` says what held it back from it."""
        if value == evidence.value:
            return evidence
        moved = Moved(
            number=self.number, by=self.by, on=self.on, reason=self.reason, evidence=evidence
        )
        says = f"the evidence says {in_words(evidence)}, {evidence.why}"
        return replace(
            evidence,
            value=value,
            low=None,
            high=None,
            why=f"{moved}: {self.reason}{held}; {says}",
            moved=moved,
        )


PLACES = frozenset(
    name
    for zone in ZONES.values()
    if zone.place not in NEVER_NEEDLED
    for name in (zone.key, zone.place.value)
)


def _interval(what: str) -> Range:
    """The absolute bounds of an interval, which are the same for anybody."""
    anybody = interval_range(Person())
    return replace(anybody, what=what, recommended_low=None, recommended_high=None)


def _depth(what: str) -> Range:
    """One step to the farthest any device reaches; the walls of each plan hold back further."""
    farthest = max(DEVICES.values(), key=lambda device: device.reach_mm.value)
    low = Bound(value=STEP_MM.value, why="the smallest step of a setting", at=STEP_MM)
    high = Bound(
        value=farthest.reach_mm.value,
        why=f"no device known goes deeper ({farthest.name})",
        at=farthest.reach_mm,
    )
    return Range(what=what, unit="mm", step=STEP_MM.value, absolute_low=low, absolute_high=high)


def house_from(table: Mapping[str, Any]) -> House:
    """A house protocol from a ``[house]`` table of a case, as ``house_table`` writes it."""
    return House(
        number=int(table["number"]),
        by=table["by"],
        on=date.fromisoformat(table["on"]),
        reason=table["reason"],
        interval_days={
            Skin(skin): int(days) for skin, days in table.get("interval_days", {}).items()
        },
        sessions={Kind(kind): int(many) for kind, many in table.get("sessions", {}).items()},
        passes={Kind(kind): int(many) for kind, many in table.get("passes", {}).items()},
        depth_up_to_mm={
            key: float(depth) for key, depth in table.get("depth_up_to_mm", {}).items()
        },
    )


def house_table(house: House) -> dict[str, Any]:
    """A house protocol as plain values, to be stored or written as ``[house]``."""
    moved: dict[str, Mapping[Any, float]] = {
        "interval_days": house.interval_days,
        "sessions": house.sessions,
        "passes": house.passes,
        "depth_up_to_mm": house.depth_up_to_mm,
    }
    said = {"number": house.number, "by": house.by, "on": house.on.isoformat()}
    tables = {
        name: {str(key): value for key, value in values.items()}
        for name, values in moved.items()
        if values
    }
    return {**said, "reason": house.reason, **tables}
