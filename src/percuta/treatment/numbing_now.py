"""Numbing at the moment: what was really put on, held against the labels. Facts are never refused.

``numbing_now`` gives times, what is left of the day, and every limit that has something to say.
No label read speaks of needling; see ``planning.creams``.
"""

from dataclasses import dataclass
from datetime import datetime

from percuta.evidence.parameter import Parameter, Status
from percuta.planning.creams import CREAMS
from percuta.planning.numbing import LIGHTEST
from percuta.treatment.applied import Applied, InTheRoom
from percuta.treatment.notice import Notice, Weight, heaviest_first
from percuta.treatment.numbing_amounts import Left, Mass, amount_notices, left_by_label, masses
from percuta.treatment.numbing_times import (
    Timer,
    before_needling,
    needled_under_cream,
    on_the_way,
    time_notices,
    timers,
)
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Place

GROWN_UP = Parameter(
    key="treatment.grown_up",
    value=18,
    unit="years",
    status=Status.ASSUMED,
    note="the labels' doses for adults are read as from this age; below it a doctor sets them",
)
KEEP_AWAY = frozenset({Place.PERIORBITAL, Place.EYELID, Place.LIPS})


@dataclass(frozen=True, kw_only=True)
class NumbingNow:
    """Numbing as it stands. Times are in UTC; None where nothing is on or no label gives them.

    ``earliest_start`` is None too while a cream without a known label is on. ``gate`` is what has
    to be done before needling, ``notices`` what the limits say, the heaviest first.
    """

    earliest_start: datetime | None
    remove_by: datetime | None
    is_ready: bool
    timers: tuple[Timer, ...]
    left: tuple[Left, ...]
    masses: tuple[Mass, ...]
    gate: tuple[Notice, ...]
    notices: tuple[Notice, ...]


def numbing_now(room: InTheRoom) -> NumbingNow:
    """The limits of numbing at this moment.

    The wait counts from the latest application on the zones to be needled, by what surely passed;
    *remove by* from the earliest that is still on, by what may have passed.
    """
    clocks = timers(room)
    start = _earliest(on_the_way(room, clocks))
    by = [one.remove_by for one in clocks if one.remove_by is not None]
    gate = before_needling(room, clocks)
    return NumbingNow(
        earliest_start=start,
        remove_by=min(by, default=None),
        is_ready=not gate and (start is None or start <= room.now.earliest),
        timers=clocks,
        left=tuple(left_by_label(room, cream) for cream in CREAMS.values()),
        masses=masses(room),
        gate=gate,
        notices=heaviest_first(
            (
                *needled_under_cream(room),
                *time_notices(room, clocks),
                *amount_notices(room),
                *_person(room),
                *_places(room),
            )
        ),
    )


def _earliest(clocks: tuple[Timer, ...]) -> datetime | None:
    ready = [one.ready_at for one in clocks]
    known = [at for at in ready if at is not None]
    return max(known) if known and len(known) == len(ready) else None


def _person(room: InTheRoom) -> tuple[Notice, ...]:
    """Whom the labels' doses for adults do not speak of."""
    if not room.applied:
        return ()
    age, weight = room.age, room.weight_kg
    if age is None:
        return (_adult("age", "the age is not known", weight=Weight.ASK),)
    if age < GROWN_UP.value:
        return (_adult("age", f"{age} years old", weight=Weight.WALL),)
    if weight is not None and weight < LIGHTEST.value:
        return (_adult("light", f"{weight:g} kg", weight=Weight.WALL),)
    return ()


def _adult(key: str, found: str, *, weight: Weight) -> Notice:
    bound = GROWN_UP if key == "age" else LIGHTEST
    return Notice(
        key=f"numbing.{key}",
        weight=weight,
        about="the person",
        found=found,
        limit=f"The doses are for adults, not taken over under {bound.value:g} {bound.unit}",
        do="A doctor sets cream, area, grams and time.",
        status=bound.status,
        bound=bound.value,
        unit=bound.unit,
    )


def _places(room: InTheRoom) -> tuple[Notice, ...]:
    """Creams on zones that their labels keep free: round the eyes, eyelids, lips."""
    found = [(one, zones) for one in room.applied if (zones := _kept_free(one))]
    return tuple(_eye(one, zones) for one, zones in found)


def _kept_free(one: Applied) -> tuple[str, ...]:
    return tuple(zone for zone in one.zones if is_kept_free(zone))


def is_kept_free(zone: str) -> bool:
    """Whether cream is kept away from a zone, as round the eyes."""
    known = ZONES.get(zone)
    return known is not None and (known.keep_cream_away or known.place in KEEP_AWAY)


def _eye(one: Applied, zones: tuple[str, ...]) -> Notice:
    names = ", ".join(ZONES[zone].name for zone in zones)
    sources = tuple(
        source for cream in CREAMS.values() if (source := cream.minutes_fewest.source) is not None
    )
    return Notice(
        key="numbing.kept_free",
        weight=Weight.WALL,
        about=one.name,
        found=f"put on the {names}",
        limit="The labels keep it from the eyes, eyelids and lips",
        do="Take it off there at once; rinse an eye that it got into, and tell the doctor.",
        status=Status.MEASURED,
        sources=sources,
        zones=zones,
    )
