"""Orders carried out for blocks of patients: the whole of the compiled kernel, as plain Python."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from percuta.skin.lanes import (
    QUARTER,
    add_red,
    begin,
    count_red,
    fade,
    injure,
    leap_on,
    leap_twice,
    look,
    slow_step,
)
from percuta.skin.rows import GONE, LANES, OWNS, RATES, ROWS, SEEN, SLOW, Order, Own, Row, Slow
from percuta.skin.rungs import first_leap, keep_slow, own_numbers, twice

Single = NDArray[np.float32]
Whole = NDArray[np.int64]


KEPT = 5  # rows kept together: from pigment on, or from the call on


class Given(NamedTuple):
    """What the orders are about.

    ``rates`` are numbers by patients; ``sessions`` rows of ``orders.session_row``; ``told`` takes
    the answer. ``lengths`` are days of each leap of the ladder, ``used`` which of them are
    steps, ``weights`` those of the steps.
    """

    rates: Single
    sessions: Single
    told: Single
    lengths: Single
    used: Whole
    weights: Single


class Place(NamedTuple):
    """Blocks from one to before another, numbers of leaps of a quarter and a day, most kept."""

    first: int
    end: int
    quarter: int
    day: int
    kept: int


def play(orders: Whole, given: Given, place: Place) -> None:
    """Carry out the orders for some blocks of patients, one block after another."""
    levels = given.lengths.size
    rows, own = np.empty(ROWS * LANES, np.float32), np.empty(OWNS * LANES, np.float32)
    slow = np.empty((levels, SLOW * LANES), np.float32)
    seen = np.empty((levels, SEEN * LANES), np.float32)
    kept = np.empty((place.kept, ROWS * LANES), np.float32)
    gone = np.empty(GONE * LANES, np.float32)
    for block in range(place.first, place.end):
        rates = given.rates[block]
        own_numbers(rates, own)
        climb((rates, own), given, (slow, seen, gone))
        for n in range(orders.shape[0]):
            order, one = orders[n, 0], orders[n, 1]
            if order == Order.STEP:
                slow_step(rows, own, slow[one])
            elif order == Order.LEAP:
                if orders[n, 2]:
                    leap_twice(rows, seen[one], seen[orders[n, 2]])
                else:
                    leap_on(rows, seen[one])
            elif order == Order.FADE:
                fade(rows, seen[one])
            elif order == Order.TELL:
                tell(rows, own, (given.told[block], one, orders[n, 2], orders[n, 3]))
            elif order == Order.INJURE:
                injure(rows, own, given.sessions[one])
            elif order == Order.BEGIN:
                begin(rows, own)
            else:
                mark(rows, (seen, kept, place), (order, one, orders[n, 2]))


def mark(rows: Single, tables: tuple[Single, Single, Place], what: tuple[int, int, int]) -> None:
    """The orders that look at states without changing them, and those that keep them."""
    (seen, kept, place), (order, one, row) = tables, what
    if order == Order.COUNT:
        count_red(rows, seen, place.quarter)
    elif order == Order.RED:
        add_red(rows, np.float32(one) * QUARTER)
    elif order == Order.LOOK:
        look(rows, (seen, place.day), one)
    elif order == Order.KEEP:
        copy_rows(rows, kept[one], row)
    else:
        copy_rows(kept[one], rows, row)


def copy_rows(source: Single, target: Single, row: int) -> None:
    """Rows that go on together, from ``row`` on, and inflammation, which goes on with all."""
    some, other = source[row * LANES :], target[row * LANES :]
    for j in range(KEPT * LANES):
        other[j] = some[j]
    for j in range(LANES):
        at = Row.INFLAMMATION * LANES + j
        target[at] = source[at]


def climb(
    numbers: tuple[Single, Single], given: Given, tables: tuple[Single, Single, Single]
) -> None:
    """The ladder of this block."""
    (rates, own), (slow, seen, gone) = numbers, tables
    for level in range(given.lengths.size):
        if level == 0:
            first_leap(rates, given.lengths[0], (gone, seen[0]))
        else:
            twice(gone, seen[level - 1], seen[level])
        if given.used[level]:
            keep_slow(own, (gone, seen[level]), (slow[level], given.lengths[level]))
            for n in range(given.weights.shape[1]):
                slow[level, Slow.WEIGHTS * LANES + n] = given.weights[level, n]


def tell(rows: Single, own: Single, what: tuple[Single, int, int, int]) -> None:
    """Rows go to the answer, collagen in its own unit again."""
    told, row, count, to = what
    state = rows[row * LANES : (row + count) * LANES]
    target = told[to * LANES : (to + count) * LANES]
    if row >= Row.CELLS:
        unit = own[(Own.ONE + row - Row.CELLS) * LANES :]
        for j in range(count * LANES):
            target[j] = state[j] * unit[j]
    else:
        for j in range(count * LANES):
            target[j] = state[j]


HELPERS = (climb, mark, copy_rows, tell)


def nothing() -> tuple[Whole, Given, Place]:
    """What to call ``play`` with so that it does nothing, with the kinds of numbers it takes."""
    given = Given(
        rates=np.ones((0, RATES * LANES), np.float32),
        sessions=np.zeros((0, 4), np.float32),
        told=np.zeros((0, LANES), np.float32),
        lengths=np.ones(1, np.float32),
        used=np.zeros(1, np.int64),
        weights=np.zeros((1, 1), np.float32),
    )
    return np.zeros((0, 4), np.int64), given, Place(0, 0, 0, 0, 0)
