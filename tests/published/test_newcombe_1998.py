"""Exact intervals of a share agree with those printed by Newcombe (1998), table I, method 5."""

import pytest

from percuta.healing.adverse.rates import exact_interval

PRINTED = [
    (81, 263, 0.2527, 0.3676),
    (15, 148, 0.0578, 0.1617),
    (0, 20, 0.0000, 0.1684),
    (1, 29, 0.0009, 0.1776),
]


@pytest.mark.parametrize(("events", "sessions", "low", "high"), PRINTED)
def test_the_exact_interval_is_the_printed_one(
    events: int, sessions: int, *, low: float, high: float
) -> None:
    assert exact_interval(events, sessions) == pytest.approx((low, high), abs=0.00005)
