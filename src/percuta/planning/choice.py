"""What a clinician chose otherwise than proposed, zone by zone; what was not chosen stays."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from percuta.zones.skin_map import ZONES


@dataclass(frozen=True, kw_only=True)
class ZoneChoice:
    """Chosen values of one zone.

    ``sessions`` counts the whole course in this zone, from its first session. ``depth_mm`` and
    ``passes`` hold from a session of the course, by its number, until the next entry. A depth is
    the deepest setting of those sessions, in mm; passes are whole numbers.
    """

    sessions: int | None = None
    depth_mm: Mapping[int, float] = field(default_factory=dict)
    passes: Mapping[int, int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was chosen."""
        return self.sessions is None and not self.depth_mm and not self.passes


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a clinician chose otherwise than proposed; empty: nothing.

    ``interval_days`` are days from one session to the next in a zone. ``apart`` are groups of
    zones, each needled on visits of its own; the zones in no group share the other visits. ``by``
    names who chose, and stands beside every chosen value; empty while nobody is named, as in a
    draft.
    """

    zones: Mapping[str, ZoneChoice] = field(default_factory=dict)
    interval_days: int | None = None
    apart: tuple[tuple[str, ...], ...] = ()
    by: str = ""

    def __post_init__(self) -> None:
        """Refuse a zone that nobody knows; values are held against limits by ``propose``."""
        for key in (*self.zones, *self.all_apart):
            if key not in ZONES:
                raise ValueError(f"a choice for {key!r}: no zone has this key")
        for group in self.apart:
            if not group:
                raise ValueError("visits of their own for no zone; name zones, or no such visits")
        for key in self.all_apart:
            if self.all_apart.count(key) > 1:
                raise ValueError(f"{key} is named twice for visits of its own; name it once")

    @property
    def all_apart(self) -> tuple[str, ...]:
        """Every zone that is named for visits of its own."""
        return tuple(key for group in self.apart for key in group)

    @property
    def empty(self) -> bool:
        """Whether nothing was chosen."""
        set_by_zone = any(not zone.empty for zone in self.zones.values())
        return self.interval_days is None and not self.apart and not set_by_zone

    def zone(self, key: str) -> ZoneChoice:
        """What was chosen for a zone, which may be nothing."""
        return self.zones.get(key, NOTHING)

    def within(self, zones: Collection[str]) -> "Choice":
        """The same without zones that are not, or no longer, wished for."""
        groups = (tuple(key for key in group if key in zones) for group in self.apart)
        return replace(
            self,
            zones={key: one for key, one in self.zones.items() if key in zones},
            apart=tuple(group for group in groups if group),
        )

    def grouped(self, zones: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Zones by the visits they share: those in no group first, then group by group."""
        known = tuple(zones)
        rest = tuple(key for key in known if key not in self.all_apart)
        groups = (tuple(key for key in known if key in group) for group in self.apart)
        return tuple(group for group in (rest, *groups) if group)

    def but(self, zone: str, one: ZoneChoice) -> "Choice":
        """The same with another choice for one zone."""
        return replace(self, zones={**self.zones, zone: one})


NOTHING = ZoneChoice()
AS_PROPOSED = Choice()


def since(entries: Mapping[int, float], session: int) -> float | None:
    """The entry that holds in a session: that of the latest session up to it; None before all."""
    begun = [number for number in entries if number <= session]
    return entries[max(begun)] if begun else None


def choice_from(table: Mapping[str, Any]) -> Choice:
    """A choice from a ``[chosen]`` table of a case, as ``choice_table`` writes it.

    The table has passed the schema of case files; a zone nobody knows raises ValueError.
    """
    sessions, depths, passes = (table.get(key, {}) for key in ("sessions", "depth_mm", "passes"))
    interval = table.get("interval_days")
    return Choice(
        zones={
            key: ZoneChoice(
                sessions=int(sessions[key]) if key in sessions else None,
                depth_mm={int(start): float(mm) for start, mm in depths.get(key, {}).items()},
                passes={int(start): int(many) for start, many in passes.get(key, {}).items()},
            )
            for key in dict.fromkeys((*sessions, *depths, *passes))
        },
        interval_days=None if interval is None else int(interval),
        apart=tuple(tuple(group) for group in table.get("apart", ())),
        by=table.get("by", ""),
    )


def choice_table(choice: Choice) -> dict[str, Any]:
    """A choice as plain values, to be stored or written as ``[chosen]``; empty parts left out."""
    zones = choice.zones
    table: dict[str, Any] = {
        "by": choice.by,
        "interval_days": choice.interval_days,
        "apart": [list(group) for group in choice.apart],
        "sessions": {key: one.sessions for key, one in zones.items() if one.sessions is not None},
        "depth_mm": {key: _by_start(one.depth_mm) for key, one in zones.items() if one.depth_mm},
        "passes": {key: _by_start(one.passes) for key, one in zones.items() if one.passes},
    }
    return {key: value for key, value in table.items() if value or value == 0}


def _by_start(entries: Mapping[int, float]) -> dict[str, float]:
    return {str(start): entries[start] for start in sorted(entries)}
