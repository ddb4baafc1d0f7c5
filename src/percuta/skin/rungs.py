"""The ladder of leaps for patients side by side: worked out in double, kept in single precision.

The same ladder as ``ladder.py``, with the sums of inflammation and signal over each leap, which
give the middle of a step.
"""

import numpy as np
from numpy.typing import NDArray

from percuta.skin.rows import CHAIN, LANES, SEEN, Own, Rate, Seen, Slow, Sum

Single = NDArray[np.float32]
Double = NDArray[np.float64]
# Rows of what a state keeps of itself.
ALONE = tuple(
    int(row)
    for row in (
        Seen.HOT,
        Seen.PIGMENT,
        Seen.CHANNELS,
        Seen.SWELLING,
        Seen.LAYER,
        Seen.SIGNAL,
        Sum.OWN,
    )
)
TERMS = 4  # of the series of the shortest leap, an eighth of the shortest time of any state


def own_numbers(rates: Double, own: Single) -> None:
    """What is made of the numbers of patients once."""
    for j in range(LANES):
        room = rates[Rate.ROOM * LANES + j]
        own[Own.CELLS * LANES + j] = rates[Rate.CELLS * LANES + j]
        own[Own.BUILDING * LANES + j] = rates[Rate.BUILDING * LANES + j] / room
        own[Own.RIPE * LANES + j] = rates[Rate.KEPT * LANES + j] * rates[Rate.RIPENING * LANES + j]
        own[Own.STILL * LANES + j] = (
            rates[Rate.RIPENING * LANES + j] + rates[Rate.LOSING * LANES + j]
        )
        own[Own.FASTER * LANES + j] = (
            rates[Rate.LOSING * LANES + j] * rates[Rate.BURNING * LANES + j]
        )
        own[Own.EATING * LANES + j] = rates[Rate.EATING * LANES + j]
        own[Own.OWN * LANES + j] = rates[Rate.COLLAGEN * LANES + j] / room
        own[Own.GAIN * LANES + j] = rates[Rate.GAIN * LANES + j]
        own[Own.REACHING * LANES + j] = rates[Rate.REACHING * LANES + j]
        own[Own.EPIDERMIS * LANES + j] = rates[Rate.EPIDERMIS * LANES + j]
        own[Own.ONE * LANES + j] = 1.0
        own[Own.ROOM * LANES + j] = room
        own[Own.ROOM_AGAIN * LANES + j] = room


def first_leap(rates: Double, length: float, chain: Double) -> None:
    """The shortest leap by its series, for one of each state after another."""
    term = np.zeros(CHAIN * LANES)
    for row in ALONE:
        term[row * LANES : (row + 1) * LANES] = 1.0
    chain[:] = term
    for n in range(TERMS):
        _next_term(rates, term, length / (n + 1))
        for j in range(CHAIN * LANES):
            chain[j] += term[j]
    for j in range(LANES):
        calming, signal = rates[Rate.CALMING * LANES + j], rates[Rate.SIGNAL * LANES + j]
        hot = (1 - chain[Seen.HOT * LANES + j]) / calming
        chain[Sum.HOT * LANES + j] = hot
        chain[Sum.CALL * LANES + j] = (1 - chain[Seen.SIGNAL * LANES + j]) / signal
        chain[Sum.CALL_FROM_HOT * LANES + j] = (
            hot - chain[Seen.SIGNAL_FROM_HOT * LANES + j] / signal
        )


def _next_term(rates: Double, term: Double, part: float) -> None:
    """Each term of the series from the one before: the slopes of the mechanism."""
    for j in range(LANES):
        hot = term[Seen.HOT * LANES + j]
        signal = part * rates[Rate.SIGNAL * LANES + j]
        swelling = part * rates[Rate.SWELLING * LANES + j]
        fading = part * rates[Rate.FADING * LANES + j]
        called, swollen = Seen.SIGNAL_FROM_HOT * LANES + j, Seen.SWELLING_FROM_HOT * LANES + j
        dark = Seen.PIGMENT_FROM_HOT * LANES + j
        term[called] = signal * (hot - term[called])
        term[swollen] = swelling * (hot - term[swollen])
        term[dark] = part * rates[Rate.DARKENING * LANES + j] * hot - fading * term[dark]
        term[Seen.HOT * LANES + j] = -part * rates[Rate.CALMING * LANES + j] * hot
        term[Seen.SWELLING * LANES + j] *= -swelling
        term[Seen.SIGNAL * LANES + j] *= -signal
        term[Seen.PIGMENT * LANES + j] *= -fading
        term[Sum.OWN * LANES + j] *= -part * rates[Rate.AGEING * LANES + j]
    for j in range(LANES):
        renewal = part * rates[Rate.RENEWAL * LANES + j]
        channels, layer = term[Seen.CHANNELS * LANES + j], term[Seen.LAYER * LANES + j]
        across = term[Seen.LAYER_FROM_CHANNELS * LANES + j]
        twice_on = Seen.FLAKING_FROM_CHANNELS * LANES + j
        once_on = Seen.FLAKING_FROM_LAYER * LANES + j
        term[twice_on] = renewal * (across - term[twice_on])
        term[once_on] = renewal * (layer - term[once_on])
        term[Seen.LAYER_FROM_CHANNELS * LANES + j] = renewal * (channels - across)
        term[Seen.LAYER * LANES + j] = -renewal * layer
        term[Seen.CHANNELS * LANES + j] = -part * rates[Rate.CLOSING * LANES + j] * channels


def twice(chain: Double) -> None:
    """The leap twice as long."""
    for j in range(LANES):
        hot, signal = chain[Seen.HOT * LANES + j], chain[Seen.SIGNAL * LANES + j]
        swelling, pigment = chain[Seen.SWELLING * LANES + j], chain[Seen.PIGMENT * LANES + j]
        called, own = chain[Seen.SIGNAL_FROM_HOT * LANES + j], chain[Sum.OWN * LANES + j]
        summed = Sum.CALL_FROM_HOT * LANES + j
        chain[summed] = chain[summed] * (1 + hot) + chain[Sum.CALL * LANES + j] * called
        chain[Sum.HOT * LANES + j] *= 1 + hot
        chain[Sum.CALL * LANES + j] *= 1 + signal
        chain[Seen.SIGNAL_FROM_HOT * LANES + j] = called * (signal + hot)
        chain[Seen.SWELLING_FROM_HOT * LANES + j] *= swelling + hot
        chain[Seen.PIGMENT_FROM_HOT * LANES + j] *= pigment + hot
        chain[Seen.HOT * LANES + j] = hot * hot
        chain[Seen.SIGNAL * LANES + j] = signal * signal
        chain[Seen.SWELLING * LANES + j] = swelling * swelling
        chain[Seen.PIGMENT * LANES + j] = pigment * pigment
        chain[Sum.OWN * LANES + j] = own * own
    for j in range(LANES):
        layer, channels = chain[Seen.LAYER * LANES + j], chain[Seen.CHANNELS * LANES + j]
        across = chain[Seen.LAYER_FROM_CHANNELS * LANES + j]
        once_on = chain[Seen.FLAKING_FROM_LAYER * LANES + j]
        twice_on = Seen.FLAKING_FROM_CHANNELS * LANES + j
        chain[twice_on] = chain[twice_on] * (layer + channels) + once_on * across
        chain[Seen.LAYER_FROM_CHANNELS * LANES + j] = across * (layer + channels)
        chain[Seen.FLAKING_FROM_LAYER * LANES + j] = 2 * once_on * layer
        chain[Seen.LAYER * LANES + j] = layer * layer
        chain[Seen.CHANNELS * LANES + j] = channels * channels


def keep_seen(chain: Double, seen: Single) -> None:
    """The leap for what is seen, in single precision."""
    for j in range(SEEN * LANES):
        seen[j] = chain[j]


def keep_slow(rates: Double, chain: Double, step: tuple[Single, float]) -> None:
    """The step for cells and collagen, in single precision. ``step`` comes with its length."""
    slow, length = step
    for j in range(LANES):
        called = rates[Rate.CELLS * LANES + j] * rates[Rate.CALLING * LANES + j]
        hot, signal = chain[Seen.HOT * LANES + j], chain[Seen.SIGNAL * LANES + j]
        from_hot, each = chain[Seen.SIGNAL_FROM_HOT * LANES + j], 6 / length
        slow[Slow.HOT * LANES + j] = hot
        slow[Slow.HOT_MIDDLE * LANES + j] = (each * chain[Sum.HOT * LANES + j] - 1 - hot) / 4
        slow[Slow.CALL * LANES + j] = signal
        slow[Slow.CALL_FROM_HOT * LANES + j] = called * from_hot
        slow[Slow.CALL_MIDDLE * LANES + j] = (each * chain[Sum.CALL * LANES + j] - 1 - signal) / 4
        slow[Slow.CALL_MIDDLE_FROM_HOT * LANES + j] = (
            called * (each * chain[Sum.CALL_FROM_HOT * LANES + j] - from_hot) / 4
        )
        slow[Slow.HALF * LANES + j] = np.sqrt(chain[Sum.OWN * LANES + j])


HELPERS = (own_numbers, first_leap, _next_term, twice, keep_seen, keep_slow)
