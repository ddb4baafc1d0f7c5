"""The mechanism for many patients side by side: what the compiled kernel is made of.

Plain Python that ``compiled.py`` turns into machine code. Orders depend on sessions and days
only, so all patients do the same. Collagen is kept in parts of the room for it, and the signal
also as the rate at which it calls cells.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from percuta.skin.red import REDNESS_MOST
from percuta.skin.rows import LANES, ROWS, Own, Row, Seen, Slow
from percuta.skin.seen import HALF_RED, VISIBLY_RED

Single = NDArray[np.float32]
One = np.float32
Whole = tuple[One, One, One, One]
State = tuple[One, One, One, One, One, One, One]  # what is seen
Three = tuple[One, One, One]  # at the beginning, middle and end of a step

NONE, ONE = np.float32(0), np.float32(1)
FOUR, FIVE = np.float32(4), np.float32(5)
HALF, QUARTER, RED_LEAPS, WEEK_LEAPS = np.float32(0.5), np.float32(0.25), 6, 3
# Inflammation from which skin looks red: redness solved for it.
RED_FROM = np.float32(HALF_RED.value * VISIBLY_RED.value / (REDNESS_MOST - VISIBLY_RED.value))
# Parts of the length of a step by which slopes count.
WEIGHTS = (1 / 24, 1 / 8, 1 / 6, 5 / 24, 1 / 4, 1 / 2, 1.0, 2.0)


class Parts(NamedTuple):
    """Those of one length, in days."""

    small: One
    eighth: One
    sixth: One
    five: One
    quarter: One
    half: One
    whole: One
    twice: One


def slow_step(rows: Single, own: Single, leap: Single) -> None:
    """Cells and collagen go one step on, by the fourth-order rule of Lobatto solved at once.

    The rule, for a state y with slope f at the beginning, middle and end of a step h, says
    2 ym = y0 + y1 + h/4 (f0 - f1) and y1 + 4 ym = 5 y0 + h f0 + 2 h fm.
    """
    h = _parts(leap)
    for j in range(LANES):
        hot, call = rows[Row.INFLAMMATION * LANES + j], _calls(rows, leap, j)
        cells = _cells((rows[Row.CELLS * LANES + j], own[Own.CELLS * LANES + j]), call, h)
        building = own[Own.BUILDING * LANES + j]
        made = (building * cells[0], building * cells[1], building * cells[2])
        young, untreated = rows[Row.YOUNG * LANES + j], rows[Row.OWN * LANES + j]
        half, rest = leap[Slow.HALF * LANES + j], leap[Slow.ALL * LANES + j]
        after = (half * untreated, rest * untreated)
        whole = untreated + rows[Row.MATURE * LANES + j]
        eaten = (
            own[Own.EATING * LANES + j] * hot,
            leap[Slow.EATEN_MIDDLE * LANES + j] * hot,  # four times
            leap[Slow.EATEN * LANES + j] * hot,
        )
        slope = own[Own.RIPE * LANES + j] * young - eaten[0] * whole
        old = _old((rows[Row.MATURE * LANES + j], whole, slope), eaten, (half, rest, h))
        lost = own[Own.STILL * LANES + j] + own[Own.FASTER * LANES + j] * hot
        free = (ONE - whole - young, ONE - after[0] - old[0], ONE - after[1] - old[1])
        grown = (made[0] * free[0] - lost * young, made[1] * free[1], made[2] * free[2])
        losses = _losses(leap, j, (hot, made[1], made[2]))
        twice, new = _young(young, (grown, losses), h)
        ripened = leap[Slow.RIPENED * LANES + j]
        rows[Row.INFLAMMATION * LANES + j] = leap[Slow.HOT * LANES + j] * hot
        rows[Row.CALL * LANES + j] = call[2]
        rows[Row.CELLS * LANES + j] = cells[2]
        rows[Row.YOUNG * LANES + j] = new
        rows[Row.MATURE * LANES + j] = old[1] + ripened * ((half + half) * twice + new)
        rows[Row.OWN * LANES + j] = after[1]


def _parts(leap: Single) -> Parts:
    w = leap[Slow.WEIGHTS * LANES :]
    return Parts(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7])


def _calls(rows: Single, leap: Single, j: int) -> Three:
    """The call of cells; in the middle so that Simpson's rule gives its exact sum."""
    hot, call = rows[Row.INFLAMMATION * LANES + j], rows[Row.CALL * LANES + j]
    from_call, from_hot = (
        leap[Slow.CALL_MIDDLE * LANES + j],
        leap[Slow.CALL_MIDDLE_FROM_HOT * LANES + j],
    )
    return (
        call,
        from_call * call + from_hot * hot,
        leap[Slow.CALL * LANES + j] * call + leap[Slow.CALL_FROM_HOT * LANES + j] * hot,
    )


def _cells(now: tuple[One, One], call: Three, h: Parts) -> Three:
    """The active part of the fibroblasts; ``now`` is that part and the rate of calming down."""
    active, rate = now
    slope = call[0] - (rate + call[0]) * active
    lost = FOUR + h.twice * (rate + call[1])  # of 4 ym
    kept = h.eighth * (rate + call[2]) + HALF  # ym = kept * y1 + rest
    rest = h.eighth * (slope - call[2]) + HALF * active
    whole = FIVE * active + h.whole * (slope + (call[1] + call[1]))
    after = (whole - lost * rest) / (ONE + lost * kept)
    return active, kept * after + rest, after


def _old(now: Three, eaten: Three, step: tuple[One, One, Parts]) -> tuple[One, One]:
    """Mature collagen above the untreated in the middle and at the end of a step.

    ``now`` is what there is of it, with all mature collagen, and its slope. What young collagen
    adds after the beginning of the step is not in it yet.
    """
    (mature, whole, slope), (half, rest, h) = now, step  # the middle comes four times
    middle, end = (whole + h.half * slope) * eaten[1], (whole + h.whole * slope) * eaten[2]
    return (
        half * (mature + h.five * slope) + h.small * (end - (middle + middle)),
        rest * (mature + h.sixth * slope) - h.sixth * (middle + end),
    )


def _losses(leap: Single, j: int, over: Three) -> Whole:
    """What young collagen loses and what maturing takes away, as the equations of ``_young``.

    ``over`` is inflammation, and what cells make in the middle and at the end.
    """
    hot, middle, end = over
    losing = leap[Slow.LOSING * LANES + j] + leap[Slow.LOSING_HOT * LANES + j] * hot
    keeping = leap[Slow.KEEPING * LANES + j] + leap[Slow.KEEPING_HOT * LANES + j] * hot
    room = leap[Slow.ROOM * LANES + j]
    return (
        losing + leap[Slow.LOSING_MADE * LANES + j] * middle,
        keeping + leap[Slow.KEEPING_MADE * LANES + j] * end,
        ONE - room * middle,
        ONE - room * end,
    )


def _young(young: One, over: tuple[Three, Whole], h: Parts) -> tuple[One, One]:
    """Young collagen at the end of a step, after twice that of the middle.

    What of it matures on the way takes room away, by the same rule. ``over`` is the slope in the
    beginning with what is gained later, and ``_losses``.
    """
    grown, (losing, keeping, lasting, staying) = over
    whole = FIVE * young + h.whole * (grown[0] + (grown[1] + grown[1]))
    rest = young + h.quarter * (grown[0] - grown[2])
    once = ONE / (losing * keeping + lasting * staying)
    return (keeping * whole + lasting * rest) * once, (staying * whole - losing * rest) * once


# What is seen


def begin(rows: Single, own: Single) -> None:
    """Skin that was never needled."""
    for j in range(ROWS * LANES):
        rows[j] = NONE
    for j in range(LANES):
        rows[Row.OWN * LANES + j] = own[Own.OWN * LANES + j]


def injure(rows: Single, own: Single, session: Single) -> None:
    """One session; ``orders.session_row`` says what its numbers are."""
    depth, density, opened, ceiling = session[0], session[1], session[2], session[3]
    for j in range(LANES):
        past = depth * own[Own.REACHING * LANES + j] - own[Own.EPIDERMIS * LANES + j]
        dose = own[Own.GAIN * LANES + j] * density * max(past, NONE)
        rows[Row.INFLAMMATION * LANES + j] += dose / (ONE + dose * ceiling)
        crossed = min(depth * own[Own.CROSSING * LANES + j], ONE)
        rows[Row.CHANNELS * LANES + j] += opened * crossed


def leap_on(rows: Single, leap: Single) -> None:
    """All that is seen goes on, exactly."""
    for j in range(LANES):
        _keep(rows, j, _leapt(_found(rows, j), leap, j))


def leap_twice(rows: Single, leap: Single, other: Single) -> None:
    """All that is seen goes on by one leap and another, read and written once."""
    for j in range(LANES):
        _keep(rows, j, _leapt(_leapt(_found(rows, j), leap, j), other, j))


def _found(rows: Single, j: int) -> State:
    return (
        rows[Row.CHANNELS * LANES + j],
        rows[Row.SWELLING * LANES + j],
        rows[Row.LAYER * LANES + j],
        rows[Row.FLAKING * LANES + j],
        rows[Row.SIGNAL * LANES + j],
        rows[Row.PIGMENT * LANES + j],
        rows[Row.INFLAMMATION * LANES + j],
    )


def _leapt(now: State, leap: Single, j: int) -> State:
    channels, swelling, layer, flaking, signal, pigment, hot = now
    kept = leap[Seen.LAYER * LANES + j]
    from_layer = leap[Seen.FLAKING_FROM_LAYER * LANES + j] * layer
    from_channels = leap[Seen.FLAKING_FROM_CHANNELS * LANES + j] * channels
    return (
        leap[Seen.CHANNELS * LANES + j] * channels,
        leap[Seen.SWELLING * LANES + j] * swelling + leap[Seen.SWELLING_FROM_HOT * LANES + j] * hot,
        kept * layer + leap[Seen.LAYER_FROM_CHANNELS * LANES + j] * channels,
        kept * flaking + from_layer + from_channels,
        leap[Seen.SIGNAL * LANES + j] * signal + leap[Seen.SIGNAL_FROM_HOT * LANES + j] * hot,
        leap[Seen.PIGMENT * LANES + j] * pigment + leap[Seen.PIGMENT_FROM_HOT * LANES + j] * hot,
        leap[Seen.HOT * LANES + j] * hot,
    )


def _keep(rows: Single, j: int, now: State) -> None:
    rows[Row.CHANNELS * LANES + j] = now[0]
    rows[Row.SWELLING * LANES + j] = now[1]
    rows[Row.LAYER * LANES + j] = now[2]
    rows[Row.FLAKING * LANES + j] = now[3]
    rows[Row.SIGNAL * LANES + j] = now[4]
    rows[Row.PIGMENT * LANES + j] = now[5]
    rows[Row.INFLAMMATION * LANES + j] = now[6]


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
    _parts,
    _calls,
    _cells,
    _old,
    _losses,
    _young,
    begin,
    injure,
    leap_on,
    leap_twice,
    _found,
    _leapt,
    _keep,
    fade,
    count_red,
    add_red,
    look,
)
