"""Zones on visits of their own: two series of visits, each zone at its own interval."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import DAY, days_ago, with_answer
from percuta.assessment.concern import Kind
from percuta.evidence.errors import OutsideLimit
from percuta.planning.alternatives import APART, alternatives
from percuta.planning.away import Away, Days
from percuta.planning.choice import Choice, ZoneChoice, choice_from, choice_table
from percuta.planning.course import Series, Session, days_between, plan_dates
from percuta.planning.limits import REVIEW_AFTER
from percuta.planning.plan import Plan
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.planning.settle import broken, require_inside
from percuta.planning.split import split_of
from percuta.screening.rules.recovery import FLOOR, NEEDLED_LAST
from percuta.zones.skin_map import ZONES
from planning.wishes import BEAS, CHEEK, EVERYWHERE, LINES, OTHER_CHEEK, SCARS, plan_of, wish

FACE, BODY = ("forehead", "chin", CHEEK, OTHER_CHEEK), ("neck", "decollete")
FREE = Days()
TOGETHER = replace(BEAS, concerns=(wish(SCARS, *FACE), wish(LINES, *BODY)))
SPLIT = replace(TOGETHER, choice=Choice(apart=(BODY,)))
BY_ZONE = {CHEEK: 3, OTHER_CHEEK: 3, "neck": 3}
TWO = (Series(zones=(CHEEK, OTHER_CHEEK)), Series(zones=("neck",)))


def dated(interval: int = 28, days: Days = FREE, series: Sequence[Series] = TWO) -> list[Session]:
    found = plan_dates(
        first=DAY, interval_days=interval, sessions_by_zone=BY_ZONE, days=days, series=series
    )
    return list(found)


def after(sessions: Sequence[Session], first: date = DAY) -> list[int]:
    return [(one.day - first).days for one in sessions]


def days_of(plan: Plan, zone: str) -> list[date]:
    return [one.day for one in plan.sessions if zone in one.zones]


# The calendar


def test_two_series_take_turns_half_an_interval_apart_and_keep_their_own() -> None:
    found = dated()
    assert after(found) == [0, 14, 28, 42, 56, 70]
    assert [one.zones for one in found] == [(CHEEK, OTHER_CHEEK), ("neck",)] * 3
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("interval", "between"), [(14, 7), (21, 7), (30, 14), (35, 14), (42, 21)])
def test_the_second_series_lies_whole_weeks_after_the_first(interval: int, between: int) -> None:
    assert days_between(interval, 2) == between
    first, second, *_ = dated(interval)
    assert (second.day - first.day).days == between


def test_three_groups_take_turns_as_well() -> None:
    series = tuple(Series(zones=(zone,)) for zone in BY_ZONE)
    assert after(dated(42, series=series)) == [0, 14, 28, 42, 56, 70, 84, 98, 112]


def test_more_groups_than_weeks_between_sessions_are_refused_with_the_way_out() -> None:
    with pytest.raises(OutsideLimit, match=r"3 groups of zones.*2 whole weeks.*fewer groups"):
        days_between(14, 3)


def test_both_series_keep_clear_of_days_away_and_go_on_taking_turns() -> None:
    stay = Away(first=DAY + timedelta(days=20), last=DAY + timedelta(days=45), sun=False)
    found = dated(days=Days(away=(stay,)))
    assert all(not stay.first <= one.day <= stay.last for one in found)
    assert [one.zones for one in found] == [(CHEEK, OTHER_CHEEK), ("neck",)] * 3
    assert len({one.day.weekday() for one in found}) == 1
    assert all(b - a >= 14 for a, b in pairwise(after(found)))


def test_a_zone_with_more_sessions_goes_on_alone_at_its_interval() -> None:
    plan = plan_of(
        replace(SPLIT, choice=Choice(apart=(BODY,), zones={CHEEK: ZoneChoice(sessions=5)}))
    )
    assert after([one for one in plan.sessions if CHEEK in one.zones]) == [0, 28, 56, 84, 112]
    assert plan.sessions[-1].zones == (CHEEK,)


@given(
    st.integers(min_value=14, max_value=84),
    st.lists(st.integers(min_value=1, max_value=10), min_size=3, max_size=3),
    st.tuples(st.integers(0, 200), st.integers(0, 60)),
)
def test_no_day_is_used_twice_and_no_zone_is_needled_below_the_floor(
    interval: int, counts: list[int], away: tuple[int, int]
) -> None:
    begins = DAY + timedelta(days=away[0])
    stay = Away(first=begins, last=begins + timedelta(days=away[1]), sun=True)
    found = plan_dates(
        first=DAY,
        interval_days=interval,
        sessions_by_zone=dict(zip(BY_ZONE, counts, strict=True)),
        days=Days(away=(stay,)),
        series=TWO,
    )
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(a.day < b.day for a, b in pairwise(found))
    for zone, count in zip(BY_ZONE, counts, strict=True):
        own = [one.day for one in found if zone in one.zones]
        assert len(own) == count
        assert all((b - a).days >= max(interval, FLOOR.value) for a, b in pairwise(own))


# The plan


def test_every_visit_has_the_minutes_and_cream_of_its_own_zones() -> None:
    face, body, *_ = plan_of(SPLIT).sessions
    alone = plan_of(replace(BEAS, concerns=(wish(SCARS, *FACE),))).sessions[0]
    assert (face.zones, body.zones) == (FACE, BODY)
    assert (face.minutes, face.cream) == (alone.minutes, alone.cream)


def test_cream_too_much_for_one_day_fits_visits_of_their_own() -> None:
    assert all(one.cream is None for one in plan_of(TOGETHER).sessions[:3])
    assert all(one.cream is not None for one in plan_of(SPLIT).sessions)


def test_settings_of_a_zone_bear_the_numbers_of_its_visits_and_begin_gently() -> None:
    zones = {one.zone.key: one for one in plan_of(SPLIT).zones}
    assert [one.session for one in zones[CHEEK].settings] == [1, 3, 5]
    assert [one.session for one in zones["neck"].settings] == [2, 4, 6, 7]
    alone = plan_of(replace(BEAS, concerns=(wish(SCARS, *FACE),)))
    (cheek,) = [one for one in alone.zones if one.zone.key == CHEEK]
    assert [one.depth for one in zones[CHEEK].settings] == [one.depth for one in cheek.settings]


def test_the_review_waits_for_the_last_visit_of_either_series() -> None:
    plan = plan_of(SPLIT)
    assert plan.review_on == plan.sessions[-1].day + timedelta(days=REVIEW_AFTER.value)


def test_an_event_counts_the_last_visit_of_either_series_before_it() -> None:
    wedding = DAY + timedelta(days=60)
    calendar = plan_of(replace(SPLIT, event="the wedding", event_on=wedding)).calendar
    assert calendar is not None
    assert calendar.last_before == DAY + timedelta(days=42)
    assert not calendar.fits


def test_gaps_are_told_of_the_visits_of_one_series() -> None:
    stay = Away(first=DAY + timedelta(days=20), last=DAY + timedelta(days=60), sun=False)
    calendar = plan_of(replace(SPLIT, away=(stay,))).calendar
    assert calendar is not None
    said = " ".join(one.what for one in calendar.said)
    assert "Visits 1 and 3 are 9 weeks apart" in said
    assert "Visits 1 and 2" not in said


def test_a_plan_that_needles_a_zone_below_the_floor_cannot_be_built() -> None:
    plan = plan_of(SPLIT)
    first, second, third, *rest = plan.sessions
    early = replace(second, zones=(*second.zones, CHEEK))
    assert (third.day - first.day).days == 28
    soon = replace(plan, sessions=(first, early, *rest))  # two weeks, the floor itself
    with pytest.raises(OutsideLimit, match="13 days lies below"):
        replace(soon, sessions=(first, replace(early, day=first.day + timedelta(days=13)), *rest))


def test_two_visits_of_a_plan_cannot_be_on_one_day() -> None:
    plan = plan_of(SPLIT)
    first, second, *rest = plan.sessions
    with pytest.raises(ValueError, match="sessions 1 and 2: one day for two"):
        replace(plan, sessions=(first, replace(second, day=first.day), *rest))


# A course under way


def under_way(*, face: int, body: int) -> Request:
    """The split course two weeks after its first visit, which needled the face."""
    answers = EVERYWHERE
    for zone in FACE:
        answers = with_answer(answers, NEEDLED_LAST, days_ago(14), zone=zone)
    return replace(
        SPLIT,
        answers=answers,
        sessions_done=1,
        sessions_in=dict.fromkeys(FACE, face) | dict.fromkeys(BODY, body),
        began_on=days_ago(14),
    )


def test_on_the_day_of_one_series_the_other_waits_in_the_plan() -> None:
    request = under_way(face=1, body=0)
    proposal = propose(request)
    assert set(proposal.screening.treatable) == set(BODY)
    plan = plan_of(request)
    assert [one.number for one in plan.sessions] == [2, 3, 4, 5, 6, 7]
    assert [one.zones for one in plan.sessions[:4]] == [BODY, FACE, BODY, FACE]
    assert after(plan.sessions) == [0, 14, 28, 42, 56, 84]


def test_a_zone_on_the_visits_of_others_does_not_wait_by_itself() -> None:
    request = replace(under_way(face=1, body=0), choice=Choice(apart=((CHEEK,),)))
    planned = {one.zone.key for one in plan_of(request).zones}
    assert planned == {CHEEK, *BODY}  # the rest of the face shares its visits with the neck


def test_sessions_given_in_a_zone_cannot_be_more_than_all_of_them() -> None:
    with pytest.raises(ValueError, match=r"sessions_in.*is 4; 0 to 1"):
        under_way(face=4, body=0)


# What cannot be chosen


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (((),), "for no zone; name zones"),
        ((("neck",), ("neck",)), "neck is named twice"),
        ((("nowhere",),), "no zone has this key"),
    ],
)
def test_groups_that_cannot_be_are_refused_with_the_way_out(
    apart: tuple[tuple[str, ...], ...], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        Choice(apart=apart)


def test_a_group_that_leaves_no_zone_for_other_visits_is_refused() -> None:
    everything = replace(TOGETHER, choice=Choice(apart=((*FACE, *BODY),)))
    (one,) = broken(everything)
    assert one.where == ("apart",)
    assert "none is left for other visits; leave out one or more" in one.why
    with pytest.raises(OutsideLimit, match="all the zones of the plan"):
        propose(everything)


def test_a_zone_nobody_wishes_for_has_no_visits_of_its_own() -> None:
    with pytest.raises(ValueError, match="which is in no concern"):
        replace(BEAS, choice=Choice(apart=(("neck",),)))


def test_a_choice_of_visits_survives_being_written_and_read() -> None:
    choice = Choice(apart=(BODY, ("chin",)), by="Sina")
    assert not choice.empty
    assert choice_from(choice_table(choice)) == choice
    assert choice.within(("neck", CHEEK)).apart == (("neck",),)


# What it would give


def test_a_long_visit_says_the_minutes_that_two_would_take() -> None:
    (remark,) = [one for one in plan_of(TOGETHER).confirmations if one.what == "split the visit"]
    assert "81 minutes of work in one session" in remark.why
    assert "right cheek, left cheek: 47 minutes of work; neck, décolleté: 50 minutes" in remark.why


def test_the_alternative_of_zones_apart_is_a_plan_with_shorter_visits() -> None:
    (other,) = [one for one in alternatives(TOGETHER) if one.key == APART]
    assert other.choice == Choice(apart=(BODY,))
    assert "On one visit: 81 minutes" in other.why
    again = replace(TOGETHER, choice=other.choice)
    assert not [one for one in plan_of(again).confirmations if one.what == "split the visit"]
    (taken,) = [one for one in alternatives(again) if one.key == APART]
    assert taken.left_out == "zones are on visits of their own already"


def test_one_place_is_never_parted_and_a_short_visit_is_not_either() -> None:
    assert split_of(BEAS, (), [ZONES[CHEEK], ZONES[OTHER_CHEEK]]) is None
    thighs = replace(BEAS, concerns=(wish(Kind.STRETCH_MARKS, "thigh_left", "thigh_right"),))
    assert split_of(thighs, (), thighs.needled) is None
    require_inside(SPLIT)
