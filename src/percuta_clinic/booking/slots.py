"""When visits may begin: whole months at once, as long numbers with one bit for five minutes.

A bit of a free mask says that something is free in those five minutes; a bit of a start mask that
a visit may begin with them. Shifting and joining such numbers takes microseconds, so three months
of a busy clinic are searched while a page loads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_

from percuta_clinic.booking.models import Place
from percuta_clinic.booking.stages import Stage

UNIT = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Ruler:
    """``units`` of five minutes from ``base`` on, which is an instant."""

    base: datetime
    units: int

    @classmethod
    def between(cls, start: datetime, end: datetime) -> "Ruler":
        """From the five minutes ``start`` lies in, to those ``end`` lies in."""
        base = start.astimezone(UTC)
        base -= timedelta(
            minutes=base.minute % 5, seconds=base.second, microseconds=base.microsecond
        )
        return cls(base=base, units=-(-(end - base) // UNIT))

    @property
    def all(self) -> int:
        """Every unit."""
        return (1 << self.units) - 1

    def taken(self, stretches: Iterable[tuple[datetime, datetime]]) -> int:
        """Units that are touched by any of these."""
        return self._mask(stretches, outward=True)

    def free(self, stretches: Iterable[tuple[datetime, datetime]]) -> int:
        """Units that lie wholly in one of these."""
        return self._mask(stretches, outward=False)

    def at(self, bit: int) -> datetime:
        """When a unit begins."""
        return self.base + bit * UNIT

    def _mask(self, stretches: Iterable[tuple[datetime, datetime]], *, outward: bool) -> int:
        found = 0
        for start, end in stretches:
            first, last = start - self.base, end - self.base
            low = first // UNIT if outward else -(-first // UNIT)
            high = -(-last // UNIT) if outward else last // UNIT
            low, high = max(low, 0), min(high, self.units)
            if high > low:
                found |= ((1 << (high - low)) - 1) << low
        return found


@dataclass(frozen=True, kw_only=True)
class Free:
    """Free masks of all that could be used; places by what they take if the whole room is meant.

    ``alone``: assistants other than the specialist; empty if nobody helps anybody.
    """

    patient: int
    specialists: Mapping[str, int]
    assistants: Mapping[str, int]
    places: Mapping[str, tuple[int, int]]  # its own mask, and that of all places of its room
    devices: Mapping[str, int]


def lasting(free: int, units: int) -> int:
    """Where something may begin that needs so many free units in a row."""
    have, wanted = 1, max(units, 1)
    while have < wanted:
        step = min(have, wanted - have)
        free &= free >> step
        have += step
    return free


def starts_for(stages: Sequence[Stage], free: Free) -> Mapping[str, int]:
    """For each specialist, where a visit may begin."""
    spans = tuple(_spans(stages))
    there = tuple((at, units) for stage, at, units in spans if stage.is_with_patient)
    shared = _all_of(free.patient, there) & _places(spans, free) & _devices(spans, free)
    found = {}
    for name, mask in free.specialists.items():
        own = tuple((at, units) for stage, at, units in spans if stage.specialist)
        found[name] = shared & _all_of(mask, own) & _helped(spans, free, mask)
    return found


def on_grid(starts: int, ruler: Ruler, minutes: int) -> Iterator[datetime]:
    """Each start at a full quarter, or whatever ``minutes`` part the hour into."""
    while starts:
        bit = (starts & -starts).bit_length() - 1
        at = ruler.at(bit)
        if at.minute % minutes == 0:
            yield at
        starts &= starts - 1


def _spans(stages: Sequence[Stage]) -> Iterator[tuple[Stage, int, int]]:
    """Each stage with its offset and length in units; odd minutes are rounded outward."""
    minutes = 0
    for stage in stages:
        first = minutes // 5
        minutes += stage.minutes
        yield stage, first, -(-minutes // 5) - first


def _all_of(mask: int, spans: Iterable[tuple[int, int]]) -> int:
    """Where all these spans are free."""
    found = -1
    for at, units in spans:
        found &= lasting(mask, units) >> at
    return found


def _places(spans: Sequence[tuple[Stage, int, int]], free: Free) -> int:
    chair = tuple((at, units) for stage, at, units in spans if stage.place == Place.CHAIR)
    room = tuple((at, units) for stage, at, units in spans if stage.place == Place.ROOM)
    masks = (_all_of(own, chair) & _all_of(whole, room) for own, whole in free.places.values())
    return reduce(or_, masks, 0)


def _devices(spans: Sequence[tuple[Stage, int, int]], free: Free) -> int:
    needed = tuple((at, units) for stage, at, units in spans if stage.device)
    if not needed:
        return -1
    return reduce(or_, (_all_of(mask, needed) for mask in free.devices.values()), 0)


def _helped(spans: Sequence[tuple[Stage, int, int]], free: Free, specialist: int) -> int:
    """Where each stage finds somebody to help, or the specialist has time for it."""
    found = -1
    for stage, at, units in spans:
        if stage.assistant and not stage.specialist:
            masks = (lasting(one, units) >> at for one in (*free.assistants.values(), specialist))
            found &= reduce(or_, masks, 0)
    return found
