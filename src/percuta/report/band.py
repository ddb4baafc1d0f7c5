"""Five quantiles of virtual people, as documents carry them."""

from collections.abc import Iterable

Band = tuple[float, float, float, float, float]


def band(row: Iterable[float]) -> Band:
    """Five numbers, rounded for print."""
    low, first, middle, third, high = (round(float(value), 4) for value in row)
    return low, first, middle, third, high
