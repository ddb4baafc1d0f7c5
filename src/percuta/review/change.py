"""Change on a scale with its doubt: better, worse, no real change, or cannot be said.

The interval holds the true change 19 times in 20, cut to what the scale can show.
"""

from dataclasses import dataclass
from enum import StrEnum

from percuta.assessment.scale import Better, NotOnScale, Scale
from percuta.assessment.scales import SCALES
from percuta.review.repeatability import REPEATABILITY, Repeatability


class Verdict(StrEnum):
    """What may be said of a change."""

    BETTER = "improvement"
    WORSE = "worsening"
    SAME = "no real change"
    OPEN = "cannot be said"


@dataclass(frozen=True, kw_only=True)
class Change:
    """From ``before`` to ``after`` on one scale; ``low`` to ``high`` holds the true change.

    ``why`` says why nothing can be said, or what stands in the way of more. ``least`` is the
    smallest change that counts as real.
    """

    scale: str
    verdict: Verdict
    before: float | None
    after: float | None
    low: float | None = None
    high: float | None = None
    least: float | None = None
    why: str = ""

    @property
    def by(self) -> float | None:
        """The change as graded; below zero where the value fell."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


NOT_BEFORE = "it was not graded on this scale before the first session"
NOT_AFTER = "it was not graded now"
NOT_KNOWN = "how well this scale repeats is not known"
NO_BETTER = "this scale has no better and worse"
NO_ROOM = (
    "the scale ends so near to where it began that even its best value would be no real change"
)


def change(scale: str, *, before: float | None, after: float | None) -> Change:
    """What became of one concern in one place; raises NotOnScale for a value it does not have."""
    known = SCALES.get(scale)
    if known is None:
        raise NotOnScale(f"no scale is called {scale!r}; there are {', '.join(SCALES)}")
    for value in (before, after):
        if value is not None and not known.allows(value):
            raise NotOnScale(f"{known.name} has {known.span}, not {value:g}")
    repeats = REPEATABILITY.get(scale)
    why = _nothing_to_say(known, repeats, before=before, after=after)
    if why or before is None or after is None or repeats is None:
        return Change(scale=scale, verdict=Verdict.OPEN, before=before, after=after, why=why)
    return _judged(known, repeats, before=before, after=after)


def _nothing_to_say(
    scale: Scale, repeats: Repeatability | None, *, before: float | None, after: float | None
) -> str:
    if before is None:
        return NOT_BEFORE
    if after is None:
        return NOT_AFTER
    if scale.better is Better.NEITHER:
        return NO_BETTER
    return "" if repeats is not None else NOT_KNOWN


def _judged(scale: Scale, repeats: Repeatability, *, before: float, after: float) -> Change:
    by, least = after - before, repeats.least_real
    gain = -by if scale.better is Better.LOWER else by
    verdict, why = Verdict.SAME, ""
    if abs(by) >= least:
        verdict = Verdict.BETTER if gain > 0 else Verdict.WORSE
    elif room_for_better(scale, before) < least and gain >= 0:
        verdict, why = Verdict.OPEN, NO_ROOM
    return Change(
        scale=scale.key,
        verdict=verdict,
        before=before,
        after=after,
        low=max(by - least, scale.low - before),
        high=min(by + least, scale.high - before),
        least=least,
        why=why,
    )


def part_apart(scale: str, *, before: float) -> float | None:
    """How far improvement as a part may be misread: changes smaller than it may be the grading.

    None where nothing was there, or where nobody knows how well the scale repeats.
    """
    known, repeats = SCALES.get(scale), REPEATABILITY.get(scale)
    if known is None or repeats is None or before <= known.low:
        return None
    return repeats.least_real / before


def room_for_better(scale: Scale, before: float) -> float:
    """How far a value can still improve before the scale ends."""
    return before - scale.low if scale.better is Better.LOWER else scale.high - before


def part_gone(scale: str, *, before: float | None, after: float | None) -> float | None:
    """Improvement as a part, as a forecast counts it: 0 unchanged, 1 all, below 0 worse.

    None where a value is missing, where nothing was there, or where less is not better.
    """
    known = SCALES.get(scale)
    if known is None or known.better is not Better.LOWER or before is None or after is None:
        return None
    return None if before <= known.low else max(1 - after / before, -1.0)
