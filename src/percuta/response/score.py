"""What the fit says of a study it has not seen, and how well that is borne out.

The score is CRPS: how far the whole forecast lies from what came, in the unit of improvement
(0.1 is ten points of a hundred). Smaller is better; a forecast without doubt scores its error.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from percuta.response.data import Data, data_of
from percuta.response.draws import Draws, Rival
from percuta.response.expected import Group, improvements, mean_and_spread, share_from
from percuta.response.growth import grown_rows
from percuta.response.priors import APART_HERE, HOPE, MORE, ODD, SCALE, SILENT, beta
from percuta.response.study import Kind, Study
from percuta.skin.chance import Seeded
from percuta.skin.ladder import Values

SEED = 3
TOLD = 0.80  # the interval that coverage is counted for


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One number of a study beside what was forecast of it: ``low`` to ``high`` holds 80 %."""

    study: str
    what: str
    day: float
    came: float
    low: float
    middle: float
    high: float
    crps: float

    @property
    def held(self) -> bool:
        """Whether the 80 % interval holds what came."""
        return self.low <= self.came <= self.high


def score(study: Study, draws: Draws) -> tuple[Scored, ...]:
    """Every number of a study, as the forecast for a new study of unknown standing has it."""
    return tuple(_scored(study, draws, None))


def score_later(study: Study, draws: Draws) -> tuple[Scored, ...]:
    """The readings of a study after its first, each scale's, given that first one."""
    return tuple(_scored(study, draws, _first(study)))


def grown(data: Data, draws: Draws) -> Values:
    """The growth term of each draw at each reading: draws by readings."""
    first, second = draws.rival.shape
    of_curve = draws.rival is Rival.CURVE
    inputs = data.gone if of_curve else zip(data.young, data.mature, strict=True)
    rows = grown_rows(draws.rival, (draws.columns[first], draws.columns[second]), inputs)
    return np.stack(rows, axis=-1)


def shown_by(data: Data, draws: Draws, *, again: int = 8) -> tuple[Group, Values]:
    """Readings at the nodes with their weights, and noise, for new studies: draws, readings, nodes.

    Each draw serves ``again`` studies of its own chance.
    """
    chance = Seeded(SEED)
    count, size = len(draws.columns["between"]) * again, len(data.study)
    column = {name: np.tile(values, again) for name, values in draws.columns.items()}
    study = column["between"] * chance.standard_normal(count)
    scale = SCALE * chance.standard_normal(count * data.scales).reshape(count, data.scales)
    odd = ODD * chance.standard_normal(count * size).reshape(count, size)
    more = (MORE[0] + MORE[1] * chance.standard_normal(count))[:, None] * data.with_more
    kinds = np.stack([column[kind.value] for kind in Kind], axis=-1)[:, data.kind]
    middle = kinds + np.tile(grown(data, draws), (again, 1)) + study[:, None]
    middle = middle + scale[:, data.scale] + odd + more
    here = np.exp(APART_HERE * chance.standard_normal(count))
    width = (column["apart"] * here)[:, None] + np.zeros(size)
    hope = beta(chance, count, HOPE)[:, None] * data.open
    noise = column["noise"][:, None] + np.zeros(size)
    silent = beta(chance, count, SILENT)[:, None] + np.zeros(size)
    return improvements(np, middle, width=width, hope=hope, silent=silent), noise


def _first(study: Study) -> Values:
    """For each reading, whether it is the first of its scale."""
    seen: set[str] = set()
    first = []
    for arm in study.arm:
        for one in arm.reading:
            first.append(one.scale not in seen)
            seen.add(one.scale)
    return np.array(first)


def _scored(study: Study, draws: Draws, first: Values | None) -> Iterator[Scored]:
    data = data_of([study])
    group, noise = shown_by(data, draws)
    mean, spread = mean_and_spread(np, group, noise=noise)
    weight = np.ones(len(mean))
    if first is not None:
        off = (mean - data.mean) / np.sqrt(spread**2 / data.people + 1e-4)
        weight = np.exp(-0.5 * np.sum(off**2 * first, axis=1))
    days = [arm.day_of(one) for arm in study.arm for one in arm.reading]
    names = [one.scale for arm in study.arm for one in arm.reading]
    for number, (day, scale) in enumerate(zip(days, names, strict=True)):
        if first is not None and first[number]:
            continue
        for what, came, told in _numbers(data, number, raw=(*group, noise), group=(mean, spread)):
            low, middle, high = _quantiles(told, weight)
            yield Scored(
                study=study.key,
                what=f"{scale}: {what}",
                day=day,
                came=came,
                low=low,
                middle=middle,
                high=high,
                crps=crps(told, weight, came),
            )


def _numbers(
    data: Data, number: int, *, raw: tuple[Values, ...], group: tuple[Values, Values]
) -> Iterator[tuple[str, float, Values]]:
    """Each number of a reading: its words, what came, and what the forecast draws for it."""
    chance = Seeded(SEED + 1)
    people = data.people[number]
    count = len(raw[0])
    shown, weights, noise = (one[:, number] for one in raw)
    if data.has_mean[number]:
        mean, spread = group[0][:, number], group[1][:, number]
        drawn = mean + spread / np.sqrt(people) * chance.standard_normal(count)
        yield "mean improvement", float(data.mean[number]), drawn
    if data.has_counts[number]:
        counts = data.counts[number]
        for place, bound in enumerate(data.bounds[number]):
            if bound > 1:
                continue
            here = np.full(count, bound)
            part = np.clip(share_from(np, (shown, weights), noise=noise, bound=here), 0, 1)
            drawn = part + np.sqrt(part * (1 - part) / people) * chance.standard_normal(count)
            came = float(counts[place + 1 :].sum() / people)
            yield f"part of people {bound:.0%} better or more", came, np.clip(drawn, 0, 1)


def crps(told: Values, weight: Values, came: float) -> float:
    """Continuous ranked probability score of weighted draws against what came."""
    order = np.argsort(told)
    values, share = told[order], weight[order] / weight.sum()
    below = np.cumsum(share) - share / 2
    near = float(np.sum(share * np.abs(values - came)))
    return near - float(np.sum(share * values * (2 * below - 1)))


def _quantiles(told: Values, weight: Values) -> tuple[float, float, float]:
    order = np.argsort(told)
    below = np.cumsum(weight[order]) / weight.sum()
    tail = (1 - TOLD) / 2
    low, middle, high = np.interp([tail, 0.5, 1 - tail], below, told[order])
    return float(low), float(middle), float(high)


def mean_crps(scores: Sequence[Scored]) -> float:
    """Mean score, each study counted once."""
    return float(np.mean(list(crps_by_study(scores).values())))


def crps_by_study(scores: Sequence[Scored]) -> dict[str, float]:
    """The mean score of each study."""
    found: dict[str, list[float]] = {}
    for one in scores:
        found.setdefault(one.study, []).append(one.crps)
    return {key: float(np.mean(values)) for key, values in found.items()}
