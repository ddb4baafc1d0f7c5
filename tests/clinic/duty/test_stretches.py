"""Whatever is entered: who looks is told rightly, and no minute is forgotten."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from percuta_clinic.duty.models import OnCall
from percuta_clinic.duty.stretches import (
    Looking,
    gaps_between,
    looking_at,
    next_start,
    on_call_between,
    stretch_on,
)

BERLIN = ZoneInfo("Europe/Berlin")
ANN, BEN = UUID(int=1), UUID(int=2)
START = datetime(2027, 3, 24, tzinfo=UTC)
quarters = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
# days around both changes of clocks, and a plain one
days = st.sampled_from(
    [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31), date(2027, 6, 1)]
)
stretch = st.builds(
    lambda who, begins, lasts, on_call: Looking(
        account=who,
        starts=START + timedelta(minutes=begins),
        ends=START + timedelta(minutes=begins + lasts),
        on_call=on_call,
    ),
    st.sampled_from([ANN, BEN]),
    st.integers(0, 5000),
    st.integers(1, 2000),
    st.booleans(),
)
stretches = st.lists(stretch, max_size=6)
moments = st.integers(0, 8000).map(lambda minute: START + timedelta(minutes=minute))


def weekly(who: UUID, begins: time, ends: time, *, weekdays: range = range(7)) -> Iterator[OnCall]:
    for weekday in weekdays:
        yield OnCall(account_id=who, weekday=weekday, begins=begins, ends=ends, id=uuid4())


def as_looking(rows: list[OnCall], first: date, last: date) -> list[Looking]:
    found = on_call_between(rows, first, last, zone=BERLIN)
    return [
        Looking(account=key, starts=start, ends=end, on_call=True)
        for key, some in found.items()
        for start, end in some
    ]


@given(found=stretches, at=moments)
def test_somebody_looks_exactly_while_a_stretch_holds(found: list[Looking], at: datetime) -> None:
    now = looking_at(found, at)
    assert bool(now) == any(one.starts <= at < one.ends for one in found)
    assert all(one.holds_at(at) for one in now)


@given(found=stretches, at=moments)
def test_whoever_is_on_call_goes_before_whoever_is_at_work(
    found: list[Looking], at: datetime
) -> None:
    now = looking_at(found, at)
    assert len({one.on_call for one in now}) <= 1
    assert all(one.on_call for one in now) or not any(o.on_call for o in found if o.holds_at(at))


@given(found=stretches, at=moments)
def test_nobody_looks_before_the_next_start(found: list[Looking], at: datetime) -> None:
    if looking_at(found, at):
        return
    after = next_start(found, at)
    assert (after is None) == all(one.ends <= at for one in found)
    if after is not None:
        assert looking_at(found, after)
        assert not any(one.starts < after and one.ends > at for one in found)


@given(found=stretches)
def test_gaps_and_stretches_together_are_all_the_time(found: list[Looking]) -> None:
    end = START + timedelta(days=6)
    gaps = gaps_between(found, START, end)
    for start, stop in gaps:
        assert START <= start < stop <= end
        assert not any(one.starts < stop and one.ends > start for one in found)
    covered = [(one.starts, min(one.ends, end)) for one in found if one.starts < end]
    edges = sorted({START, end, *(edge for pair in (*covered, *gaps) for edge in pair)})
    for start, stop in pairwise(edges):
        inside = [*covered, *gaps]
        assert any(first <= start and stop <= last for first, last in inside)


@given(change=quarters, day=days)
def test_two_who_take_turns_leave_no_gap_in_nights_when_clocks_change(
    change: time, day: date
) -> None:
    turn = time((change.hour + 12) % 24, change.minute)
    rows = [*weekly(ANN, change, turn), *weekly(BEN, turn, change)]
    first, last = day - timedelta(days=3), day + timedelta(days=3)
    found = as_looking(rows, first, last)
    start = datetime.combine(day, time(0), tzinfo=BERLIN).astimezone(UTC)
    assert gaps_between(found, start - timedelta(days=1), start + timedelta(days=2)) == ()


@given(begins=quarters, ends=quarters, day=days)
def test_a_stretch_ends_after_it_begins_and_within_a_day_and_two_hours(
    begins: time, ends: time, day: date
) -> None:
    row = OnCall(account_id=ANN, on_day=day, begins=begins, ends=ends)
    start, end = stretch_on(row, day, BERLIN)
    assert start <= end <= start + timedelta(hours=26)
    assert start.astimezone(BERLIN).date() == day


@given(span=st.tuples(quarters, quarters), day=days, cut=st.tuples(quarters, quarters))
def test_an_exchange_moves_the_stretch_from_one_to_the_other(
    span: tuple[time, time], day: date, cut: tuple[time, time]
) -> None:
    rows = [
        *weekly(ANN, *span),
        OnCall(
            account_id=BEN, on_day=day, begins=cut[0], ends=cut[1], instead_of_id=ANN, id=uuid4()
        ),
    ]
    around = (day - timedelta(days=2), day + timedelta(days=2))
    before = as_looking(rows[:-1], *around)
    after = as_looking(rows, *around)
    start, end = stretch_on(rows[-1], day, BERLIN)
    for minute in range(0, 4 * 24 * 60, 45):
        at = datetime.combine(around[0], time(0), tzinfo=BERLIN).astimezone(UTC)
        at += timedelta(minutes=minute)
        who = {one.account for one in after if one.holds_at(at)}
        was = {one.account for one in before if one.holds_at(at)}
        assert who == ({BEN} if start <= at < end else was)


def test_an_exchange_taken_back_by_another_leaves_the_first() -> None:
    day = date(2027, 6, 1)
    rows = list(weekly(ANN, time(18), time(8)))
    for number, (who, whom) in enumerate([(BEN, ANN), (ANN, BEN)]):
        row = OnCall(account_id=who, on_day=day, begins=time(18), ends=time(8), id=uuid4())
        row.instead_of_id, row.made_at = whom, START + timedelta(minutes=number)
        rows.append(row)
    at = datetime(2027, 6, 1, 23, tzinfo=BERLIN)
    now = looking_at(as_looking(rows, day, day), at)
    assert [one.account for one in now] == [ANN]


def test_one_who_is_on_call_from_midnight_to_midnight_is_it_all_day() -> None:
    day = date(2027, 6, 1)
    row = OnCall(account_id=ANN, on_day=day, begins=time(0), ends=time(0))
    start, end = stretch_on(row, day, BERLIN)
    assert (end - start, start.astimezone(BERLIN).hour) == (timedelta(hours=24), 0)
