"""Whether forecasts kept their word over a clinic: how often the bands held what was read.

Each course and concern counts once at a review, whatever the number of its places, so that the
exact intervals are of things that do not hang together. What is missing is counted as missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from percuta.response.forecast import BANDS
from percuta.review.counted import Share, share

HALF, NINE = 0.5, 0.9


@dataclass(frozen=True, kw_only=True)
class Point:
    """Of the calibration plot: the part that was to lie below, and the part that did."""

    told: float
    came: Share

    @property
    def percent(self) -> str:
        """The part that was to lie below."""
        return f"{self.told:.0%}"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """``due`` forecasts could be held against a reading; ``missing`` of them were not."""

    due: int
    missing: int
    in_half: Share
    in_nine: Share
    points: tuple[Point, ...]

    @property
    def seen(self) -> int:
        """How many were read."""
        return self.due - self.missing


def coverage(ranks: Sequence[float | None]) -> Coverage:
    """From where each reading lay in its forecast; None where nothing was read."""
    there = [one for one in ranks if one is not None]
    return Coverage(
        due=len(ranks),
        missing=len(ranks) - len(there),
        in_half=_inside(there, HALF),
        in_nine=_inside(there, NINE),
        points=tuple(
            Point(told=part, came=share(sum(one <= part for one in there), len(there)))
            for part in BANDS
        ),
    )


def _inside(ranks: Sequence[float], part: float) -> Share:
    return share(sum(abs(one - 0.5) <= part / 2 for one in ranks), len(ranks))


def mean_rank(ranks: Sequence[float]) -> float | None:
    """One rank for several places of one concern: their middle one; None of none."""
    ordered = sorted(ranks)
    if not ordered:
        return None
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2
