"""Whether the forecast keeps its word: on people drawn from it, and on people it does not expect.

Each person is followed with six ratings by one clinician; the forecast of the last day is made
from them, and compared with what is true of that person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from percuta.response.assumed import (
    BIAS,
    CLINICIAN_NOISE,
    DISCREPANCY,
    DISCREPANCY_DAYS,
    LITTLE,
)
from percuta.response.crowd import Crowd, crowd, improvement
from percuta.response.draws import Draws, Rival
from percuta.response.personal import personal
from percuta.response.study import Kind
from percuta.response.update import By, Seen, may_be_nothing
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

SESSIONS = (0.0, 28.0, 56.0, 84.0)
RATED = (28.0, 56.0, 84.0, 98.0, 112.0, 126.0)
LAST = 174.0
FOLLOWED, VIRTUAL = 300, 4000
TOLD = (0.5, 0.8, 0.9)
LATE, TOO_WELL = 3.0, 0.2
BINS = 10
TIES = 17
ALIKE = 1e-6  # improvements closer than this are the same


class World(StrEnum):
    """What is true of the people followed."""

    EXPECTED = "as the model expects"
    LATE = "everybody answers three times as late"
    BIASED = "the clinician sees everybody 20 points better"
    PLACEBO = "nothing works; the clinician sees a tenth for hope"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How the forecast did in one world, over all people followed.

    ``covered`` are parts of people inside intervals of 50, 80 and 90 %; ``wide`` the mean width
    of the 80 % interval; ``little`` the mean chance told of hardly any gain; ``nothing`` the part
    of people who read that their ratings may mean nothing.
    """

    world: World
    covered: tuple[float, ...]
    wide: float
    off: float
    little: float
    effective: float
    trusted: float
    nothing: float
    ranks: tuple[int, ...]


def kept(draws: Draws, kind: Kind, world: World, *, seed: int = 11) -> Kept:
    """Follow people of one world and compare."""
    true, rated = _followed(crowd(draws, kind, count=FOLLOWED, seed=seed + 1), world, seed + 2)
    rows = list(_each(draws, kind, seed, true=true, rated=rated))
    columns = (np.array(one) for one in zip(*rows, strict=True))
    ranks, wide, off, little, effective, trusted, nothing = columns
    inside = tuple(float(np.mean(np.abs(ranks - 0.5) <= part / 2)) for part in TOLD)
    return Kept(
        world=world,
        covered=inside,
        wide=float(wide.mean()),
        off=float(off.mean()),
        little=float(little.mean()),
        effective=float(np.median(effective)),
        trusted=float(trusted.mean()),
        nothing=float(nothing.mean()),
        ranks=tuple(int(n) for n in np.histogram(ranks, bins=BINS, range=(0, 1))[0]),
    )


def _each(
    draws: Draws, kind: Kind, seed: int, *, true: Values, rated: Values
) -> Iterator[tuple[float, float, float, float, float, bool, bool]]:
    ties = Seeded(TIES).uniform(len(true))  # people who do not answer are all alike
    for number, truth in enumerate(true):
        seen = [
            Seen(day=day, improvement=float(value), by=By.CLINICIAN)
            for day, value in zip(RATED, rated[:, number], strict=True)
        ]
        found = personal(draws, kind, SESSIONS, seen=seen, seed=seed, count=VIRTUAL)
        shown = improvement(found.people, SESSIONS, [LAST])[0]
        weights = found.weighed.weights
        low, middle, high = weighted(shown, weights, (0.1, 0.5, 0.9))
        rank = rank_of(float(truth), shown, weights=weights, tie=float(ties[number]))
        hardly = float(weights[shown < LITTLE.value].sum())
        told = (found.weighed.effective, found.weighed.trusted, may_be_nothing(seen))
        yield rank, high - low, middle - truth, hardly, *told


def weighted(shown: Values, weights: Values, parts: Sequence[float]) -> Values:
    """Quantiles of people who do not count alike."""
    order = np.argsort(shown)
    return np.interp(parts, np.cumsum(weights[order]), shown[order])


def rank_of(truth: float, shown: Values, *, weights: Values, tie: float) -> float:
    """The part of people below what is true; ``tie`` says where among those who are just there."""
    below = weights[shown < truth - ALIKE].sum()
    there = weights[np.abs(shown - truth) <= ALIKE].sum()
    return float(below + there * tie)


def _followed(people: Crowd, world: World, seed: int) -> tuple[Values, Values]:
    """What is true of each person on the last day, and how they were rated before."""
    if world is World.LATE:
        one, lag = people.shape
        late = (one, lag * LATE) if people.rival is Rival.CURVE else (one - np.log(LATE) / 2, lag)
        people = replace(people, shape=late)
    true = improvement(people, SESSIONS, [*RATED, LAST])
    hope = people.hope
    if world is World.PLACEBO:
        true, hope = np.zeros_like(true), np.full_like(hope, 0.1)
    shown = true[:-1] + hope * (1 - true[:-1])
    chance = Seeded(seed)
    count, times = people.count, len(RATED)
    bias = TOO_WELL if world is World.BIASED else BIAS.value * chance.standard_normal(count)
    noise = CLINICIAN_NOISE.value * chance.standard_normal(count * times).reshape(times, count)
    apart = np.abs(np.subtract.outer(RATED, RATED)) / DISCREPANCY_DAYS.value
    root = np.linalg.cholesky(np.exp(-apart) + 1e-9 * np.eye(times))
    slow = DISCREPANCY.value * root @ chance.standard_normal(count * times).reshape(times, count)
    return true[-1], shown + bias + noise + slow
