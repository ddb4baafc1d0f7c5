"""The mechanism for many patients side by side: what the compiled kernel is made of.

Plain Python that ``compiled.py`` turns into machine code. Orders depend on sessions and days
only, so all patients do the same. Collagen is kept in parts of the room for it, and the signal
also as the rate at which it calls cells.
"""

import numpy as np
from numpy.typing import NDArray

from percuta.skin.red import REDNESS_MOST
from percuta.skin.rows import LANES, ROWS, Own, Row, Seen, Slow
from percuta.skin.seen import HALF_RED, VISIBLY_RED

Single = NDArray[np.float32]
One = np.float32
Three = tuple[One, One, One]  # at the beginning, middle and end of a step
Weights = tuple[One, One, One, One, One, One, One, One, One, One]

ONE, FOUR, NONE = np.float32(1), np.float32(4), np.float32(0)
QUARTER, RED_LEAPS, WEEK_LEAPS = np.float32(0.25), 6, 3
# Inflammation from which skin looks red: redness solved for it.
RED_FROM = np.float32(HALF_RED.value * VISIBLY_RED.value / (REDNESS_MOST - VISIBLY_RED.value))
# Of the length of a step: its thirds, sixths and so on, by which a step is weighed.
WEIGHTS = (1 / 3, 2 / 3, 1 / 6, 1 / 24, 5 / 24, 1 / 36, 1 / 144, 1 / 9, 1 / 2, 1.0)
SQUARED = (5, 6, 7)  # those of the length squared


def slow_step(rows: Single, own: Single, leap: Single) -> None:
    """Cells and collagen go one step on, by the fourth-order rule of Lobatto solved at once."""
    h = _weights(leap)
    for j in range(LANES):
        hot, call = _signals(rows, leap, j)
        rate, young = own[Own.CELLS * LANES + j], rows[Row.YOUNG * LANES + j]
        cells = _cells((rows[Row.CELLS * LANES + j], rate), call, h)
        building = own[Own.BUILDING * LANES + j]
        made = (building * cells[0], building * cells[1], building * cells[2])
        half, untreated = leap[6 * LANES + j], rows[Row.OWN * LANES + j]
        after = (half * untreated, half * (half * untreated))
        kept = (own[Own.RIPE * LANES + j], own[Own.EATING * LANES + j], half)
        mature, old = _old((young, rows[Row.MATURE * LANES + j], untreated), (kept, hot), h)
        still, faster = own[Own.STILL * LANES + j], own[Own.FASTER * LANES + j]
        lost = (still + faster * hot[0], still + faster * hot[1], still + faster * hot[2])
        free = (ONE - mature - young, ONE - after[0] - old[0], ONE - after[1] - old[1])
        new = _young((young, kept[0]), (made, lost, free), h)
        rows[Row.INFLAMMATION * LANES + j] = hot[2]
        rows[Row.CALL * LANES + j] = call[2]
        rows[Row.CELLS * LANES + j] = cells[2]
        rows[Row.YOUNG * LANES + j] = new[1]
        rows[Row.MATURE * LANES + j] = old[1] + kept[0] * (h[1] * (half * new[0]) + h[2] * new[1])
        rows[Row.OWN * LANES + j] = after[1]


def _weights(leap: Single) -> Weights:
    w = leap[Slow.WEIGHTS * LANES :]
    return (w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9])


def _signals(rows: Single, leap: Single, j: int) -> tuple[Three, Three]:
    """Inflammation and call; in the middle so that Simpson's rule gives their exact sums."""
    hot, call = rows[Row.INFLAMMATION * LANES + j], rows[Row.CALL * LANES + j]
    called = (
        call,
        leap[4 * LANES + j] * call + leap[5 * LANES + j] * hot,
        leap[2 * LANES + j] * call + leap[3 * LANES + j] * hot,
    )
    return (hot, leap[LANES + j] * hot, leap[j] * hot), called


def _cells(now: tuple[One, One], call: Three, h: Weights) -> Three:
    """The active part of the fibroblasts; ``now`` is that part and the rate of calming down."""
    active, rate = now
    third, end = h[0] * (rate + call[1]), rate + call[2]
    slope = call[0] - (rate + call[0]) * active
    rest = (ONE + third, h[3] * end, third + third, ONE + h[2] * end)
    middle, after = _solved((active, slope), (rest, call[1], call[2]), h)
    return active, middle, after


def _solved(
    now: tuple[One, One], over: tuple[tuple[One, One, One, One], One, One], h: Weights
) -> tuple[One, One]:
    """Middle and end of a step of y' = gain - loss * y, for the gain in its middle and end.

    ``now`` is y with its slope; the four numbers are the equations that the losses leave.
    """
    (y, slope), ((a, b, c, d), middle, end) = now, over
    whole = ONE / (a * d + b * c)
    first = y + h[4] * slope + h[0] * middle - h[3] * end
    second = y + h[2] * (slope + end) + h[1] * middle
    return (d * first + b * second) * whole, (a * second - c * first) * whole


def _old(now: Three, over: tuple[Three, Three], h: Weights) -> tuple[One, tuple[One, One]]:
    """All mature collagen, and what there is above the untreated in the middle and at the end.

    What young collagen adds after the beginning of the step is not in it yet.
    """
    (young, mature, untreated), ((ripe, eating, half), hot) = now, over
    whole = untreated + mature
    eaten = eating * whole
    slope = ripe * young - eaten * hot[0]
    more = eating * slope
    middle, end = (eaten + h[8] * more) * hot[1], (eaten + h[9] * more) * hot[2]
    return whole, (
        half * (mature + h[4] * slope) - h[0] * middle + h[3] * end,
        half * (half * (mature + h[2] * slope)) - h[1] * middle - h[2] * end,
    )


def _young(now: tuple[One, One], over: tuple[Three, Three, Three], h: Weights) -> tuple[One, One]:
    """Young collagen in the middle and at the end, with what of it matures on the way."""
    (young, ripe), (made, lost, free) = now, over
    u, v = ripe * made[1], ripe * made[2]
    t = u + u + v
    third, end = h[0] * (lost[1] + made[1]), lost[2] + made[2]
    slope = made[0] * free[0] - lost[0] * young
    rest = (
        ONE + third + h[5] * (FOUR * u - v),
        h[3] * end + h[6] * t,
        third + third + h[7] * t,
        ONE + h[2] * end + h[5] * (v - u),
    )
    return _solved((young, slope), (rest, made[1] * free[1], made[2] * free[2]), h)


# What is seen


def begin(rows: Single, own: Single) -> None:
    """Skin that was never needled."""
    for j in range(ROWS * LANES):
        rows[j] = NONE
    for j in range(LANES):
        rows[Row.OWN * LANES + j] = own[Own.OWN * LANES + j]


def injure(rows: Single, own: Single, session: Single) -> None:
    """One session; ``orders.session_row`` says what its numbers are."""
    for j in range(LANES):
        reached = own[Own.REACHING * LANES + j] * session[0]
        epidermis = own[Own.EPIDERMIS * LANES + j]
        dose = own[Own.GAIN * LANES + j] * session[1] * max(reached - epidermis, NONE)
        rows[Row.INFLAMMATION * LANES + j] += dose / (ONE + dose * session[3])
        rows[Row.CHANNELS * LANES + j] += session[2] * min(reached / epidermis, ONE)


def leap_on(rows: Single, leap: Single) -> None:
    """All that is seen goes on, exactly."""
    for j in range(LANES):
        channels, hot = rows[Row.CHANNELS * LANES + j], rows[Row.INFLAMMATION * LANES + j]
        layer, kept = rows[Row.LAYER * LANES + j], leap[Seen.LAYER * LANES + j]
        rows[Row.SIGNAL * LANES + j] = (
            leap[Seen.SIGNAL * LANES + j] * rows[Row.SIGNAL * LANES + j]
            + leap[Seen.SIGNAL_FROM_HOT * LANES + j] * hot
        )
        rows[Row.SWELLING * LANES + j] = (
            leap[Seen.SWELLING * LANES + j] * rows[Row.SWELLING * LANES + j]
            + leap[Seen.SWELLING_FROM_HOT * LANES + j] * hot
        )
        rows[Row.FLAKING * LANES + j] = (
            kept * rows[Row.FLAKING * LANES + j]
            + leap[Seen.FLAKING_FROM_LAYER * LANES + j] * layer
            + leap[Seen.FLAKING_FROM_CHANNELS * LANES + j] * channels
        )
        rows[Row.LAYER * LANES + j] = (
            kept * layer + leap[Seen.LAYER_FROM_CHANNELS * LANES + j] * channels
        )
        rows[Row.CHANNELS * LANES + j] = leap[Seen.CHANNELS * LANES + j] * channels
    fade(rows, leap)


def fade(rows: Single, leap: Single) -> None:
    """Inflammation and pigment alone go on, exactly."""
    for j in range(LANES):
        hot = rows[Row.INFLAMMATION * LANES + j]
        rows[Row.PIGMENT * LANES + j] = (
            leap[Seen.PIGMENT * LANES + j] * rows[Row.PIGMENT * LANES + j]
            + leap[Seen.PIGMENT_FROM_HOT * LANES + j] * hot
        )
        rows[Row.INFLAMMATION * LANES + j] = leap[Seen.HOT * LANES + j] * hot


def count_red(rows: Single, table: Single, quarter: int) -> None:
    """How many days skin stays red from now, to the quarter of a day, at most 15.75.

    ``quarter`` is the number of that leap in the table.
    """
    for j in range(LANES):
        rows[Row.LEFT * LANES + j] = rows[Row.INFLAMMATION * LANES + j]
        rows[Row.COUNTED * LANES + j] = NONE
    for n in range(RED_LEAPS):
        number = RED_LEAPS - 1 - n
        leap, length = table[quarter + number], QUARTER * np.float32(1 << number)
        for j in range(LANES):
            left = rows[Row.LEFT * LANES + j]
            later = leap[Seen.HOT * LANES + j] * left
            red = later >= RED_FROM
            rows[Row.LEFT * LANES + j] = later if red else left
            rows[Row.COUNTED * LANES + j] += length if red else NONE


def add_red(rows: Single, most: One) -> None:
    """The red days counted last are added, at most so many of them."""
    for j in range(LANES):
        rows[Row.RED * LANES + j] += min(rows[Row.COUNTED * LANES + j], most)


def look(rows: Single, leaps: tuple[Single, int], ahead: int) -> None:
    """The most pigment so far: of now, or where ``ahead`` is 1 after a week without a session.

    ``leaps`` come with the number of one day.
    """
    table, day = leaps
    for j in range(LANES):
        hot, pigment = rows[Row.INFLAMMATION * LANES + j], rows[Row.PIGMENT * LANES + j]
        if ahead:
            for n in range(WEEK_LEAPS):
                at = table[day + n]
                pigment = (
                    at[Seen.PIGMENT * LANES + j] * pigment
                    + at[Seen.PIGMENT_FROM_HOT * LANES + j] * hot
                )
                hot = at[Seen.HOT * LANES + j] * hot
        rows[Row.DARK * LANES + j] = max(rows[Row.DARK * LANES + j], pigment)


HELPERS = (
    slow_step,
    _weights,
    _signals,
    _cells,
    _solved,
    _old,
    _young,
    begin,
    injure,
    leap_on,
    fade,
    count_red,
    add_red,
    look,
)
