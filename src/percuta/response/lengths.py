"""Whether a forecast from a person's own observations keeps its word, few of them or many.

People are drawn from the fit and rated as the forecast expects; each is forecast by weights alone,
by moving people, and by whichever of the two a forecast takes.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from percuta.response.check import LAST, RATED, SESSIONS, TIES, TOLD, rank_of, weighted
from percuta.response.crowd import crowd, improvement
from percuta.response.draws import Draws
from percuta.response.personal import Personal, Way, personal
from percuta.response.study import Kind
from percuta.response.update import By, Seen, together
from percuta.skin.chance import Seeded

BY_CLINICIAN = tuple((day, By.CLINICIAN) for day in RATED)
EVERY = 2.5  # days between a person's own ratings
OWN = tuple((EVERY * number, By.PATIENT) for number in range(1, 52))


class Length(StrEnum):
    """How much was seen of a person."""

    SIX = "6: by a clinician, from the second session to six weeks after the fourth"
    MANY = "57: those, and 51 by the person, every second or third day"

    @property
    def plan(self) -> tuple[tuple[float, By], ...]:
        """Day and rater of each observation."""
        return BY_CLINICIAN if self is Length.SIX else (*BY_CLINICIAN, *OWN)


Seens = list[tuple[float, tuple[Seen, ...]]]  # what is true of each person, and what was seen


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was forecast of one person: rank of the truth, width of the 80 % interval, trust."""

    rank: float
    wide: float
    trusted: bool


@dataclass(frozen=True, kw_only=True)
class Covered:
    """Over people: parts inside intervals of 50, 80 and 90 %, mean width, part warned."""

    people: int
    inside: tuple[float, ...]
    wide: float
    warned: float


def rated(draws: Draws, kind: Kind, length: Length, *, count: int, seed: int) -> Seens:
    """So many people: what is true of each on the last day, and how they were rated before."""
    people, plan = crowd(draws, kind, count=count, seed=seed), length.plan
    true = improvement(people, SESSIONS, [*(day for day, _ in plan), LAST])
    hoped = np.array([[by is not By.INSTRUMENT] for _, by in plan])
    shown = true[:-1] + hoped * people.hope * (1 - true[:-1])
    blank = [Seen(day=day, improvement=0.0, by=by) for day, by in plan]
    noise = Seeded(seed + 1).standard_normal(count * len(plan)).reshape(len(plan), count)
    shown = shown + np.linalg.cholesky(together(blank)) @ noise
    return [
        (
            float(true[-1, number]),
            tuple(
                replace(one, improvement=float(value))
                for one, value in zip(blank, shown[:, number], strict=True)
            ),
        )
        for number in range(count)
    ]


def hard(draws: Draws, kind: Kind, people: Seens) -> Seens:
    """Those for whom weights alone are not enough."""
    return [
        (true, seen)
        for true, seen in people
        if personal(draws, kind, SESSIONS, seen=seen).weighed.tempering is not None
    ]


def covered(draws: Draws, kind: Kind, people: Seens, *, way: Way | None) -> Covered:
    """How one way did over people; None is the way that a forecast takes."""
    ties = Seeded(TIES).uniform(len(people))  # people who do not answer are all alike
    told = []
    for tie, (true, seen) in zip(ties, people, strict=True):
        found = personal(draws, kind, SESSIONS, seen=seen, way=way)
        told.append(_told(found, true, tie=float(tie)))
    off = np.abs(np.array([one.rank for one in told]) - 0.5)
    return Covered(
        people=len(told),
        inside=tuple(float(np.mean(off <= part / 2)) for part in TOLD),
        wide=float(np.mean([one.wide for one in told])),
        warned=float(np.mean([not one.trusted for one in told])),
    )


def shaken(draws: Draws, kind: Kind, people: Seens, *, way: Way, seeds: int) -> float:
    """How much chance alone moves the middle of a forecast: root mean square over people."""
    spreads = []
    for _, seen in people:
        middles = []
        for seed in range(1, seeds + 1):
            found = personal(draws, kind, SESSIONS, seen=seen, seed=seed, way=way)
            shown = improvement(found.people, SESSIONS, [LAST])[0]
            middles.append(weighted(shown, found.weighed.weights, (0.5,))[0])
        spreads.append(np.var(middles, ddof=1))
    return float(np.sqrt(np.mean(spreads)))


def _told(found: Personal, truth: float, *, tie: float) -> Told:
    shown = improvement(found.people, SESSIONS, [LAST])[0]
    low, high = weighted(shown, found.weighed.weights, (0.1, 0.9))
    return Told(
        rank=rank_of(truth, shown, weights=found.weighed.weights, tie=tie),
        wide=float(high - low),
        trusted=found.weighed.trusted,
    )
