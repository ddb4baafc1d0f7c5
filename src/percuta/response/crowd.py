"""Virtual people of whom a forecast is made: each with a draw of the fit and own chance."""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """People of one concern. ``base`` is where each stands, on the logit of improvement."""

    kind: Kind
    rival: Rival
    base: Values
    shape: tuple[Values, Values]
    hope: Values

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
        )


def crowd(draws: Draws, kind: Kind, *, count: int = PEOPLE, seed: int = 1) -> Crowd:
    """So many people; the same seed gives the same ones.

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
    return Crowd(
        kind=kind,
        rival=draws.rival,
        base=np.where(answers, base, SILENT_BASE),
        shape=(column[first], column[second]),
        hope=beta(chance, count, HOPE),
    )


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
    rows = (
        since(sessions, days)
        if people.rival is Rival.CURVE
        else zip(*table(sessions, days, depth_mm), strict=True)
    )
    grown = np.stack(grown_rows(people.rival, people.shape, rows))
    return np.asarray(1 / (1 + np.exp(-(people.base + grown))))
