"""What a step of time does to the linear states, for steps that double from a tiny one.

The step twice as long follows by squaring: no exponentials, and no loss of digits where two rates
nearly coincide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.floating]

FIRST_STEP = 2.0**-6  # days; over it the series below are exact to the last digits
TERMS = 9


@dataclass(frozen=True, kw_only=True)
class Leap:
    """One step: what each state keeps of itself, and what it takes over from another."""

    channels: Values
    inflammation: Values
    swelling: Values
    layer: Values
    signal: Values
    pigment: Values
    own: Values
    swelling_from_inflammation: Values
    signal_from_inflammation: Values
    pigment_from_inflammation: Values
    layer_from_channels: Values
    flaking_from_layer: Values
    flaking_from_channels: Values


def ladder(rates: Mapping[str, Values], longest: float) -> dict[float, Leap]:
    """Leaps by length in days, from the tiny step to the longest or just over it."""
    step, leap = FIRST_STEP, _first(rates)
    leaps = {step: leap}
    while step < longest:
        step, leap = 2 * step, _twice(leap)
        leaps[step] = leap
    return leaps


def _first(rates: Mapping[str, Values]) -> Leap:
    r = {name: -FIRST_STEP * value for name, value in rates.items()}
    renewal = -r["renewal"]
    return Leap(
        channels=_exp(r["closing"]),
        inflammation=_exp(r["calming"]),
        swelling=_exp(r["swelling"]),
        layer=_exp(r["renewal"]),
        signal=_exp(r["signal"]),
        pigment=_exp(r["fading"]),
        own=_exp(r["ageing"]),
        swelling_from_inflammation=-r["swelling"] * _between(r["swelling"], r["calming"]),
        signal_from_inflammation=-r["signal"] * _between(r["signal"], r["calming"]),
        pigment_from_inflammation=-r["darkening"] * _between(r["fading"], r["calming"]),
        layer_from_channels=renewal * _between(r["renewal"], r["closing"]),
        flaking_from_layer=renewal * _exp(r["renewal"]),
        flaking_from_channels=renewal**2 * _between_twice(r["renewal"], r["closing"]),
    )


def _twice(leap: Leap) -> Leap:
    hot = leap.inflammation
    return Leap(
        channels=leap.channels**2,
        inflammation=hot**2,
        swelling=leap.swelling**2,
        layer=leap.layer**2,
        signal=leap.signal**2,
        pigment=leap.pigment**2,
        own=leap.own**2,
        swelling_from_inflammation=leap.swelling_from_inflammation * (leap.swelling + hot),
        signal_from_inflammation=leap.signal_from_inflammation * (leap.signal + hot),
        pigment_from_inflammation=leap.pigment_from_inflammation * (leap.pigment + hot),
        layer_from_channels=leap.layer_from_channels * (leap.layer + leap.channels),
        flaking_from_layer=2 * leap.flaking_from_layer * leap.layer,
        flaking_from_channels=leap.flaking_from_channels * (leap.layer + leap.channels)
        + leap.flaking_from_layer * leap.layer_from_channels,
    )


def _exp(x: Values) -> Values:
    total = np.ones_like(x)
    for n in range(TERMS, 0, -1):
        total = 1 + x / n * total
    return total


def _between(x: Values, y: Values) -> Values:
    """(exp x - exp y) / (x - y), as a series that does not divide by nothing where x is y.

    Its terms are the sums of all products of n - 1 factors x or y, over n factorial.
    """
    total, products, power = np.zeros_like(x), np.ones_like(x), np.ones_like(x)
    for n in range(1, TERMS):
        total = total + products / factorial(n)
        power = power * y
        products = x * products + power
    return total


def _between_twice(x: Values, y: Values) -> Values:
    """The same once more, with x counted twice."""
    total, twice = np.zeros_like(x), np.ones_like(x)
    products, power = np.ones_like(x), np.ones_like(x)
    for n in range(2, TERMS):
        total = total + twice / factorial(n)
        power = power * y
        products = x * products + power
        twice = x * twice + products
    return total
