"""Whatever is entered: stretches lie in order, apart, outside absences, and at the right hour."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic.people_here import House
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.roster.models import Away, Hours
from percuta_clinic.roster.queries import counts, roster_between
from percuta_clinic.roster.weeks import until

Gone = tuple[datetime, int, int, bool]
BERLIN = ZoneInfo("Europe/Berlin")
# the days around both changes of clocks of a year
FIRST, LAST = datetime(2027, 3, 24, tzinfo=UTC), datetime(2027, 11, 3, tzinfo=UTC)
CHANGES = (date(2027, 3, 28), date(2027, 10, 31))
near = st.sampled_from([FIRST, datetime(2027, 10, 28, tzinfo=UTC)])
hours = st.builds(
    lambda day, begins, lasts, kind: (day, begins, min(begins + lasts, 96), kind),
    st.integers(0, 6),
    st.integers(0, 95),
    st.integers(1, 60),
    st.sampled_from(["treats", "assists", "both", "march", "october"]),
)
absence = st.tuples(near, st.integers(0, 7 * 96), st.integers(1, 200), st.booleans())


def _clock(quarter: int) -> time:
    return time(quarter // 4 % 24, quarter % 4 * 15)


def _enter(house: House, week: list[tuple[int, int, int, str]], gone: list[Gone]) -> None:
    Hours.objects.all().delete()
    Away.objects.all().delete()
    for weekday, begins, ends, kind in week:
        day = {"march": CHANGES[0], "october": CHANGES[1]}.get(kind)
        Hours.objects.create(
            account=house.sina,
            weekday=None if day else weekday,
            on_day=day,
            begins=_clock(begins),
            ends=_clock(ends),
            treats=kind != "assists",
            assists=kind in ("assists", "both"),
        )
    for start, after, lasts, everybody in gone:
        starts_at = start + timedelta(minutes=15 * after)
        ends_at = starts_at + timedelta(minutes=15 * lasts)
        who = None if everybody else house.sina
        Away.objects.create(account=who, starts_at=starts_at, ends_at=ends_at)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(week=st.lists(hours, max_size=6), gone=st.lists(absence, max_size=4))
def test_stretches_never_overlap_nor_lie_in_absences(
    house: House, week: list[tuple[int, int, int, str]], gone: list[Gone]
) -> None:
    _enter(house, week, gone)
    for start in (FIRST, LAST - timedelta(days=7)):
        roster = roster_between(start, start + timedelta(days=7), house.clinic)
        works = roster.works.get(house.sina.pk)
        for stretches in (works.treating, works.assisting) if works else ():
            assert all(begins < ends for begins, ends in stretches)
            assert all(one[1] < after[0] for one, after in pairwise(stretches))
            for begins, ends in stretches:
                away = roster.away_of(house.sina.pk)
                assert not any(since < ends and begins < till for since, till in away)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(week=st.lists(hours, min_size=1, max_size=6))
def test_every_minute_typed_is_worked_and_no_other(
    house: House, week: list[tuple[int, int, int, str]]
) -> None:
    """The hour that is skipped or comes twice is left out: the clock does not say which it is."""
    _enter(house, week, [])
    rows = [one for one in Hours.objects.all() if one.treats]
    for day in CHANGES:
        start, end = day_bounds(day, house.clinic)
        works = roster_between(start, end, house.clinic).works[house.sina.pk].treating
        for quarter in range(96):
            at = datetime.combine(day, _clock(quarter), tzinfo=BERLIN).astimezone(UTC)
            if quarter // 4 in (2, 3):
                continue
            typed = any(
                counts(one, day)
                and quarter * 15 in range(_begins(one), until((one.begins, one.ends)))
                for one in rows
            )
            assert typed == any(begins <= at < ends for begins, ends in works)


def _begins(one: Hours) -> int:
    return one.begins.hour * 60 + one.begins.minute


def test_a_day_of_the_change_of_clocks_has_its_own_length(house: House) -> None:
    for day in CHANGES:
        Hours.objects.create(account=house.sina, on_day=day, begins=time(0), ends=time(0))
    roster = roster_between(FIRST, LAST, house.clinic)
    lengths = [end - begin for begin, end in roster.works[house.sina.pk].treating]
    assert lengths == [timedelta(hours=23), timedelta(hours=25)]
