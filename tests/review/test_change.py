"""Change on a scale with its doubt: what may be said, and what may not."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.assessment.scale import Better, NotOnScale
from percuta.assessment.scales import GAIS_CHANGE, GOODMAN_BARON, LEMPERLE, MASI, SCALES, VANCOUVER
from percuta.review.change import NO_ROOM, NOT_AFTER, NOT_BEFORE, Verdict, change, part_gone
from percuta.review.repeatability import (
    REPEATABILITY,
    error_from_agreement,
    error_from_retest,
    least_real,
)

GRADED = sorted(REPEATABILITY)


def values_of(scale: str) -> st.SearchStrategy[float]:
    known = SCALES[scale]
    if known.levels:
        return st.sampled_from([float(one) for one in sorted(known.levels)])
    return st.integers(round(known.low), round(known.high)).map(float)


PAIRS = st.sampled_from(GRADED).flatmap(
    lambda scale: st.tuples(st.just(scale), values_of(scale), values_of(scale))
)


def test_the_least_real_change_is_that_of_the_usual_formula() -> None:
    assert least_real(1) == pytest.approx(1.96 * math.sqrt(2))
    assert error_from_agreement(0.84, 5) == pytest.approx(2)
    assert error_from_retest(0.68) == pytest.approx(0.4)


def test_gradings_that_always_agree_have_no_error() -> None:
    assert error_from_retest(1) == error_from_agreement(1, 6) == 0


@given(PAIRS)
def test_the_interval_holds_the_change_as_graded(pair: tuple[str, float, float]) -> None:
    scale, before, after = pair
    found = change(scale, before=before, after=after)
    assert found.low is not None
    assert found.high is not None
    assert found.by is not None
    assert found.low <= found.by <= found.high


@given(PAIRS)
def test_a_change_smaller_than_the_least_real_one_is_never_called_real(
    pair: tuple[str, float, float],
) -> None:
    scale, before, after = pair
    found = change(scale, before=before, after=after)
    real = found.verdict in {Verdict.BETTER, Verdict.WORSE}
    assert real is (abs(after - before) >= REPEATABILITY[scale].least_real)


@given(PAIRS)
def test_the_same_change_the_other_way_round_is_judged_the_other_way(
    pair: tuple[str, float, float],
) -> None:
    scale, before, after = pair
    there = change(scale, before=before, after=after).verdict
    back = change(scale, before=after, after=before).verdict
    assert (there is Verdict.BETTER) is (back is Verdict.WORSE)


def test_one_grade_of_four_is_no_real_change_and_two_are() -> None:
    assert change(GOODMAN_BARON.key, before=4, after=3).verdict is Verdict.SAME
    assert change(GOODMAN_BARON.key, before=4, after=2).verdict is Verdict.BETTER
    assert change(GOODMAN_BARON.key, before=2, after=4).verdict is Verdict.WORSE


def test_points_of_melasma_count_from_their_least_real_change_on() -> None:
    least = REPEATABILITY[MASI.key].least_real
    assert change(MASI.key, before=20, after=20 - least).verdict is Verdict.BETTER
    assert change(MASI.key, before=20, after=20 - least + 0.1).verdict is Verdict.SAME


def test_a_scale_without_room_says_that_it_could_not_have_shown_more() -> None:
    found = change(GOODMAN_BARON.key, before=2, after=1)
    assert (found.verdict, found.why) == (Verdict.OPEN, NO_ROOM)
    assert change(GOODMAN_BARON.key, before=2, after=2).verdict is Verdict.OPEN


def test_what_was_not_graded_is_never_no_change() -> None:
    assert change(LEMPERLE.key, before=None, after=3).why == NOT_BEFORE
    assert change(LEMPERLE.key, before=3, after=None).why == NOT_AFTER
    assert change(LEMPERLE.key, before=None, after=None).verdict is Verdict.OPEN


def test_a_scale_of_which_no_repeat_is_known_says_nothing() -> None:
    assert change(GAIS_CHANGE.key, before=4, after=1).verdict is Verdict.OPEN


def test_a_value_that_the_scale_does_not_have_is_refused() -> None:
    with pytest.raises(NotOnScale, match="has 0 to 13, not 14"):
        change(VANCOUVER.key, before=14, after=3)
    with pytest.raises(NotOnScale, match="no scale is called 'ecca'"):
        change("ecca", before=1, after=1)


@given(PAIRS)
def test_improvement_as_a_part_is_never_over_all(pair: tuple[str, float, float]) -> None:
    scale, before, after = pair
    part = part_gone(scale, before=before, after=after)
    if before <= SCALES[scale].low:
        assert part is None
    else:
        assert part is not None
        assert -1 <= part <= 1


def test_every_scale_with_a_repeat_says_which_way_is_better() -> None:
    assert all(SCALES[key].better is Better.LOWER for key in GRADED)
