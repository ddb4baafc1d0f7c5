"""A person's own observations: the virtual people who are like them count for more.

Plain weights; how far they can be trusted is said by the effective number of people and by the
shape of the tail of the weights (Pareto k, after Zhang and Stephens).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from percuta.evidence.parameter import Parameter
from percuta.response.assumed import (
    BIAS,
    CLINICIAN_NOISE,
    DISCREPANCY,
    DISCREPANCY_DAYS,
    FEWEST_EFFECTIVE,
    INSTRUMENT_NOISE,
    MOST_FAR,
    MOST_TAIL,
    PATIENT_NOISE,
)
from percuta.response.crowd import Crowd, improvement
from percuta.response.data import Numbers
from percuta.response.priors import HOPE
from percuta.skin.ladder import Values

SHORTEST_TAIL = 5
NINE_IN_TEN = 1.2816  # standard deviations


class By(StrEnum):
    """Who or what rated."""

    CLINICIAN = "clinician"
    PATIENT = "patient"
    INSTRUMENT = "instrument"


NOISE: dict[By, Parameter] = {
    By.CLINICIAN: CLINICIAN_NOISE,
    By.PATIENT: PATIENT_NOISE,
    By.INSTRUMENT: INSTRUMENT_NOISE,
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One observation: improvement as a part, on a day counted from the first session."""

    day: float
    improvement: float
    by: By


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """Weights of people that sum to one, and whether they can be trusted.

    ``far`` is how far from what was seen even the people who count are, in standard deviations
    of chi squared.
    """

    weights: Values
    effective: float
    tail: float
    far: float = 0.0

    @property
    def trusted(self) -> bool:
        """Whether enough people count, no few of them for all, and they are like this person."""
        enough = self.effective >= FEWEST_EFFECTIVE.value
        return bool(enough and self.tail <= MOST_TAIL.value and self.far <= MOST_FAR.value)


def weigh(people: Crowd, sessions: Sequence[float], seen: Sequence[Seen]) -> Weighed:
    """How much each person counts after what was seen. Nothing seen: all alike."""
    if not seen:
        return weighed(np.zeros(people.count))
    days = sorted({one.day for one in seen})
    own = improvement(people, sessions, days)
    rows = np.stack([own[days.index(one.day)] for one in seen])
    hoped = np.array([one.by is not By.INSTRUMENT for one in seen], dtype=float)[:, None]
    off = np.array([one.improvement for one in seen])[:, None] - rows
    off = off - hoped * people.hope * (1 - rows)
    root = np.linalg.cholesky(_together(seen))
    apart = np.sum(np.linalg.solve(root, off) ** 2, axis=0)
    found = weighed(-0.5 * apart)
    mean, count = float(np.sum(found.weights * apart)), len(seen)
    return replace(found, far=(mean - count) / (2 * count) ** 0.5)


def may_be_nothing(seen: Sequence[Seen]) -> bool:
    """Whether hope and a kind eye alone could make such ratings, nine times in ten.

    Never where an instrument measured: it does not hope.
    """
    if not seen or any(one.by is By.INSTRUMENT for one in seen):
        return False
    mean = float(np.mean([one.improvement for one in seen]))
    noise = float(np.mean([NOISE[one.by].value ** 2 for one in seen])) / len(seen)
    most = HOPE[0] / sum(HOPE) + NINE_IN_TEN * float(np.sqrt(BIAS.value**2 + noise))
    return mean <= most


def _together(seen: Sequence[Seen]) -> Values:
    """Covariance of what was seen about the truth: noise, each rater's bias, slow departures."""
    days = np.array([one.day for one in seen])
    same = np.array([[one.by is two.by for two in seen] for one in seen], dtype=float)
    slow = np.exp(-np.abs(np.subtract.outer(days, days)) / DISCREPANCY_DAYS.value)
    noise = np.diag([NOISE[one.by].value ** 2 for one in seen])
    return np.asarray(noise + BIAS.value**2 * same + DISCREPANCY.value**2 * slow)


def weighed(likely: Values) -> Weighed:
    """Weights from logarithms of likelihood."""
    raw = np.exp(likely - likely.max())
    weights = raw / raw.sum()
    return Weighed(
        weights=weights, effective=float(1 / np.sum(weights**2)), tail=tail_shape(weights)
    )


def tail_shape(weights: Values) -> float:
    """Shape of the generalised Pareto distribution of the largest weights; over 0.7 is bad."""
    count = len(weights)
    size = int(min(count / 5, 3 * np.sqrt(count)))
    ordered = np.sort(weights)
    over = ordered[-size:] - ordered[-size - 1]
    if size < SHORTEST_TAIL or over[0] <= 0:
        return 0.0
    rungs = 30 + int(np.sqrt(size))
    far, quarter = over[-1], over[int(size / 4 + 0.5) - 1]
    steps = np.arange(1, rungs + 1) - 0.5
    rates = 1 / far + (1 - np.sqrt(rungs / steps)) / 3 / quarter
    shapes = np.mean(np.log1p(-rates[:, None] * over), axis=1)
    likely = size * (np.log(-rates / shapes) - shapes - 1)
    share = np.exp(likely - likely.max())
    rate = np.sum(rates * share) / share.sum()
    shape = float(np.mean(np.log1p(-rate * over)))
    return (size * shape + 5) / (size + 10)


def alike(weights: Values, count: int) -> Numbers:
    """Numbers of so many people in the proportion of their weights, evenly picked."""
    picks = (np.arange(count) + 0.5) / count
    return np.minimum(np.searchsorted(np.cumsum(weights), picks), len(weights) - 1)
