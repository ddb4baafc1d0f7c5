"""Where a reading lies in its forecast, and how often bands hold what was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.response.update import By
from percuta.review.coverage import coverage, mean_rank
from percuta.review.seen import at_day, reading

BAND = (0.0, 0.1, 0.3, 0.5, 0.8)
BANDS = st.lists(st.floats(0, 1), min_size=5, max_size=5).map(sorted)
RANKS = st.lists(st.none() | st.floats(0, 1), max_size=60)


@given(BANDS, st.sampled_from(list(By)))
def test_what_is_read_spreads_in_the_order_of_its_parts(band: list[float], by: By) -> None:
    found = reading(band, by=by).quantiles
    assert list(found) == sorted(found)


@given(BANDS, st.floats(-1, 1), st.floats(0, 0.5))
def test_a_better_reading_never_ranks_lower(band: list[float], seen: float, more: float) -> None:
    low, high = reading(band, seen=seen).rank, reading(band, seen=seen + more).rank
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 1


def test_a_reading_at_a_told_part_has_that_rank() -> None:
    told = reading(BAND).quantiles
    for part, value in zip((0.05, 0.25, 0.5, 0.75, 0.95), told, strict=True):
        assert reading(BAND, seen=value).rank == pytest.approx(part, abs=1e-6)


def test_a_reading_is_held_against_a_wider_band_than_the_skin() -> None:
    told = reading(BAND).quantiles
    assert told[4] - told[0] > BAND[4] - BAND[0]


def test_raters_hope_and_instruments_do_not() -> None:
    assert reading(BAND).quantiles[2] > reading(BAND, by=By.INSTRUMENT).quantiles[2]


def test_nothing_read_is_neither_inside_nor_outside() -> None:
    assert reading(BAND).holds(0.9) is None


def test_a_band_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="five numbers that do not fall"):
        reading((0.0, 0.2, 0.1, 0.5, 0.8))


def test_between_two_days_the_band_is_between() -> None:
    assert at_day([0, 10], [[0, 0], [1, 2]], 5) == [0.5, 1.0]
    assert at_day([0, 10], [[0, 0], [1, 2]], 99) == [1.0, 2.0]


@given(RANKS)
def test_every_forecast_is_either_read_or_missing(ranks: list[float | None]) -> None:
    found = coverage(ranks)
    assert found.seen + found.missing == found.due == len(ranks)
    assert found.in_half.of == found.in_nine.of == found.seen
    assert found.in_half.held <= found.in_nine.held
    below = [point.came.held for point in found.points]
    assert below == sorted(below)


def test_missing_readings_never_count_as_held() -> None:
    found = coverage([0.5, None, None, 0.99])
    assert (found.in_nine.held, found.in_nine.of, found.missing) == (1, 2, 2)


def test_several_places_of_one_concern_count_once_by_their_middle() -> None:
    assert mean_rank([0.9, 0.1, 0.2]) == 0.2
    assert mean_rank([0.1, 0.3]) == pytest.approx(0.2)
    assert mean_rank([]) is None
