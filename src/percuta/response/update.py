"""A person's own observations: the virtual people who are like them count for more.

Plain weights; how far they can be trusted is said by the effective number of people and by the
shape of the tail of the weights (Pareto k, after Zhang and Stephens). Where they cannot,
``tempered.py`` goes on; ``personal.py`` decides which.
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
    MOST_RARE,
    MOST_TAIL,
    PATIENT_NOISE,
)
from percuta.response.crowd import PEOPLE, Crowd, growth
from percuta.response.data import Numbers
from percuta.response.priors import HOPE
from percuta.skin.ladder import Values

SHORTEST_TAIL = 5
BLOCK = 30_000  # numbers at a time: what the near memory of a processor holds
ONE_THREAD = 260_000  # products at a time: from more OpenBLAS makes threads, which wait on a busy
# machine for a hundred times as long as the product takes
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


class Against:
    """What was seen of one person, made ready to hold virtual people of a fit against it."""

    def __init__(self, people: Crowd, sessions: Sequence[float], seen: Sequence[Seen]) -> None:
        """Of one observation or more; any people of these draws may be held against it."""
        hoped = [one for one in seen if one.by is not By.INSTRUMENT]
        seen = [*hoped, *(one for one in seen if one.by is By.INSTRUMENT)]
        days = sorted({one.day for one in seen})
        self.growth = growth(people, sessions, days)
        self._left = np.exp(-self.growth)
        self._row = np.array([days.index(one.day) for one in seen])
        self._hoped = len(hoped)
        self._lacking = np.array([[one.improvement - 1] for one in seen])
        self._root = np.linalg.inv(np.linalg.cholesky(together(seen)))
        same = np.array([[one.by is by for one in seen] for by in {one.by: 0 for one in seen}])
        lean = same @ self._root.T @ self._root
        self._lean = lean / np.sqrt(np.sum(lean * same, axis=1))[:, None]

    def apart(self, which: Numbers, base: Values, hope: Values) -> Values:
        """How far people are from what was seen, as chi squared, by draw of the fit and base."""
        size = max(min(BLOCK // len(self._row), ONE_THREAD // self._root.size), 1)
        found = np.empty(len(base))
        rest, kept = np.exp(-base), 1 - hope
        for some in (slice(n, n + size) for n in range(0, len(base), size)):
            off = self._root @ self._off(which[some], rest[some], kept[some])
            found[some] = np.einsum("ij,ij->j", off, off)
        return found

    def _off(self, which: Numbers, rest: Values, kept: Values) -> Values:
        """What was seen less what would be seen of people: observations by people."""
        off = self._left.take(which, axis=1)
        off *= rest
        off /= off + 1
        off = off.take(self._row, axis=0)
        off[: self._hoped] *= kept
        off += self._lacking
        return off

    def far(self, people: Crowd, apart: float) -> float:
        """How far people who count alike are from what was seen, in standard deviations.

        Of their mean chi squared, or of what one rater sees too well or too badly throughout:
        among many observations the first alone would not show that.
        """
        count = len(self._row)
        off = self._off(people.which, np.exp(-people.base), 1 - people.hope).mean(axis=1)
        chi = (apart - count) / (2 * count) ** 0.5
        return float(max(chi, np.abs(self._lean @ off).max()))


@dataclass(frozen=True, kw_only=True)
class Tempering:
    """How it went where people were moved towards what was seen, as weights were not enough.

    ``steps`` it took, ``taken`` the least part of moves taken in one of them; ``rare`` how far the
    people stand from the middle of all, in standard deviations; the rest is of the weights alone.
    """

    steps: int
    taken: float
    rare: float
    effective: float
    tail: float


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """Weights of people that sum to one, and whether they can be trusted.

    ``far`` is how far from what was seen even the people who count are, in standard deviations;
    ``tempering`` is None where weights alone were enough or all there is.
    """

    weights: Values
    effective: float
    tail: float
    far: float = 0.0
    tempering: Tempering | None = None

    @property
    def enough(self) -> bool:
        """Whether enough people count, and no few of them for all."""
        return bool(self.effective >= FEWEST_EFFECTIVE.value and self.tail <= MOST_TAIL.value)

    @property
    def trusted(self) -> bool:
        """Whether enough people count, and they are like this person, of whom there are some."""
        there_are = self.tempering is None or self.tempering.rare <= MOST_RARE.value
        return self.enough and there_are and self.far <= MOST_FAR.value


def weigh(people: Crowd, sessions: Sequence[float], seen: Sequence[Seen]) -> Weighed:
    """How much each person counts after what was seen. Nothing seen: all alike."""
    if not seen:
        return weighed(np.zeros(people.count))
    against = Against(people, sessions, seen)
    apart = against.apart(people.which, people.base, people.hope)
    return weighed_by(against, people, apart)


def weighed_by(against: Against, people: Crowd, apart: Values) -> Weighed:
    """Weights from how far each person is from what was seen."""
    found = weighed(-0.5 * apart)
    some = people.some(alike(found.weights, PEOPLE))
    return replace(found, far=against.far(some, float(np.sum(found.weights * apart))))


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


def together(seen: Sequence[Seen]) -> Values:
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


def alike(weights: Values, count: int, *, start: float = 0.5) -> Numbers:
    """Numbers of so many people in the proportion of their weights, evenly picked."""
    picks = (np.arange(count) + start) / count
    return np.minimum(np.searchsorted(np.cumsum(weights), picks), len(weights) - 1)
