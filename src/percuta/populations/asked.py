"""People of an arm: age, phototype and severity of those taken in, and their virtual skin."""

from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt

import numpy as np

from percuta.populations.design import Design, Spread
from percuta.response.data import Numbers
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

POINTS = 2049  # of the table that turns chance into a bell within bounds
FARTHEST = 8.0  # standard deviations; further out nobody is


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Those taken in, in order of trials. ``severity`` is None where the design has none."""

    age: Values
    phototype: Numbers
    severity: Values | None


def taken_in(design: Design, chance: Seeded, count: int) -> Asked:
    """So many people as the design takes in."""
    shares = design.phototype_shares
    types = np.array([int(one) for one in shares])
    below = np.cumsum(list(shares.values()))
    age = _within(design.age, chance.uniform(count))
    which = np.minimum(np.searchsorted(below, chance.uniform(count)), len(types) - 1)
    severity = None
    if design.severity is not None:
        severity = _within(design.severity, chance.uniform(count))
    return Asked(age=age, phototype=types[which], severity=severity)


def shares_taken(design: Design) -> dict[str, float]:
    """Of those asked, the parts that fit the bounds of age, phototype and severity."""
    fit = sum(design.phototypes[one - 1] for one in design.taken_phototypes)
    found = {"age": share(design.age), "phototype": fit / sum(design.phototypes)}
    if design.severity is not None:
        found["severity"] = share(design.severity)
    return found


def share(spread: Spread) -> float:
    """The part of a bell within its bounds."""
    if _is_point(spread):
        return 1.0 if spread.least <= spread.mean <= spread.most else 0.0
    return _below(spread, spread.most) - _below(spread, spread.least)


def _is_point(spread: Spread) -> bool:
    """Whether nobody differs from the mean, as far as numbers go."""
    far = FARTHEST * spread.sd
    return spread.mean - far == spread.mean == spread.mean + far


def _below(spread: Spread, value: float) -> float:
    return 0.5 * (1 + erf((value - spread.mean) / spread.sd / sqrt(2)))


def _within(spread: Spread, chance: Values) -> Values:
    """Draws of the bell between the bounds, by its table."""
    if _is_point(spread):
        return np.full(len(chance), spread.mean)
    at, below = _table(spread)
    return np.interp(chance, below, at)


@lru_cache(maxsize=8)
def _table(spread: Spread) -> tuple[Values, Values]:
    least = max(spread.least, spread.mean - FARTHEST * spread.sd)
    most = min(spread.most, spread.mean + FARTHEST * spread.sd)
    at = np.linspace(least, most, POINTS)
    below = np.array([_below(spread, value) for value in at])
    return at, (below - below[0]) / (below[-1] - below[0])
