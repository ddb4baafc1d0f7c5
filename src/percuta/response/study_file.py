"""From TOML text to a study, or to one message that says what is wrong with it."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from math import isfinite

import msgspec

from percuta.response.study import MOST_BOUNDS, WHOLE, Arm, Kind, Reading, Split, Study

MOST_SESSIONS, MOST_WEEKS, MOST_PEOPLE = 24, 26, 100_000  # weeks: where a forecast ends
MOST_ARMS, MOST_READINGS, LARGEST_BYTES = 8, 40, 100_000
DEEPEST_MM = 5.0
SPREADS = ("before_sd", "after_sd", "change_sd", "improvement_sd")


class BadStudy(ValueError):
    """A text that is no study; the message names the file, the field and the way out."""


def study(text: str, name: str) -> Study:
    """A study from TOML text; ``name`` of the file stands in every message."""
    try:
        found = msgspec.toml.decode(text.encode(), type=Study)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise BadStudy(f"{name}: {in_words(error)}") from None
    if wrong := next(_wrong(found), ""):
        raise BadStudy(f"{name}: {wrong}")
    return found


def in_words(error: Exception) -> str:
    """What a decoder says of a file, without its signs."""
    return str(error).replace("`", "").replace("$.", "").replace("$", "the file")


def _wrong(found: Study) -> Iterator[str]:
    if not found.arm:
        yield "no [[arm]]; a study has at least one, with people, sessions and readings"
    if len(found.arm) > MOST_ARMS:
        yield f"{len(found.arm)} arms; at most {MOST_ARMS} are taken"
        return
    for number, arm in enumerate(found.arm, 1):
        where = f"arm {number}"
        if arm.depth_mm is not None and not 0 < arm.depth_mm <= DEEPEST_MM:
            yield f"{where}: depth_mm = {arm.depth_mm:g}; over 0 and up to {DEEPEST_MM:g} is wanted"
        if len(arm.reading) > MOST_READINGS:
            yield f"{where}: {len(arm.reading)} readings; at most {MOST_READINGS} are taken"
        yield from _out(where, "people", arm.people, span=(1, MOST_PEOPLE))
        yield from _out(where, "sessions", arm.sessions, span=(1, MOST_SESSIONS))
        yield from _out(where, "interval_days", arm.interval_days, span=(1, 366))
        if not arm.reading:
            yield f"{where}: no [[arm.reading]]; give at least one"
        seen: set[tuple[str, float]] = set()
        for count, reading in enumerate(arm.reading, 1):
            place = f"{where}, reading {count}"
            if (reading.scale, reading.weeks_after_last) in seen and reading.mean is not None:
                yield (
                    f"{place}: a second value of {reading.scale!r} at "
                    f"{reading.weeks_after_last:g} weeks; leave one of them out"
                )
            seen.add((reading.scale, reading.weeks_after_last))
            yield from _wrong_reading(place, arm, reading)


def _wrong_reading(where: str, arm: Arm, reading: Reading) -> Iterator[str]:
    yield from _out(where, "weeks_after_last", reading.weeks_after_last, span=(0, MOST_WEEKS))
    forms = (reading.before is not None, reading.improvement is not None, bool(reading.counts))
    if sum(forms) != 1:
        yield f"{where}: give before and after, or improvement, or bounds and counts; one of them"
    if (reading.before is None) != (reading.after is None):
        yield f"{where}: before and after go together"
    for name in ("before", "after", "improvement", *SPREADS):
        value = getattr(reading, name)
        if value is not None and not isfinite(value):
            yield f"{where}: {name} = {value}; a number is wanted"
    if reading.before is not None and reading.before <= 0:
        yield f"{where}: before = {reading.before:g}; over 0 is wanted"
    if reading.before is not None and reading.after is not None:
        yield from _out(where, "after", reading.after, span=(0, 2 * max(reading.before, 0)))
    if reading.improvement is not None:
        yield from _out(where, "improvement", reading.improvement, span=(-WHOLE, WHOLE))
    for name in SPREADS:
        value = getattr(reading, name)
        if value is not None and value <= 0:
            yield f"{where}: {name} = {value:g}; over 0 is wanted, or leave it out"
    yield from _wrong_counts(where, arm, reading)


def _wrong_counts(where: str, arm: Arm, reading: Reading) -> Iterator[str]:
    if not reading.counts and not reading.bounds:
        return
    if not 1 <= len(reading.bounds) <= MOST_BOUNDS:
        yield f"{where}: {len(reading.bounds)} bounds; 1 to {MOST_BOUNDS} are wanted"
    if len(reading.counts) != len(reading.bounds) + 1:
        yield f"{where}: {len(reading.counts)} counts; one more than the bounds is wanted"
    if list(reading.bounds) != sorted(set(reading.bounds)):
        yield f"{where}: bounds = {list(reading.bounds)}; rising numbers are wanted"
    for bound in reading.bounds:
        yield from _out(where, "bounds", bound, span=(0, WHOLE))
    if any(count < 0 for count in reading.counts):
        yield f"{where}: counts = {list(reading.counts)}; 0 or more each"
    if sum(reading.counts) != arm.people:
        yield f"{where}: counts of {sum(reading.counts)} people; the arm has {arm.people}"


def _out(where: str, name: str, value: float, *, span: tuple[float, float]) -> Iterator[str]:
    low, high = span
    if not low <= value <= high:
        yield f"{where}: {name} = {value:g}; {low:g} to {high:g} is wanted"


@cache
def packaged() -> tuple[Study, ...]:
    """Every packaged study, by key."""
    return tuple(study(text, name) for name, text in _texts().items())


def studies_for(split: Split, kind: Kind | None = None) -> list[Study]:
    """The packaged studies of one use, of one concern or of all."""
    found = [one for one in packaged() if one.split is split]
    return [one for one in found if kind is None or one.indication is kind]


def calibration_hash() -> str:
    """Digest of what a fit uses, notes left out; a change of any of it calls for a new fit."""
    plain = [msgspec.structs.replace(one, note="") for one in studies_for(Split.CALIBRATION)]
    return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()[:16]


@cache
def _texts() -> dict[str, str]:
    folder = files("percuta") / "response" / "studies"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {entry.name: entry.read_text("utf-8") for entry in sorted(found, key=lambda e: e.name)}
