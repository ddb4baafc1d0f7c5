"""What was seen of a person since the first session, from a TOML file.

``[[session]]`` is a session as it was given, in all places of the plan or in those of ``zones``;
``stopped = true`` at the head: no more follow. ``[[score]]`` is a scale or an instrument, with one
value on or before the first session to begin from; ``[[better]]`` a rating of improvement in per
cent; ``[[redness]]`` a check-in, 0 none to 4 severe.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.concern import Kind as Concern
from percuta.assessment.scales import SCALES
from percuta.casefile.problems import CaseFileError, near_names, printable, shown
from percuta.casefile.reader import LARGEST_BYTES
from percuta.response.study import WHOLE, Kind
from percuta.response.study_file import DEEPEST_MM, MOST_SESSIONS, in_words
from percuta.response.update import By, Seen
from percuta.skin.red import REDNESS_MOST
from percuta.zones.skin_map import ZONES

LONGEST_COURSE = timedelta(days=730)
LARGEST_VALUE = 1e6


class BadObserved(CaseFileError):
    """A file of observations that cannot be used; the message names entry, value and way out."""


class Given(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session as it was given. No ``zones``: every place that the plan names."""

    on: date
    depth_mm: float | None = None
    zones: tuple[str, ...] = ()

    def had(self, zone: str) -> bool:
        """Whether a place was needled in it."""
        return not self.zones or zone in self.zones


class Score(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value of a scale or an instrument; less is better."""

    on: date
    concern: Kind
    value: float
    scale: str = ""
    instrument: str = ""
    by: Literal["clinician", "patient"] = "clinician"

    @property
    def what(self) -> tuple[str, str, str]:
        """Values of the same are compared."""
        return (self.concern, self.scale or self.instrument, self.by)


class Rated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Improvement in per cent, as somebody put it."""

    on: date
    concern: Kind
    percent: float
    by: Literal["clinician", "patient"]


class Redness(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check-in after a session."""

    on: date
    level: float


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    stopped: bool = False
    session: tuple[Given, ...] = ()
    score: tuple[Score, ...] = ()
    better: tuple[Rated, ...] = ()
    redness: tuple[Redness, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What was seen, checked. ``seen`` is improvement by concern, ``redness`` day and level.

    ``stopped``: no session follows those that were given.
    """

    sessions: tuple[Given, ...]
    seen: dict[Kind, tuple[Seen, ...]]
    redness: tuple[tuple[date, float], ...]
    stopped: bool = False

    def since_session(self, on: date) -> int:
        """Days from the last session on or before a day to that day."""
        return (on - max(one.on for one in self.sessions if one.on <= on)).days

    @property
    def last(self) -> date:
        """The latest day that anything is said of."""
        first = self.sessions[0].on
        days = [first + timedelta(days=one.day) for many in self.seen.values() for one in many]
        return max([*days, *(on for on, _ in self.redness), *(one.on for one in self.sessions)])


def read_observed(path: Path) -> Observed:
    """Read and check a file; BadObserved with one message that names what is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise BadObserved(f"{printable(str(path))}: {error.strerror}") from error
    if len(content) > LARGEST_BYTES:
        raise BadObserved(f"{printable(str(path))}: over {LARGEST_BYTES} bytes")
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise BadObserved(f"{printable(str(path))}: no UTF-8 text") from None
    return parse_observed(text, str(path))


def parse_observed(text: str, file: str) -> Observed:
    """Observations from TOML text; ``file`` names it in the message."""
    name = printable(file)
    try:
        found = msgspec.toml.decode(text, type=_File)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        said = in_words(error)
        raise BadObserved(f"{name}: {printable(said)}{_allowed(said)}") from None
    if wrong := next(_wrong(found), ""):
        raise BadObserved(f"{name}: {wrong}")
    return _built(found)


def _allowed(said: str) -> str:
    """What a word may be, where it was another one."""
    if "Invalid enum value" not in said:
        return ""
    if said.endswith(".by"):
        return "; clinician or patient is wanted"
    known = ", ".join(Kind)
    return f"; there are: {known}; other concerns have no forecast"


def _wrong(found: _File) -> Iterator[str]:
    days = [one.on for one in found.session]
    if not days:
        yield "no [[session]]; give at least the first one, with its day"
        return
    if len(days) > MOST_SESSIONS or max(days) - min(days) > LONGEST_COURSE:
        yield (
            f"{len(days)} sessions from {min(days)} to {max(days)}; at most {MOST_SESSIONS} within "
            f"{LONGEST_COURSE.days} days are one course"
        )
        return
    for day in days:
        if days.count(day) > 1:
            yield f"[[session]] on {day}: two on one day; leave one out"
    for given in found.session:
        if given.depth_mm is not None and not 0 < given.depth_mm <= DEEPEST_MM:
            yield (
                f"[[session]] on {given.on}: depth_mm = {given.depth_mm:g}; "
                f"over 0 and up to {DEEPEST_MM:g} is wanted"
            )
        for zone in given.zones:
            if zone not in ZONES:
                near = near_names(zone, ZONES)
                yield f"[[session]] on {given.on}: no zone {shown(zone)}{near}"
    for score in found.score:
        yield from _wrong_score(score)
    yield from _twice("[[score]]", [(one.what, one.on) for one in found.score])
    yield from _twice("[[better]]", [((one.concern, one.by), one.on) for one in found.better])
    yield from _twice("[[redness]]", [("redness", one.on) for one in found.redness])
    yield from _too_early(found, min(days))
    yield from _no_baseline(found.score, min(days))
    yield from _out_of_range(found)


def _out_of_range(found: _File) -> Iterator[str]:
    for one in found.better:
        if not -WHOLE <= one.percent <= WHOLE:
            yield f"[[better]] on {one.on}: percent = {one.percent:g}; -100 to 100 is wanted"
    for red in found.redness:
        if not 0 <= red.level <= REDNESS_MOST:
            yield f"[[redness]] on {red.on}: level = {red.level:g}; 0 to {REDNESS_MOST:g} is wanted"


def _wrong_score(one: Score) -> Iterator[str]:
    where = f"[[score]] on {one.on}"
    if bool(one.scale) == bool(one.instrument):
        yield f"{where}: give scale or instrument, one of the two"
    elif one.instrument:
        if not 0 <= one.value <= LARGEST_VALUE:
            yield f"{where}: value = {one.value:g}; 0 to {LARGEST_VALUE:g} is wanted"
    elif one.scale not in SCALES:
        known = ", ".join(SCALES)
        near = near_names(one.scale, SCALES)
        yield f"{where}: no scale {shown(one.scale)}{near} (there are: {known})"
    else:
        scale = SCALES[one.scale]
        measures = [known.key for known in INDICATIONS[Concern(one.concern)].scales]
        if scale.key not in measures:
            yield (
                f"{where}: {scale.key} does not measure {one.concern}; "
                f"{' or '.join(measures) or 'an instrument or [[better]]'} does"
            )
        elif not scale.low <= one.value <= scale.high:
            yield f"{where}: {scale.key} = {one.value:g}; {scale.low:g} to {scale.high:g} is wanted"


def _twice(table: str, keyed: Sequence[tuple[object, date]]) -> Iterator[str]:
    for pair in keyed:
        if keyed.count(pair) > 1:
            yield f"{table} on {pair[1]}: two values of the same for one day; leave one out"


def _too_early(found: _File, first: date) -> Iterator[str]:
    for name, days in (("better", found.better), ("redness", found.redness)):
        for one in days:
            if one.on < first:
                yield f"[[{name}]] on {one.on}: before the first session on {first}"


def _no_baseline(scores: Sequence[Score], first: date) -> Iterator[str]:
    for one in scores:
        before = _before(scores, one, first)
        if before is None:
            name = one.scale or one.instrument
            yield (
                f"[[score]] on {one.on}: {name} has no value on or before the first session "
                f"({first}) to begin from; add it, or use [[better]]"
            )
        elif before.value <= (SCALES[one.scale].low if one.scale else 0):
            yield f"[[score]] on {before.on}: {before.value:g} to begin with; nothing to improve"


def _before(scores: Sequence[Score], one: Score, first: date) -> Score | None:
    earlier = [other for other in scores if other.what == one.what and other.on <= first]
    return max(earlier, key=lambda other: other.on) if earlier else None


def _built(found: _File) -> Observed:
    sessions = tuple(sorted(found.session, key=lambda given: given.on))
    first = sessions[0].on
    seen: dict[Kind, list[Seen]] = {}
    for one in found.score:
        before = _before(found.score, one, first)
        if before is not None and one.on > first:
            by = By.INSTRUMENT if one.instrument else By(one.by)
            gain = max(1 - one.value / before.value, -1.0)
            at = float((one.on - first).days)
            seen.setdefault(one.concern, []).append(Seen(day=at, improvement=gain, by=by))
    for said in found.better:
        at, gain = float((said.on - first).days), said.percent / WHOLE
        seen.setdefault(said.concern, []).append(Seen(day=at, improvement=gain, by=By(said.by)))
    return Observed(
        sessions=sessions,
        seen={kind: tuple(many) for kind, many in seen.items()},
        redness=tuple((one.on, one.level) for one in found.redness),
        stopped=found.stopped,
    )
