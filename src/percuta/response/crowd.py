"""Virtual people of whom a forecast is made: each with a draw of the fit and own chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from percuta.response.data import Numbers
from percuta.response.draws import Draws, Rival
from percuta.response.growth import grown_rows, since, table
from percuta.response.priors import APART_HERE, HOPE, SCALE, SILENT, beta
from percuta.response.study import Kind
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

PEOPLE = 2000  # for a forecast
SILENT_BASE = -30.0  # the logit of those who do not answer
MANY = 20_000  # where observations weigh them
KEPT = 16  # crowds; 20 000 people are a megabyte


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """People of one concern. ``base`` is where each stands, on the logit of improvement.

    ``which`` is the draw of the fit that each one's shape is of; people of one draw share it.
    """

    kind: Kind
    rival: Rival
    base: Values
    shape: tuple[Values, Values]
    hope: Values
    which: Numbers

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.base)

    def some(self, who: Numbers) -> "Crowd":
        """The people with these numbers."""
        one, two = self.shape
        return Crowd(
            kind=self.kind,
            rival=self.rival,
            base=self.base[who],
            shape=(one[who], two[who]),
            hope=self.hope[who],
            which=self.which[who],
        )

    def shapes(self) -> tuple[Values, Values]:
        """The shape of each draw of the fit, by its number: growth is worked out once for each."""
        one_of = np.zeros(int(self.which.max()) + 1, dtype=int)
        one_of[self.which] = np.arange(self.count)
        one, two = self.shape
        return one[one_of], two[one_of]


@lru_cache(maxsize=KEPT)
def crowd(draws: Draws, kind: Kind, *, count: int = PEOPLE, seed: int = 1) -> Crowd:
    """So many people; the same seed gives the same ones, which are kept: nobody changes them.

    Each has a draw of the fit, a clinic (as studies differ), a scale, and themselves.
    """
    chance = Seeded(seed)
    which = np.arange(count) % len(draws.columns["between"])
    column = {name: values[which] for name, values in draws.columns.items()}
    clinic = column["between"] * chance.standard_normal(count)
    scale = SCALE * chance.standard_normal(count)
    apart = column["apart"] * np.exp(APART_HERE * chance.standard_normal(count))
    own = apart * chance.standard_normal(count)
    base = column[kind.value] + clinic + scale + own
    answers = chance.uniform(count) > beta(chance, count, SILENT)
    first, second = draws.rival.shape
    found = Crowd(
        kind=kind,
        rival=draws.rival,
        base=np.where(answers, base, SILENT_BASE),
        shape=(column[first], column[second]),
        hope=beta(chance, count, HOPE),
        which=which,
    )
    for one in (found.base, *found.shape, found.hope, which):
        one.setflags(write=False)
    return found


def improvement(
    people: Crowd,
    sessions: Sequence[float],
    days: Sequence[float],
    *,
    depth_mm: float | None = None,
) -> Values:
    """Improvement as a part of what was there: days by people.

    It is what a rater would see who does not know of the sessions.
    """
    left = np.exp(-growth(people, sessions, days, depth_mm=depth_mm))
    shown: Values = np.exp(-people.base) * left[:, people.which]
    shown += 1
    return np.reciprocal(shown, out=shown)


def growth(
    people: Crowd,
    sessions: Sequence[float],
    days: Sequence[float],
    *,
    depth_mm: float | None = None,
) -> Values:
    """What is added to ``base``: days by draws of the fit."""
    rows = (
        since(sessions, days)
        if people.rival is Rival.CURVE
        else zip(*table(sessions, days, depth_mm), strict=True)
    )
    return np.stack(grown_rows(people.rival, people.shapes(), rows))
