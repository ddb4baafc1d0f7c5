"""Simulated clinics whose forecasts are held against readings, as a clinic's own page does it.

One truth is the model's own; the others are shifted, so that the page has to show it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from percuta.response.assumed import BIAS, CLINICIAN_NOISE
from percuta.response.crowd import Crowd, crowd, improvement
from percuta.response.fitted import fitted
from percuta.response.forecast import BANDS
from percuta.response.gate import chosen
from percuta.response.study import Kind
from percuta.review.counted import Share, share
from percuta.review.coverage import NINE, Coverage, coverage
from percuta.review.seen import Steps, reading
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

SESSIONS, READ = (0.0, 28.0, 56.0), 148.0
BEGAN = 4.0  # grades before the first session, of four
STEPS = Steps(step=1 / BEGAN, worst=0.0, best=1 - 1 / BEGAN)
STAY_AWAY = 0.2  # part of people who never come to the review


class World(StrEnum):
    """What is true of the people of a clinic."""

    EXPECTED = "as the model expects"
    HALVED = "everybody gains half of it"
    KIND_EYE = "the clinician sees everybody 20 points better"
    NOTHING = "nothing works"
    GLAD_COME = "those who gained least stay away"


WORLDS = tuple(World)


@dataclass(frozen=True, kw_only=True)
class Held:
    """Over all clinics of one world. ``below``: the part of readings below their middle.

    ``alarmed``: clinics whose exact interval for nine in ten shuts out nine in ten.
    """

    clinics: int
    half: Share
    nine: Share
    missing: int
    below: float
    alarmed: int


def clinics(world: World, *, count: int, people: int, seed: int = 7) -> Held:
    """So many clinics of so many people each."""
    found = [one_clinic(world, people=people, seed=seed + number) for number in range(count)]
    half = share(sum(one.in_half.held for one in found), sum(one.seen for one in found))
    nine = share(sum(one.in_nine.held for one in found), sum(one.seen for one in found))
    middle = [one.points[2].came for one in found]
    below = sum(one.held for one in middle) / max(sum(one.of for one in middle), 1)
    return Held(
        clinics=count,
        half=half,
        nine=nine,
        missing=sum(one.missing for one in found),
        below=below,
        alarmed=sum(
            not one.in_nine.low <= BANDS[4] - BANDS[0] <= one.in_nine.high for one in found
        ),
    )


def _shuts_out(nine: Share) -> bool:
    return not nine.low <= NINE <= nine.high


def one_clinic(world: World, *, people: int, seed: int) -> Coverage:
    """What the page of one clinic counts."""
    kind = Kind.ACNE_SCARS
    draws = fitted().draws[chosen(kind).chosen]
    chance = Seeded(seed)
    told = np.quantile(improvement(crowd(draws, kind, seed=1), SESSIONS, [READ])[0], BANDS)
    own = crowd(draws, kind, count=people, seed=1000 + seed)
    true = _true(world, own)
    read = _read(world, own, true, chance=chance)
    there = _come(world, true, chance)
    where = chance.uniform(people)
    rows = zip(read, there, where, strict=True)
    ranks = [_rank(told, seen=seen, at=at) if came else None for seen, came, at in rows]
    return coverage(ranks)


def _rank(told: Values, *, seen: float, at: float) -> float | None:
    return reading(list(told), seen=float(seen), steps=STEPS, at=float(at)).rank


def _true(world: World, people: Crowd) -> Values:
    gained = improvement(people, SESSIONS, [READ])[0]
    if world is World.NOTHING:
        return np.asarray(np.zeros_like(gained))
    return np.asarray(gained / 2 if world is World.HALVED else gained)


def _read(world: World, people: Crowd, true: Values, *, chance: Seeded) -> Values:
    """A clinician's grade: hope, an eye of their own for each person, noise, whole grades."""
    seen = true + people.hope * (1 - true)
    seen = seen + BIAS.value * chance.standard_normal(len(true))
    seen = seen + CLINICIAN_NOISE.value * chance.standard_normal(len(true))
    seen = seen + (0.2 if world is World.KIND_EYE else 0.0)
    grade = np.clip(np.round(BEGAN * (1 - seen)), 1, BEGAN)
    return np.asarray(1 - grade / BEGAN)


def _come(world: World, true: Values, chance: Seeded) -> Values:
    """Who comes to the review."""
    if world is World.GLAD_COME:
        return np.asarray(true > np.quantile(true, STAY_AWAY))
    return np.asarray(chance.uniform(len(true)) > STAY_AWAY)
