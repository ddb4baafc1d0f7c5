"""Counts that stay as small for millions of courses as for one: whole numbers in rows.

A value is put on a ladder of whole numbers between the ends of its row; a row holds how many there
were, their sum, the sum of their squares, and a histogram. Whole numbers add up to the same in any
order, so that no number depends on who counted when.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from percuta.populations.design import Design
from percuta.populations.healed import MOST_RED_DAYS
from percuta.skin.ladder import Values

Counts = NDArray[np.int64]
Whole = NDArray[np.object_]  # of all batches, which may not fit into 64 bits

STEPS, SHIFT = 2**18, 9  # of the ladder; steps of one bin of the histogram, as a power of two
BINS = (STEPS >> SHIFT) + 1  # the last holds the upper end alone
FEWEST = 2  # values of which a spread can be told
HEAD = 3  # how many, sum, sum of squares
SQUARES = 2  # where the sum of squares stands: the only one that can outgrow 64 bits
RATED = (-1.0, 2.0)
WHOLE_LOT = (0.0, 1.0)
MOST_COLLAGEN = 1.0
MARKS = ("mark_low", "mark", "mark_high")
WHOLE_COURSE = -1  # in place of the number of a visit


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one row counts: ``what`` of an arm at a visit, between two ends.

    ``per_trial``: one value for each virtual trial, else one for each person.
    """

    arm: int
    visit: int
    what: str
    ends: tuple[float, float]
    per_trial: bool = False


def share_name(bound: float, of: str) -> str:
    """The name of the part of people at a bound or better: ``rated_from_50``."""
    return f"{of}_from_{round(100 * bound)}"


def rows(design: Design) -> tuple[Row, ...]:
    """Every row of a design, in their order."""
    return tuple(_rows(design))


def _rows(design: Design) -> Iterator[Row]:
    for number, arm in enumerate(design.arms):
        longest = max(arm.sessions, 1) * MOST_RED_DAYS
        yield Row(arm=number, visit=WHOLE_COURSE, what="red_days", ends=(0.0, longest))
        for mark in MARKS:
            yield Row(arm=number, visit=WHOLE_COURSE, what=mark, ends=WHOLE_LOT)
        for visit in range(len(arm.visits)):
            ends = _of_people(design) | _of_trials(design, number)
            for what, (end, per_trial) in ends.items():
                yield Row(arm=number, visit=visit, what=what, ends=end, per_trial=per_trial)


def _of_people(design: Design) -> dict[str, tuple[tuple[float, float], bool]]:
    found = {"gain": (WHOLE_LOT, False), "rated": (RATED, False)}
    for bound in design.responders:
        found |= {share_name(bound, of): (WHOLE_LOT, False) for of in ("gain", "rated")}
    if design.severity is not None:
        most = design.severity.most
        found["score"] = ((RATED[0] * most, RATED[1] * most), False)
    if design.collagen:
        found["collagen"] = ((0.0, MOST_COLLAGEN), False)
    return found


def _of_trials(design: Design, arm: int) -> dict[str, tuple[tuple[float, float], bool]]:
    found = {"mean_of_trial": (RATED, True), "spread_of_trial": (WHOLE_LOT, True)}
    found |= {share_name(b, "share_of_trial"): (WHOLE_LOT, True) for b in design.responders}
    if design.compared and arm > 0:
        found |= {"more_than_first": (RATED, True)}
        found |= {"told_better": (WHOLE_LOT, True), "told_worse": (WHOLE_LOT, True)}
    return found


def places(design: Design) -> Mapping[tuple[int, int, str], int]:
    """Where each row stands, by arm, visit and what."""
    return {(row.arm, row.visit, row.what): at for at, row in enumerate(rows(design))}


def blank(design: Design, *more: int) -> Counts:
    """A sheet on which nothing is counted yet; ``more`` of them in front."""
    return np.zeros((*more, len(rows(design)), HEAD + BINS), dtype=np.int64)


def counted(values: Values, ends: tuple[float, float]) -> Counts:
    """One row of values; what lies beyond an end counts as the end."""
    low, high = ends
    on = np.rint((np.clip(values, low, high) - low) * (STEPS / (high - low))).astype(np.int64)
    row = np.empty(HEAD + BINS, dtype=np.int64)
    row[:HEAD] = len(on), on.sum(), (on * on).sum()
    row[HEAD:] = np.bincount(on >> SHIFT, minlength=BINS)
    return row


def together(sheets: Counts) -> Whole:
    """Sheets added up. One batch fits into 64 bits; the squares of all of them may not."""
    whole: Whole = sheets.sum(axis=0).astype(object)
    whole[:, SQUARES] = sheets[:, :, SQUARES].astype(object).sum(axis=0)
    return whole


def many(row: Counts | Whole) -> int:
    """How many values a row holds."""
    return int(row[0])


def mean(row: Counts | Whole, ends: tuple[float, float]) -> float:
    """Their mean; not a number where there is none."""
    count, total = int(row[0]), int(row[1])
    low, high = ends
    return low + total / count / STEPS * (high - low) if count else float("nan")


def spread(row: Counts | Whole, ends: tuple[float, float]) -> float:
    """Their standard deviation; not a number of fewer than two."""
    count, total, squares = (int(one) for one in row[:HEAD])
    if count < FEWEST:
        return float("nan")
    low, high = ends
    apart = (count * squares - total * total) / (count * (count - 1))
    return float(np.sqrt(apart)) / STEPS * (high - low)


def quantile(row: Counts | Whole, ends: tuple[float, float], part: float) -> float:
    """A quantile, read between the edges of the bin that holds it; the first is all lower end."""
    bins = row[HEAD:].astype(np.int64)
    below = np.cumsum(bins)
    if not below[-1]:
        return float("nan")
    wanted = part * float(below[-1])
    at = int(np.searchsorted(below, wanted))
    low, high = ends
    if at == 0:
        return low
    within = (wanted - float(below[at - 1])) / float(bins[at])
    return low + min(at + within, BINS - 1) / (BINS - 1) * (high - low)
