"""The ladder of leaps for patients side by side, in single precision.

The same ladder as ``ladder.py``. What a state loses over a leap is kept, not what it keeps of
itself: twice as long loses ``q (2 - q)``, which costs no digit however often it is done.
"""

import numpy as np
from numpy.typing import NDArray

from percuta.skin.rows import LANES, Gone, Own, Rate, Seen, Slow

Single = NDArray[np.float32]
One = np.float32

ONE, TWO, THREE, FOUR = np.float32(1), np.float32(2), np.float32(3), np.float32(4)
QUARTER, SIX = np.float32(0.25), np.float32(6)
# Of the series of the shortest leap, an eighth of the shortest time of any state: 1 / n, 1 / n!
HALF, THIRD, FIFTH = np.float32(1 / 2), np.float32(1 / 3), np.float32(1 / 5)
IN_6, IN_24, IN_120 = np.float32(1 / 6), np.float32(1 / 24), np.float32(1 / 120)


def own_numbers(rates: Single, own: Single) -> None:
    """What is made of the numbers of patients once."""
    for j in range(LANES):
        room = rates[Rate.ROOM * LANES + j]
        filled = ONE / room
        own[Own.CELLS * LANES + j] = rates[Rate.CELLS * LANES + j]
        own[Own.BUILDING * LANES + j] = rates[Rate.BUILDING * LANES + j] * filled
        own[Own.RIPE * LANES + j] = rates[Rate.KEPT * LANES + j] * rates[Rate.RIPENING * LANES + j]
        own[Own.STILL * LANES + j] = (
            rates[Rate.RIPENING * LANES + j] + rates[Rate.LOSING * LANES + j]
        )
        own[Own.FASTER * LANES + j] = (
            rates[Rate.LOSING * LANES + j] * rates[Rate.BURNING * LANES + j]
        )
        own[Own.EATING * LANES + j] = rates[Rate.EATING * LANES + j]
        own[Own.OWN * LANES + j] = rates[Rate.COLLAGEN * LANES + j] * filled
        own[Own.GAIN * LANES + j] = rates[Rate.GAIN * LANES + j]
        own[Own.REACHING * LANES + j] = rates[Rate.REACHING * LANES + j]
        own[Own.EPIDERMIS * LANES + j] = rates[Rate.EPIDERMIS * LANES + j]
        own[Own.ONE * LANES + j] = ONE
        own[Own.ROOM * LANES + j] = room
        own[Own.ROOM_AGAIN * LANES + j] = room
    for j in range(LANES):
        own[Own.CALLED * LANES + j] = (
            rates[Rate.CELLS * LANES + j] * rates[Rate.CALLING * LANES + j]
        )
        own[Own.CALM * LANES + j] = ONE / rates[Rate.CALMING * LANES + j]
        own[Own.SILENT * LANES + j] = ONE / rates[Rate.SIGNAL * LANES + j]
        own[Own.CROSSING * LANES + j] = (
            rates[Rate.REACHING * LANES + j] / rates[Rate.EPIDERMIS * LANES + j]
        )


def first_leap(rates: Single, length: One, tables: tuple[Single, Single]) -> None:
    """The shortest leap, by series: what is lost, and the leap for what is seen."""
    gone, seen = tables
    for j in range(LANES):
        hot, swelling = (
            length * rates[Rate.CALMING * LANES + j],
            length * rates[Rate.SWELLING * LANES + j],
        )
        signal, fading = (
            length * rates[Rate.SIGNAL * LANES + j],
            length * rates[Rate.FADING * LANES + j],
        )
        gone[Gone.HOT * LANES + j] = _lost(hot)
        gone[Gone.SWELLING * LANES + j] = _lost(swelling)
        gone[Gone.SIGNAL * LANES + j] = _lost(signal)
        gone[Gone.PIGMENT * LANES + j] = _lost(fading)
        seen[Seen.SIGNAL_FROM_HOT * LANES + j] = signal * _passed(signal, hot)
        seen[Seen.SWELLING_FROM_HOT * LANES + j] = swelling * _passed(swelling, hot)
        seen[Seen.PIGMENT_FROM_HOT * LANES + j] = (
            length * rates[Rate.DARKENING * LANES + j] * _passed(fading, hot)
        )
    for j in range(LANES):
        renewal, closing = (
            length * rates[Rate.RENEWAL * LANES + j],
            length * rates[Rate.CLOSING * LANES + j],
        )
        ageing, lost = length * rates[Rate.AGEING * LANES + j], _lost(renewal)
        gone[Gone.LAYER * LANES + j] = lost
        gone[Gone.CHANNELS * LANES + j] = _lost(closing)
        gone[Gone.OWN * LANES + j] = _lost(ageing)
        gone[Gone.OWN_HALF * LANES + j] = _lost(HALF * ageing)
        seen[Seen.LAYER_FROM_CHANNELS * LANES + j] = renewal * _passed(renewal, closing)
        seen[Seen.FLAKING_FROM_LAYER * LANES + j] = renewal * (ONE - lost)
        seen[Seen.FLAKING_FROM_CHANNELS * LANES + j] = (
            renewal * renewal * _passed_on(renewal, closing)
        )
    _kept(gone, seen)


def _lost(x: One) -> One:
    """1 - exp(-x)."""
    return x * (ONE - HALF * x * (ONE - THIRD * x * (ONE - QUARTER * x * (ONE - FIFTH * x))))


def _passed(x: One, y: One) -> One:
    """(exp(-y) - exp(-x)) / (x - y), also where they coincide: what passes through one state."""
    one, both = x + y, x * y
    squares = one * one - both
    return ONE - HALF * one + IN_6 * squares - IN_24 * one * (squares - both)


def _passed_on(x: One, y: One) -> One:
    """The same through two states, both at the rate ``x``."""
    squares, third = THREE * x * x + (TWO * x + y) * y, FOUR * x + THREE * y
    cubes = x * x * third + (TWO * x + y) * y * y
    return HALF - IN_6 * (TWO * x + y) + IN_24 * squares - IN_120 * cubes


def _kept(gone: Single, seen: Single) -> None:
    """What each state keeps of itself."""
    for j in range(LANES):
        seen[Seen.HOT * LANES + j] = ONE - gone[Gone.HOT * LANES + j]
        seen[Seen.PIGMENT * LANES + j] = ONE - gone[Gone.PIGMENT * LANES + j]
        seen[Seen.CHANNELS * LANES + j] = ONE - gone[Gone.CHANNELS * LANES + j]
        seen[Seen.SWELLING * LANES + j] = ONE - gone[Gone.SWELLING * LANES + j]
        seen[Seen.LAYER * LANES + j] = ONE - gone[Gone.LAYER * LANES + j]
        seen[Seen.SIGNAL * LANES + j] = ONE - gone[Gone.SIGNAL * LANES + j]


def twice(gone: Single, before: Single, seen: Single) -> None:
    """The leap twice as long as the one before."""
    for j in range(LANES):
        hot, signal = gone[Gone.HOT * LANES + j], gone[Gone.SIGNAL * LANES + j]
        swelling, pigment = gone[Gone.SWELLING * LANES + j], gone[Gone.PIGMENT * LANES + j]
        called = before[Seen.SIGNAL_FROM_HOT * LANES + j]
        swollen = before[Seen.SWELLING_FROM_HOT * LANES + j]
        darkened = before[Seen.PIGMENT_FROM_HOT * LANES + j]
        kept = TWO - hot
        seen[Seen.SIGNAL_FROM_HOT * LANES + j] = called * (kept - signal)
        seen[Seen.SWELLING_FROM_HOT * LANES + j] = swollen * (kept - swelling)
        seen[Seen.PIGMENT_FROM_HOT * LANES + j] = darkened * (kept - pigment)
        hot, signal = hot * kept, signal * (TWO - signal)
        swelling, pigment = swelling * (TWO - swelling), pigment * (TWO - pigment)
        gone[Gone.HOT * LANES + j], seen[Seen.HOT * LANES + j] = hot, ONE - hot
        gone[Gone.SIGNAL * LANES + j], seen[Seen.SIGNAL * LANES + j] = signal, ONE - signal
        gone[Gone.SWELLING * LANES + j], seen[Seen.SWELLING * LANES + j] = swelling, ONE - swelling
        gone[Gone.PIGMENT * LANES + j], seen[Seen.PIGMENT * LANES + j] = pigment, ONE - pigment
    for j in range(LANES):
        layer, channels = gone[Gone.LAYER * LANES + j], gone[Gone.CHANNELS * LANES + j]
        across = before[Seen.LAYER_FROM_CHANNELS * LANES + j]
        once_on = before[Seen.FLAKING_FROM_LAYER * LANES + j]
        twice_on = before[Seen.FLAKING_FROM_CHANNELS * LANES + j]
        kept = TWO - layer
        seen[Seen.FLAKING_FROM_CHANNELS * LANES + j] = (
            twice_on * (kept - channels) + once_on * across
        )
        seen[Seen.LAYER_FROM_CHANNELS * LANES + j] = across * (kept - channels)
        seen[Seen.FLAKING_FROM_LAYER * LANES + j] = once_on * (kept - layer)
        layer, channels = layer * kept, channels * (TWO - channels)
        gone[Gone.LAYER * LANES + j], seen[Seen.LAYER * LANES + j] = layer, ONE - layer
        gone[Gone.CHANNELS * LANES + j], seen[Seen.CHANNELS * LANES + j] = channels, ONE - channels
        own = gone[Gone.OWN * LANES + j]
        gone[Gone.OWN_HALF * LANES + j], gone[Gone.OWN * LANES + j] = own, own * (TWO - own)


def keep_slow(own: Single, tables: tuple[Single, Single], step: tuple[Single, One]) -> None:
    """The step for cells and collagen. ``step`` comes with its length."""
    (gone, seen), (slow, length) = tables, step
    each = SIX / length
    for j in range(LANES):
        hot, signal = seen[Seen.HOT * LANES + j], seen[Seen.SIGNAL * LANES + j]
        from_hot, called = seen[Seen.SIGNAL_FROM_HOT * LANES + j], own[Own.CALLED * LANES + j]
        silent, eating = own[Own.SILENT * LANES + j], own[Own.EATING * LANES + j]
        # Over the leap: of inflammation, of the signal, and of the signal that came from it.
        sum_hot = gone[Gone.HOT * LANES + j] * own[Own.CALM * LANES + j]
        sum_signal = gone[Gone.SIGNAL * LANES + j] * silent
        sum_from_hot = sum_hot - from_hot * silent
        middle = QUARTER * (each * sum_hot - (ONE + hot))
        slow[Slow.HOT * LANES + j] = hot
        slow[Slow.CALL * LANES + j] = signal
        slow[Slow.CALL_FROM_HOT * LANES + j] = called * from_hot
        slow[Slow.CALL_MIDDLE * LANES + j] = QUARTER * (each * sum_signal - (ONE + signal))
        slow[Slow.CALL_MIDDLE_FROM_HOT * LANES + j] = (
            QUARTER * called * (each * sum_from_hot - from_hot)
        )
        slow[Slow.EATEN_MIDDLE * LANES + j] = FOUR * eating * middle
        slow[Slow.EATEN * LANES + j] = eating * hot
        faster = length * own[Own.FASTER * LANES + j]
        slow[Slow.LOSING_HOT * LANES + j] = faster * middle
        slow[Slow.KEEPING_HOT * LANES + j] = QUARTER * faster * hot
    for j in range(LANES):
        lost, ripe = length * own[Own.STILL * LANES + j], length * own[Own.RIPE * LANES + j]
        slow[Slow.HALF * LANES + j] = ONE - gone[Gone.OWN_HALF * LANES + j]
        slow[Slow.ALL * LANES + j] = ONE - gone[Gone.OWN * LANES + j]
        slow[Slow.LOSING * LANES + j] = TWO + lost
        slow[Slow.KEEPING * LANES + j] = ONE + QUARTER * lost
        slow[Slow.LOSING_MADE * LANES + j] = length + THIRD * length * ripe
        slow[Slow.KEEPING_MADE * LANES + j] = QUARTER * length + IN_24 * length * ripe
        slow[Slow.ROOM * LANES + j] = HALF * IN_6 * length * ripe
        slow[Slow.RIPENED * LANES + j] = IN_6 * ripe


HELPERS = (own_numbers, first_leap, _lost, _passed, _passed_on, _kept, twice, keep_slow)
