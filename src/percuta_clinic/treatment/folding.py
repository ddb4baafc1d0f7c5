"""What a session's events come to: any order and any repetition of them gives the same.

An event replaces those of its slot that its tablet had seen. What nothing replaces stands; where
several stand and differ, that is a conflict, which a later event that has seen them all ends.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

SOFT = ("stage", "pause", "note/")  # the latest counts: nobody is harmed by the other one
READ = "note/"  # and of these the others are read beside it


@dataclass(frozen=True, kw_only=True)
class Said:
    """One event: ``slot`` has ``value``. ``seen``: the last of each other tablet that it knew.

    ``doubt``: seconds by which its time may be wrong; ``ahead``: by which it had not come yet.
    """

    id: UUID
    device: UUID
    n: int
    seen: Mapping[str, int]
    at: datetime
    slot: str
    value: Any
    doubt: int = 0
    ahead: int = 0
    by_name: str = ""

    @property
    def order(self) -> tuple[datetime, str, int]:
        """For whatever is told in the order of time."""
        return (self.at, str(self.device), self.n)


@dataclass(frozen=True, kw_only=True)
class Folded:
    """All that stands, by slot, the latest last."""

    standing: Mapping[str, tuple[Said, ...]]

    def get(self, slot: str) -> Any:
        """The value of a slot; None if nobody said one. In a conflict the latest."""
        found = self.standing.get(slot)
        return found[-1].value if found else None

    def said(self, slot: str) -> Said | None:
        """The event behind that value."""
        found = self.standing.get(slot)
        return found[-1] if found else None

    def read(self, slot: str) -> tuple[Said, ...]:
        """All that a record keeps of a slot: the one that counts, and what differs from it."""
        events = self.standing[slot]
        if slot in self.conflicts:
            return events
        if not slot.startswith(READ):
            return events[-1:]
        return (*(one for one in events[:-1] if one.value != events[-1].value), events[-1])

    def items(self, prefix: str) -> dict[str, Any]:
        """The things directly under ``prefix``, as numb/<item>, in the order of time."""
        start = f"{prefix}/"
        found = [
            (events[-1].order, slot.removeprefix(start), events[-1].value)
            for slot, events in self.standing.items()
            if slot.startswith(start) and "/" not in slot.removeprefix(start)
        ]
        return {name: value for _, name, value in sorted(found, key=lambda one: one[:2])}

    @cached_property
    def conflicts(self) -> dict[str, tuple[Said, ...]]:
        """Slots of which several values stand."""
        return {
            slot: events
            for slot, events in sorted(self.standing.items())
            if not slot.startswith(SOFT) and any(one.value != events[0].value for one in events)
        }


def fold(events: Iterable[Said]) -> Folded:
    """What stands of ``events``."""
    newest: dict[str, dict[UUID, Said]] = {}
    for event in events:
        mine = newest.setdefault(event.slot, {})
        if event.device not in mine or mine[event.device].n < event.n:
            mine[event.device] = event
    return Folded(standing={slot: _standing(mine.values()) for slot, mine in newest.items()})


def _standing(newest: Iterable[Said]) -> tuple[Said, ...]:
    found = list(newest)
    left = [one for one in found if not any(_replaces(other, one) for other in found)]
    return tuple(sorted(left, key=lambda one: one.order))


def _replaces(later: Said, earlier: Said) -> bool:
    """Whether ``later`` knew of ``earlier``; two that claim it of each other both stand."""
    if later.device == earlier.device:
        return later.n > earlier.n
    knew = later.seen.get(str(earlier.device), 0) >= earlier.n
    return knew and earlier.seen.get(str(later.device), 0) < later.n
