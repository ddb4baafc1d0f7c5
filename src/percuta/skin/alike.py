"""Virtual people like one person, kept with their steps of time; how long red, how often dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from percuta.person import Phototype
from percuta.skin.chance import Seeded
from percuta.skin.course import Made, linear_course, make
from percuta.skin.ladder import Values
from percuta.skin.patients import Patients, draw
from percuta.skin.red_days import red_until
from percuta.skin.seen import is_dark, is_red
from percuta.skin.session import Session

PEOPLE = 2000
KEPT_PEOPLE = 4  # people kept with their steps: about 3 MB each
UNKNOWN_AGE = 40.0
RED_DAYS = tuple(n / 4 for n in range(57))
DOUBT = (0.5, 1.0, 2.0)  # factors on how much pigment is made: our doubt about its middle
AFTER = 7.0  # days after a session on which marks are looked for


@dataclass(frozen=True, kw_only=True)
class Who:
    """Whom virtual people are like. The same ``Who`` is the same people, on every machine."""

    age: float
    phototype: Phototype
    count: int = PEOPLE
    seed: int

    @classmethod
    def like(cls, age: int | None, phototype: Phototype | None, *, seed: int) -> "Who":
        """People like this one; 40 years and phototype III stand in for what is not known."""
        years = UNKNOWN_AGE if age is None else float(max(age, 1))
        return cls(age=years, phototype=phototype or Phototype.TYPE_III, seed=seed)

    def drawn(self) -> Patients:
        """These people."""
        return draw(Seeded(self.seed), self.count, age=self.age, phototype=self.phototype)


@lru_cache(maxsize=KEPT_PEOPLE)
def made_like(who: Who) -> Made:
    """People alike with their steps of time: the same for every course of one person."""
    return make(who.drawn())


def last_red(inflammation: Values) -> Values:
    """The last day on which each person looks red, of inflammation on ``RED_DAYS``."""
    red = np.where(is_red(inflammation), np.array(RED_DAYS)[:, None], 0.0)
    return np.asarray(red.max(axis=0))


def red_after(made: Made, depth_mm: float) -> Values:
    """How many days each person looks red after one session of a depth."""
    one = (Session(day=0, depth_mm=depth_mm),)
    hot = linear_course(made, one, RED_DAYS[:1], names=("inflammation",)).states["inflammation"]
    return red_until(made.patients, hot[0], quarters=len(RED_DAYS) - 1)


def dark_parts(made: Made, sessions: Sequence[Session]) -> tuple[float, float, float]:
    """The part of people with a mark that is seen, for half, once and twice the pigment made.

    It is looked for a week after each session.
    """
    after = [session.day + AFTER for session in sessions]
    pigment = linear_course(made, sessions, after, names=("pigment",)).states["pigment"]
    low, middle, high = (float(is_dark(factor * pigment).any(axis=0).mean()) for factor in DOUBT)
    return low, middle, high
