"""How far each value of a plan may be moved: ranges whose ends say who set them and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from percuta.assessment.concern import Kind
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.person import Person
from percuta.planning.depth import STEP_MM, Depth, Hardness, Wall, in_steps
from percuta.planning.figure import Figure
from percuta.planning.limits import (
    INTERVAL,
    INTERVAL_MOST,
    PASSES,
    PASSES_LEAST,
    PASSES_LIMIT,
    SESSIONS,
    SESSIONS_LEAST,
    SESSIONS_MOST,
)
from percuta.screening.rules.recovery import INTERVAL_DARKER
from percuta.zones.zone import Zone

LARGEST = 1e6  # beyond any quantity of a plan; no number that is none lies below it
WHOLE = 1.0  # step of anything counted
OFF_STEP = 1e-6  # of a step, for decimals that binary numbers only come near


@dataclass(frozen=True, kw_only=True)
class Bound:
    """One end of a range: where it lies, in the unit of the range, why and by which number."""

    value: float
    why: str
    at: Parameter
    cited: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The source of the number, then others the reason speaks of."""
        own = (self.at.source,) if self.at.source is not None else ()
        return tuple(dict.fromkeys((*own, *self.cited)))


@dataclass(frozen=True, kw_only=True)
class Range:
    """How far one value may be moved, in multiples of ``step``.

    Beyond a recommended bound a doctor confirms; beyond an absolute one nothing can be built. A
    recommended bound that is None was set by no source read.
    """

    what: str
    unit: str
    step: float
    absolute_low: Bound
    absolute_high: Bound
    recommended_low: Bound | None = None
    recommended_high: Bound | None = None
    soft: tuple[Bound, ...] = ()  # every soft wall of a depth, nearest first

    def require(self, value: float) -> float:
        """Return a value that may be chosen, or raise OutsideLimit naming the wall and why."""
        self.inside(value)
        if abs(value / self.step - round(value / self.step)) > OFF_STEP:
            whole = "a whole number"
            wanted = whole if self.step == WHOLE else f"in steps of {self.step:g}{self._unit}"
            raise OutsideLimit(f"{self.what}: {value:g}{self._unit} is not {wanted}")
        return value

    def inside(self, value: float) -> float:
        """Return a value inside the absolute bounds, or raise OutsideLimit."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise OutsideLimit(f"{self.what}: {value!r} is not a number")
        if not -LARGEST < value < LARGEST:
            raise OutsideLimit(f"{self.what}: not a number that anything can be planned with")
        low, high = self.absolute_low, self.absolute_high
        if value < low.value:
            raise OutsideLimit(self._outside(value, "below", low))
        if value > high.value:
            raise OutsideLimit(self._outside(value, "above", high))
        return value

    def beyond(self, value: float) -> tuple[Bound, ...]:
        """The recommended bounds that a value passes, nearest first; none inside them."""
        if self.soft:
            return tuple(bound for bound in self.soft if value > bound.value)
        low, high = self.recommended_low, self.recommended_high
        below = (low,) if low is not None and value < low.value else ()
        return (*below, *((high,) if high is not None and value > high.value else ()))

    def number(self, value: float) -> str:
        """A value of this range with its unit."""
        return f"{value:.2f} mm" if self.unit == "mm" else f"{value:g}{self._unit}"

    @property
    def _unit(self) -> str:
        return "" if self.unit == "count" else f" {self.unit}"

    def _outside(self, value: float, how: str, bound: Bound) -> str:
        return (
            f"{self.what}: {self.number(value)} lies {how} the absolute bound "
            f"{self.number(bound.value)}: {bound.why}"
        )


@dataclass(frozen=True, kw_only=True)
class ZoneRanges:
    """The ranges of one zone: sessions of its course, depth and passes of any session."""

    sessions: Range
    depth: Range
    passes: Range


def interval_range(person: Person) -> Range:
    """Days between sessions: 14 to 180, recommended as published for this phototype."""
    darker = person.may_be_darker()
    low = INTERVAL_DARKER if darker else INTERVAL.recommended_low
    why = "phototype IV to VI or not known: six weeks" if darker else "four weeks, as published"
    return Range(
        what="interval",
        unit="days",
        step=WHOLE,
        absolute_low=_bound(INTERVAL.absolute_low, "two weeks, our floor, as in several trials"),
        absolute_high=_ours(INTERVAL_MOST),
        recommended_low=_bound(low, why) if low is not None else None,
        recommended_high=_some(INTERVAL.recommended_high, "published: four to six weeks apart"),
    )


def zone_ranges(zone: Zone, kinds: Sequence[Kind], *, depth: Depth, passes: Figure) -> ZoneRanges:
    """The ranges of a zone; ``depth`` and ``passes`` as the evidence gives them."""
    return ZoneRanges(
        sessions=sessions_range(kinds, f"{zone.name}, sessions"),
        depth=_depth_range(depth, f"{zone.name}, depth"),
        passes=passes_range(f"{zone.name}, passes", kinds if not passes.entered_by_doctor else ()),
    )


def sessions_range(kinds: Sequence[Kind], what: str) -> Range:
    """Sessions of a course: the tightest absolute bounds of its wishes.

    Recommended is what is published for the wish with the most usual sessions, as planned.
    """
    limits = [SESSIONS[kind] for kind in kinds if kind in SESSIONS]
    usual = max(limits, key=lambda one: one.default.value if one.default else 0, default=None)
    says = f"published guidance on {usual.key}" if usual is not None else ""
    lowest = [b for one in limits if (b := one.absolute_low) is not None]
    highest = [b for one in limits if (b := one.absolute_high) is not None]
    known = "of all protocols read for this wish"
    return Range(
        what=what,
        unit="count",
        step=WHOLE,
        absolute_low=max(
            (_ours(SESSIONS_LEAST), *(_bound(b, f"the fewest {known}") for b in lowest)),
            key=lambda bound: bound.value,
        ),
        absolute_high=min(
            (*(_bound(b, f"the most {known}") for b in highest), _ours(SESSIONS_MOST)),
            key=lambda bound: bound.value,
        ),
        recommended_low=_some(usual.recommended_low, says) if usual else None,
        recommended_high=_some(usual.recommended_high, says) if usual else None,
    )


def passes_range(what: str, kinds: Sequence[Kind]) -> Range:
    """Passes over the skin in a session, recommended as published for all of some wishes."""
    known = [PASSES[kind] for kind in kinds if kind in PASSES]
    limit = known[0] if known and len(known) == len(kinds) else None
    says = "span of 36 published scar protocols"
    return Range(
        what=what,
        unit="count",
        step=WHOLE,
        absolute_low=_ours(PASSES_LEAST),
        absolute_high=_ours(PASSES_LIMIT),
        recommended_low=_some(limit.recommended_low, says) if limit else None,
        recommended_high=_some(limit.recommended_high, says) if limit else None,
    )


def _depth_range(depth: Depth, what: str) -> Range:
    hard = next(wall for wall in depth.walls if wall.hardness is Hardness.HARD)
    soft = tuple(_wall(wall) for wall in depth.walls if wall.hardness is Hardness.SOFT)
    below = tuple(bound for bound in soft if bound.value < _wall(hard).value)
    least = _bound(STEP_MM, "the smallest step of a setting")
    return Range(
        what=what,
        unit="mm",
        step=STEP_MM.value,
        absolute_low=min((least, _wall(hard), *soft), key=lambda bound: bound.value),
        absolute_high=_wall(hard),
        recommended_high=below[0] if below else None,
        soft=below,
    )


def _wall(wall: Wall) -> Bound:
    return Bound(value=in_steps(wall.at_mm.value), why=wall.why, at=wall.at_mm, cited=wall.cited)


def _ours(at: Parameter) -> Bound:
    return _bound(at, f"our own bound (assumed): {at.note}")


def _some(at: Parameter | None, why: str) -> Bound | None:
    return None if at is None else _bound(at, why)


def _bound(at: Parameter | None, why: str) -> Bound:
    if at is None:
        raise OutsideLimit(f"no bound is set: {why}")
    return Bound(value=at.value, why=why, at=at)


def sources_of(bounds: Iterable[Bound]) -> tuple[Source, ...]:
    """The sources of some bounds, each once."""
    return tuple(dict.fromkeys(source for bound in bounds for source in bound.sources))
