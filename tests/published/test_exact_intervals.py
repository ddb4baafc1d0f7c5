"""The exact intervals agree with Newcombe (Statistics in Medicine 1998; 17: 857, method 5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.review.counted import share

COUNTS = st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("held", "of", "low", "high"),
    [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_the_printed_intervals_come_out(held: int, of: int, *, low: float, high: float) -> None:
    found = share(held, of)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@given(COUNTS)
def test_an_interval_holds_the_part_and_mirrors_its_opposite(counts: tuple[int, int]) -> None:
    held, of = counts
    found, other = share(held, of), share(of - held, of)
    assert 0 <= found.low <= held / of <= found.high <= 1
    assert found.low == pytest.approx(1 - other.high, abs=1e-9)


def test_of_nothing_nothing_is_known() -> None:
    found = share(0, 0)
    assert (found.part, found.low, found.high) == (None, 0, 1)


def test_more_than_all_cannot_hold() -> None:
    with pytest.raises(ValueError, match="3 of 2; from none to all can hold"):
        share(3, 2)
