"""Each virtual trial as its readers would see it: means, spreads, shares, and arms held together.

Arms are told apart by Welch's test, two-sided, one time in twenty where nothing differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from percuta.populations.sheet import share_name
from percuta.response.data import Flags, Numbers
from percuta.skin.ladder import Values

TEST = (
    "Better and worse: Welch's test, two-sided, one in twenty (5%), on the ratings of those who "
    "came to that visit. Who has dropped out is left out; nothing is filled in."
)
BELL = 1.959964  # of a standard normal, one in twenty lie further out
FEWEST = 2  # people of whom a spread can be told


@dataclass(frozen=True, kw_only=True)
class OfTrial:
    """One arm at one visit, a value for each trial; ``rated`` and ``came`` are trials by people."""

    rated: Values
    came: Flags
    count: Numbers
    mean: Values
    spread: Values

    def rows(self, bounds: Sequence[float]) -> dict[str, Values]:
        """What is counted over trials; trials to which nobody came are left out."""
        some, enough = self.count > 0, self.count >= FEWEST
        found = {"mean_of_trial": self.mean[some], "spread_of_trial": self.spread[enough]}
        for bound in bounds:
            over = (self.came & (self.rated >= bound)).sum(axis=1)
            found[share_name(bound, "share_of_trial")] = over[some] / self.count[some]
        return found


def of_trial(rated: Values, came: Flags) -> OfTrial:
    """An arm at a visit, trial by trial."""
    count = came.sum(axis=1)
    mean = np.where(came, rated, 0.0).sum(axis=1) / np.maximum(count, 1)
    apart = np.where(came, rated - mean[:, None], 0.0)
    spread = np.sqrt((apart * apart).sum(axis=1) / np.maximum(count - 1, 1))
    return OfTrial(rated=rated, came=came, count=count, mean=mean, spread=spread)


def compared(one: OfTrial, other: OfTrial) -> dict[str, Values]:
    """One arm against another, trial by trial; trials with too few people are left out."""
    enough = (one.count >= FEWEST) & (other.count >= FEWEST)
    more = (one.mean - other.mean)[enough]
    doubts = [(a.spread**2 / np.maximum(a.count, 1))[enough] for a in (one, other)]
    counts = [a.count[enough] for a in (one, other)]
    doubt = np.maximum(doubts[0] + doubts[1], np.finfo(float).tiny)
    parts = sum(d**2 / (n - 1) for d, n in zip(doubts, counts, strict=True))
    free = doubt**2 / np.maximum(parts, np.finfo(float).tiny)
    far = more / np.sqrt(doubt) / _farthest(free)
    return {
        "more_than_first": more,
        "told_better": (far > 1).astype(np.float64),
        "told_worse": (far < -1).astype(np.float64),
    }


def _farthest(free: Values) -> Values:
    """Student's bound for so many degrees of freedom, by the series of Cornish and Fisher."""
    z = BELL
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return np.asarray(z + first / free + second / free**2 + third / free**3)
