"""How long ago something was: at least for waiting, at most for taking off."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from percuta.treatment.moment import Moment, at_least, at_most, minutes
from treatment.rooms import NOON, moment

VIENNA = ZoneInfo("Europe/Vienna")


def test_doubt_makes_the_wait_longer_and_the_limit_come_sooner() -> None:
    on, now = moment(-60, doubt=30), moment(0, doubt=60)
    assert minutes(at_least(on, now)) == 58.5
    assert minutes(at_most(on, now)) == 61.5


def test_nothing_surely_passed_where_the_order_is_in_doubt() -> None:
    assert at_least(moment(0, doubt=90), moment(1)) == timedelta()


def test_midnight_is_a_minute_like_any_other() -> None:
    before = Moment(at=datetime(2026, 11, 28, 23, 59, tzinfo=VIENNA))
    after = Moment(at=datetime(2026, 11, 29, 0, 1, tzinfo=VIENNA))
    assert minutes(at_least(before, after)) == 2


def test_a_night_of_two_clocks_counts_the_hours_that_passed() -> None:
    before = Moment(at=datetime(2026, 10, 25, 1, 30, tzinfo=VIENNA))
    after = Moment(at=datetime(2026, 10, 25, 3, 30, tzinfo=VIENNA))
    assert minutes(at_most(before, after)) == 180


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        Moment(at=NOON.replace(tzinfo=None))


def test_a_doubt_below_none_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more is wanted"):
        moment(doubt=-1)
