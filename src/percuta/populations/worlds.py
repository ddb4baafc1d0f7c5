"""What people of one virtual trial share: a draw of the fit, a clinic, a scale, a rater.

It is drawn as the score of the fit draws a new study, so that both say the same of one. Arms of
one trial share all of it, what is odd about a visit too: they differ by sessions and people alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from percuta.populations.design import Arm, Design
from percuta.response.draws import Draws, Rival
from percuta.response.fitted import fitted
from percuta.response.gate import chosen
from percuta.response.growth import grown_rows, since, table
from percuta.response.priors import APART_HERE, HOPE, MORE, ODD, SCALE, SILENT, beta
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

NOTHING = -60.0  # the logit of those who had no session
PEOPLE, WORLD = range(2)  # what a stream of chance is for
WIDTH = 32  # bits of each number that names a stream


def stream(design: Design, chunk: int, *, of: int, arm: int = 0) -> Seeded:
    """Chance of its own for each chunk, purpose and arm, whoever asks for it and when."""
    name = design.seed
    for one in (chunk, of, arm):
        name = (name << WIDTH) | one
    return Seeded(name)


@dataclass(frozen=True, kw_only=True)
class Worlds:
    """Some virtual trials; each array has one value for each of them.

    ``middles[a][v]`` is where the middle of an arm stands at a visit, on the logit.
    """

    count: int
    middles: Sequence[Sequence[Values]]
    width: Values
    silent: Values
    hope: Values
    noise: Values
    bias: Values


def draws_for(design: Design) -> Draws:
    """The draws of the rival that the gate chose for this concern."""
    return fitted().draws[chosen(design.concern).chosen]


def worlds(design: Design, chance: Seeded, count: int) -> Worlds:
    """So many virtual trials."""
    draws = draws_for(design)
    size = len(draws.columns["between"])
    which = np.minimum((chance.uniform(count) * size).astype(int), size - 1)
    column = {name: values[which] for name, values in draws.columns.items()}
    place = column[design.concern.value] + column["between"] * chance.standard_normal(count)
    place = place + SCALE * chance.standard_normal(count)
    more = MORE[0] + MORE[1] * chance.standard_normal(count)
    first, second = draws.rival.shape
    shape = (column[first], column[second])
    rater = design.rater
    hope = beta(chance, count, HOPE)
    silent = beta(chance, count, SILENT)
    apart = column["apart"] * np.exp(APART_HERE * chance.standard_normal(count))
    bias = rater.bias + rater.bias_spread * chance.standard_normal(count)
    noise = column["noise"] if rater.noise is None else np.full(count, rater.noise)
    visits = max(len(arm.visits) for arm in design.arms)
    odd = [ODD * chance.standard_normal(count) for _ in range(visits)]
    middles = [
        [
            one + place + (more if arm.with_more else 0.0) + odd[visit]
            for visit, one in enumerate(grown(draws.rival, arm, shape))
        ]
        for arm in design.arms
    ]
    return Worlds(
        count=count,
        middles=middles,
        width=apart,
        silent=silent,
        hope=np.zeros(count) if rater.blinded else hope,
        noise=noise,
        bias=bias,
    )


def grown(rival: Rival, arm: Arm, shape: tuple[Values, Values]) -> list[Values]:
    """What an arm's sessions have grown by each visit, for each draw."""
    if not arm.sessions:
        return [np.full(len(shape[0]), NOTHING)] * len(arm.visits)
    if rival is Rival.CURVE:
        return grown_rows(rival, shape, since(arm.days, arm.visits))
    tables = table(arm.days, arm.visits, arm.depth_mm)
    return grown_rows(rival, shape, zip(*tables, strict=True))
