"""What was chosen for a plan, as it is kept; nothing that came from a page is believed yet."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import msgspec

Count = Annotated[int, msgspec.Meta(ge=-1_000, le=1_000)]  # what is sane is said in sound.py


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of concern in one zone."""

    kind: str
    zone: str


class InZone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was chosen in one zone; depth in mm and passes from a session on until the next."""

    sessions: Count | None = None
    depth_mm: dict[Count, float] = {}
    passes: dict[Count, Count] = {}
    area_cm2: float | None = None


class Stay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days on which no session can be."""

    first: date
    last: date
    sun: bool = False


class Inputs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it. None: as the planner proposes, or as the patient told.

    ``targets`` empty: what the patient wishes for. ``apart`` are zones on visits of their own,
    group by group; empty: all share their visits.
    """

    targets: tuple[Target, ...] = ()
    zones: dict[str, InZone] = {}
    interval_days: Count | None = None
    apart: tuple[tuple[str, ...], ...] = ()
    numbing: bool | None = None
    cream: str = ""
    start_on: date | None = None
    event: str | None = None
    event_on: date | None = None
    away: tuple[Stay, ...] | None = None
    template: str = ""


def series_of(inputs: Inputs, zone: str) -> int:
    """Which series of visits a zone has: 1 that of all in no group, then group by group."""
    found = (at for at, group in enumerate(inputs.apart, start=2) if zone in group)
    return next(found, 1)


def with_series(inputs: Inputs, numbers: Mapping[str, int]) -> Inputs:
    """The choices with zones in these series; all in one share their visits."""
    each = sorted(set(numbers.values()))
    groups = [tuple(zone for zone, one in numbers.items() if one == n) for n in each]
    return msgspec.structs.replace(inputs, apart=tuple(groups[1:]))


class Unreadable(ValueError):
    """What was kept or sent is no choice of this kind."""


def inputs_of(kept: Any) -> Inputs:
    """Choices as they were kept or sent. Raises Unreadable."""
    try:
        return msgspec.convert(kept, Inputs, strict=False)
    except msgspec.ValidationError as error:
        raise Unreadable(f"These choices cannot be read: {error}.") from error


def plain_inputs(inputs: Inputs) -> dict[str, Any]:
    """Choices as they are kept: only what is chosen."""
    made: dict[str, Any] = msgspec.to_builtins(inputs, str_keys=True)
    blank = msgspec.to_builtins(Inputs(), str_keys=True)
    return {name: value for name, value in made.items() if value != blank[name]}
