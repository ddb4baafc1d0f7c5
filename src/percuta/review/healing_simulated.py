"""Simulated patients whose check-ins move the forecast of healing: how often the bands hold.

One world is the model's own; in the others people say more than they see, or tick at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

import numpy as np

from percuta.person import Phototype
from percuta.response.assumed import REDNESS_NOISE
from percuta.review.counted import Share, share
from percuta.review.healing_own import (
    CUTS,
    MANY,
    NAMES,
    OWN_RATES,
    STATES,
    Crowd,
    Heals,
    Sign,
    Told,
    crowd_of,
    heals,
    level,
)
from percuta.skin.alike import Who
from percuta.skin.chance import Seeded
from percuta.skin.course import linear_course
from percuta.skin.ladder import Values
from percuta.skin.session import Session

AGE, DEPTH_MM = 40, 1.5
SESSIONS = tuple(Session(day=day, depth_mm=DEPTH_MM) for day in (0.0, 28.0))
ASKED = (1.0, 3.0, 7.0)  # days after each session
MOST = 3
ODD = 0.2  # part of answers ticked at random


class Telling(StrEnum):
    """How people answer."""

    EXPECTED = "as the model expects"
    MORE = "everybody says one step more than they see"
    RANDOM = "one answer in five is ticked at random"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How often bands held the true last day of each sign, and by how much they narrowed."""

    held_before: dict[Sign, Share]
    held_after: dict[Sign, Share]
    narrowed: dict[Sign, float]
    learned: dict[str, float]
    trusted: Share


def kept(world: Telling, *, people: int, seed: int = 5, count: int = MANY) -> Kept:
    """So many people, each told of at six check-ins after two sessions."""
    alike = _crowd(count, seed=1)
    true = _crowd(people, seed=1000 + seed)
    told = _told(world, true, Seeded(seed))
    found = [heals(alike, SESSIONS, told[one]) for one in range(people)]
    return Kept(
        held_before={sign: _held(found, true, sign, after=False) for sign in Sign},
        held_after={sign: _held(found, true, sign, after=True) for sign in Sign},
        narrowed={
            sign: median(next(x for x in one.lasts if x.sign is sign).narrowed for one in found)
            for sign in Sign
        },
        learned={name: median(one.learned[name] for one in found) for name in OWN_RATES},
        trusted=share(sum(one.trusted for one in found), people),
    )


def _crowd(count: int, *, seed: int) -> Crowd:
    who = Who(age=AGE, phototype=Phototype.TYPE_III, count=count, seed=seed)
    return crowd_of(who, DEPTH_MM)


def _held(found: Sequence[Heals], true: Crowd, sign: Sign, *, after: bool) -> Share:
    held = 0
    for one, day in zip(found, true.until[sign], strict=True):
        lasts = next(x for x in one.lasts if x.sign is sign)
        band = lasts.after if after else lasts.before
        held += int(band[0] <= day <= band[-1])
    return share(held, len(found))


def _told(world: Telling, true: Crowd, chance: Seeded) -> list[list[Told]]:
    """What each person ticks, with an eye of their own."""
    days = [session.day + day for session in SESSIONS for day in ASKED]
    states = linear_course(true.made, SESSIONS, days, names=NAMES).states
    told: list[list[Told]] = [[] for _ in range(true.made.patients.count)]
    for sign in Sign:
        shown = level(sign, states[STATES[sign][0]]) + true.eyes[sign]
        for row, day in enumerate(days):
            for person, degree in enumerate(_degrees(world, shown[row], chance)):
                told[person].append(Told(sign=sign, day=day, degree=int(degree)))
    return told


def _degrees(world: Telling, shown: Values, chance: Seeded) -> Values:
    size = len(shown)
    said = shown + REDNESS_NOISE.value * chance.standard_normal(size)
    degrees = np.searchsorted(np.array(CUTS), said).astype(float)
    if world is Telling.MORE:
        return np.asarray(np.minimum(degrees + 1, MOST))
    if world is Telling.RANDOM:
        odd, other = chance.uniform(size) < ODD, np.floor(chance.uniform(size) * (MOST + 1))
        return np.asarray(np.where(odd, other, degrees))
    return np.asarray(degrees)
