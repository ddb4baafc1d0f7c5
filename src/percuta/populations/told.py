"""Statistics of a counted study, each with its Monte Carlo error.

The error is that of sixteen batches of trials: how far their own values of the same statistic lie
apart. It says how well the computer counted, nothing of how true the model is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from percuta.populations.chunk import BATCHES
from percuta.populations.kept import Count
from percuta.populations.sheet import (
    Counts,
    Row,
    Whole,
    many,
    mean,
    quantile,
    rows,
    spread,
)

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")


@dataclass(frozen=True, kw_only=True)
class Value:
    """A number and its Monte Carlo error."""

    value: float
    error: float


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """One row of a study, told. ``day`` is None for what is of the whole course."""

    arm: str
    day: float | None
    what: str
    count: int
    mean: Value
    spread: Value
    quantiles: tuple[Value, ...]


class Told:
    """Reads statistics off a count."""

    def __init__(self, count: Count) -> None:
        """Take the counts as they stand."""
        self.count = count
        self.design = count.design
        self._whole = count.whole
        self._batches = count.sheets

    @cached_property
    def _at(self) -> dict[tuple[int, int, str], tuple[int, Row]]:
        found = enumerate(rows(self.design))
        return {(row.arm, row.visit, row.what): (at, row) for at, row in found}

    def many(self, arm: int, visit: int, what: str) -> int:
        """How many values there are."""
        return many(self._whole[self._at[arm, visit, what][0]])

    def mean(self, arm: int, visit: int, what: str) -> Value:
        """A mean."""
        return self._told((arm, visit, what), mean)

    def spread(self, arm: int, visit: int, what: str) -> Value:
        """A standard deviation."""
        return self._told((arm, visit, what), spread)

    def quantile(self, key: tuple[int, int, str], part: float) -> Value:
        """A quantile."""
        return self._told(key, partial(quantile, part=part))

    def _told(
        self,
        key: tuple[int, int, str],
        read: Callable[[Counts | Whole, tuple[float, float]], float],
    ) -> Value:
        at, row = self._at[key]
        batches = np.array([read(batch[at], row.ends) for batch in self._batches])
        error = float(batches.std(ddof=1) / np.sqrt(BATCHES))
        return Value(value=read(self._whole[at], row.ends), error=error)

    def statistics(self) -> Iterator[Statistic]:
        """Every row, told."""
        for arm, visit, what in self._at:
            told = self.design.arms[arm]
            key = (arm, visit, what)
            yield Statistic(
                arm=told.name,
                day=told.visits[visit] if visit >= 0 else None,
                what=what,
                count=self.many(*key),
                mean=self.mean(*key),
                spread=self.spread(*key),
                quantiles=tuple(self.quantile(key, part) for part in QUANTILES),
            )
