"""When reviews are due, and when one was missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.review.visits import EARLY, LATE, Stand, reviews, why_not

LAST = date(2026, 1, 1)
DAYS = st.integers(-400, 400).map(lambda days: LAST + timedelta(days=days))


def test_reviews_come_one_three_and_six_months_after_the_last_session() -> None:
    assert [one.months for one in reviews(LAST)] == [1, 3, 6]
    assert [one.day for one in reviews(LAST)] == [
        date(2026, 2, 1),
        date(2026, 4, 3),
        date(2026, 7, 4),
    ]


def test_a_clinic_may_choose_its_own_days() -> None:
    assert [one.after for one in reviews(LAST, [180, 60])] == [60, 180]


def test_a_review_opens_and_closes_around_its_day() -> None:
    one = reviews(LAST)[1]
    early, late = timedelta(days=EARLY.value), timedelta(days=LATE.value)
    day = timedelta(days=1)
    assert one.stands(one.day - early - day, done=False) is Stand.COMING
    assert one.stands(one.day - early, done=False) is Stand.DUE
    assert one.stands(one.day + late, done=False) is Stand.DUE
    assert one.stands(one.day + late + day, done=False) is Stand.MISSED


@given(DAYS)
def test_at_most_one_review_is_due_at_a_time(day: date) -> None:
    due = [one for one in reviews(LAST) if one.stands(day, done=False) is Stand.DUE]
    assert len(due) <= 1


@given(DAYS)
def test_what_was_done_is_never_missed(day: date) -> None:
    assert {one.stands(day, done=True) for one in reviews(LAST)} == {Stand.DONE}


@pytest.mark.parametrize(
    ("after", "says"),
    [
        ([], "at least one day"),
        ([0], "0 days after the last session; 1 to 730 are possible"),
        ([731], "731 days"),
        ([31, 60], "Days 31 and 60 are too near"),
        ([31, 92, 184], ""),
    ],
)
def test_days_that_cannot_be_are_refused_with_the_reason(after: list[int], says: str) -> None:
    found = why_not(after)
    assert found.startswith(says) or says in found
    assert bool(found) is bool(says)
