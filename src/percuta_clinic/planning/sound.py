"""What choices may be at all, before anybody computes with them: few, known, within sane days."""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from percuta_clinic.planning.inputs import Inputs, InZone, Stay
from percuta_clinic.planning.science import is_cream, is_place, is_target

MOST_TARGETS = 60
MOST_STAYS = 12
MOST_LETTERS = 80
MOST_SESSIONS = 60
MOST_CM2 = 20_000
MOST_DAYS = 1_000
LONGEST_STAY = timedelta(days=366)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


def refuse_strange(inputs: Inputs) -> None:
    """Raises ValidationError with every fault."""
    faults = [
        *_targets(inputs),
        *(fault for zone, one in inputs.zones.items() for fault in _zone(zone, one)),
        *_apart(inputs),
        *_course(inputs),
        *_own_days(inputs),
    ]
    if faults:
        raise ValidationError(faults)


def _targets(inputs: Inputs) -> Iterator[str]:
    if len(inputs.targets) > MOST_TARGETS:
        yield f"At most {MOST_TARGETS} concerns fit into one plan."
        return
    for one in inputs.targets:
        if not is_target(one):
            yield f"{one.kind[:40]!r} at {one.zone[:40]!r} is nothing that can be planned."


def _zone(zone: str, one: InZone) -> Iterator[str]:
    if not is_place(zone):
        yield f"{zone[:40]!r} is no place that can be needled."
    numbers = [*one.depth_mm, *one.passes]
    if len(numbers) > 2 * MOST_SESSIONS or not all(1 <= n <= MOST_SESSIONS for n in numbers):
        yield f"Sessions are numbered from 1 to {MOST_SESSIONS}."
    values = [*one.depth_mm.values(), *one.passes.values(), one.sessions or 0]
    if not all(math.isfinite(value) and abs(value) <= MOST_DAYS for value in values):
        yield "A depth, a number of passes or of sessions is no number that can be."
    if one.area_cm2 is not None and not 0 < one.area_cm2 <= MOST_CM2:
        yield f"A measured area is more than 0 and at most {MOST_CM2} cm²."


def _apart(inputs: Inputs) -> Iterator[str]:
    named = [zone for group in inputs.apart for zone in group]
    for zone in named:
        if not is_place(zone):
            yield f"{zone[:40]!r} is no place that can be needled."
    if len(named) != len(set(named)) or not all(inputs.apart):
        yield "A place on visits of its own is named once, and such visits have a place."


def _course(inputs: Inputs) -> Iterator[str]:
    if inputs.interval_days is not None and not 0 <= inputs.interval_days <= MOST_DAYS:
        yield f"Days between sessions are a number from 0 to {MOST_DAYS}."
    if inputs.cream and not is_cream(inputs.cream):
        yield f"{inputs.cream[:40]!r} is no numbing cream that the planner knows."
    if inputs.start_on is not None and not _is_sane(inputs.start_on):
        yield _no_day(inputs.start_on)


def _own_days(inputs: Inputs) -> Iterator[str]:
    if not all(_is_text(text) for text in (inputs.event or "", inputs.template)):
        yield f"The name of an event has at most {MOST_LETTERS} letters, and no control signs."
    if inputs.event_on is not None and not _is_sane(inputs.event_on):
        yield _no_day(inputs.event_on)
    stays = inputs.away or ()
    if len(stays) > MOST_STAYS:
        yield f"At most {MOST_STAYS} stays fit into one plan."
    for stay in stays:
        yield from _stay(stay)


def _stay(stay: Stay) -> Iterator[str]:
    for day in (stay.first, stay.last):
        if not _is_sane(day):
            yield _no_day(day)
    if stay.last < stay.first:
        yield f"A stay ends on {stay.last}, before it begins on {stay.first}."
    elif stay.last - stay.first > LONGEST_STAY:
        yield "A stay is at most a year long. Choose a later first day instead."


def _is_text(text: str) -> bool:
    return len(text) <= MOST_LETTERS and (text.isprintable() or not text)


def _is_sane(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def _no_day(day: date) -> str:
    return f"{day} is no day for a plan: it takes days from {FIRST_DAY} to {LAST_DAY}."
