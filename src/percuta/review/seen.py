"""Forecast against seen: where a reading lies in what was forecast of it.

A forecast is of the skin; a reading adds the rater: hope, and a kind or strict eye. Both widen the
band. A grade stands for all readings that round to it, so it has not one rank but a stretch of
ranks; ``at`` says where in it, so that over many people ranks are as even as without grades.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np

from percuta.response.assumed import BIAS
from percuta.response.expected import bell
from percuta.response.forecast import BANDS
from percuta.response.priors import HOPE
from percuta.response.update import NOISE, By
from percuta.skin.ladder import Values

PEOPLE = 400  # even parts of a band that stand for people
LOW, QUARTER, MIDDLE, THREE, HIGH = BANDS
HALVINGS = 40
FAR = 2.0  # no reading of improvement lies farther from 0


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What a scale can show of improvement: in which steps, and from worst to best."""

    step: float = 0.0
    worst: float = -FAR
    best: float = FAR


ANY = Steps()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a rater may have read on one day: five parts of the forecast, widened.

    ``seen`` is what was read; ``rank`` the part of readings below it, None where nothing was.
    """

    quantiles: tuple[float, ...]
    seen: float | None
    rank: float | None

    def holds(self, sure: float) -> bool | None:
        """Whether the middle part of the forecast holds what was read; None: nothing was read."""
        return None if self.rank is None else abs(self.rank - 0.5) <= sure / 2


def reading(
    band: Sequence[float],
    *,
    seen: float | None = None,
    by: By = By.CLINICIAN,
    steps: Steps = ANY,
    at: float = 0.5,
) -> Reading:
    """Hold a reading against the band of a forecast: five quantiles of improvement on its day.

    Raises ValueError for a band out of order.
    """
    if len(band) != len(BANDS) or any(a > b for a, b in pairwise(band)):
        raise ValueError(f"a band of {list(band)}; five numbers that do not fall are wanted")
    middle, width = _readings(_people(band), by=by)
    found = tuple(_where(part, middle, width) for part in BANDS)
    if seen is None:
        return Reading(quantiles=found, seen=None, rank=None)
    half = steps.step / 2
    low = 0.0 if seen - half < steps.worst else _below(seen - half, middle, width)
    high = 1.0 if seen + half > steps.best else _below(seen + half, middle, width)
    return Reading(quantiles=found, seen=seen, rank=low + at * (high - low))


def at_day(days: Sequence[float], bands: Sequence[Sequence[float]], day: float) -> list[float]:
    """The band between the two nearest days that were forecast; at the ends, that of the end."""
    table = np.asarray(bands, dtype=float)
    return [float(np.interp(day, days, table[:, column])) for column in range(table.shape[1])]


def _people(band: Sequence[float]) -> Values:
    """Improvements that have this band: straight lines between its parts, within 0 and 1."""
    low, quarter, _, three, high = band
    ends = (max(low - (quarter - low) / 4, 0.0), min(high + (high - three) / 4, 1.0))
    parts = (0.0, *BANDS, 1.0)
    values = (min(ends[0], low), *band, max(ends[1], high))
    even = (np.arange(PEOPLE) + 0.5) / PEOPLE
    return np.asarray(np.interp(even, parts, values))


def _readings(people: Values, *, by: By) -> tuple[Values, float]:
    """The middle of what is read of each, and how far readings spread about it."""
    noise = NOISE[by].value ** 2 + BIAS.value**2
    if by is By.INSTRUMENT:
        return people, sqrt(noise)
    one, two = HOPE
    hope, of_hope = one / (one + two), one * two / ((one + two) ** 2 * (one + two + 1))
    left = 1 - people
    return people + hope * left, sqrt(noise + of_hope * float(np.mean(left**2)))


def _below(value: float, middle: Values, width: float) -> float:
    """The part of readings below a value."""
    return float(np.mean(bell(np, (value - middle) / width)))


def _where(part: float, middle: Values, width: float) -> float:
    low, high = -FAR, FAR
    for _ in range(HALVINGS):
        half = (low + high) / 2
        low, high = (half, high) if _below(half, middle, width) < part else (low, half)
    return (low + high) / 2
