"""Chosen values go before proposed ones, say who chose them, and stay inside the walls."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from cast import DAY
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.parameter import Status
from percuta.person import Phototype
from percuta.planning.choice import Choice, ZoneChoice, choice_from, choice_table
from percuta.planning.figure import Remark
from percuta.planning.plan import Plan
from percuta.planning.propose import propose
from percuta.planning.request import Request
from planning.test_remaining import NEEDLED
from planning.wishes import BEAS, CHEEK, LINES, OTHER_CHEEK, SCARS, plan_of, wish, zone_of

DORA = "Dora"


def chosen(
    request: Request = BEAS,
    *,
    interval_days: int | None = None,
    sessions: int | None = None,
    depth_mm: Mapping[int, float] | None = None,
    passes: Mapping[int, int] | None = None,
) -> Request:
    """A request with values chosen by Dora, in the right cheek unless they are of the course."""
    one = ZoneChoice(sessions=sessions, depth_mm=depth_mm or {}, passes=passes or {})
    zones = {} if one.empty else {CHEEK: one}
    return replace(request, choice=Choice(zones=zones, interval_days=interval_days, by=DORA))


def said(plan: Plan, what: str) -> list[Remark]:
    return [remark for remark in plan.confirmations if remark.what == what]


def days_between(plan: Plan) -> set[int]:
    return {(later.day - earlier.day).days for earlier, later in pairwise(plan.sessions)}


def test_nothing_chosen_changes_nothing() -> None:
    assert propose(replace(BEAS, choice=Choice())) == propose(BEAS)


def test_the_same_value_as_proposed_is_no_choice() -> None:
    plan = plan_of(chosen(interval_days=28, sessions=3))
    assert plan.interval_days == plan_of(BEAS).interval_days
    assert plan.zones == plan_of(BEAS).zones


# Sessions


def test_chosen_sessions_are_planned_and_say_who_chose_them() -> None:
    plan = plan_of(chosen(sessions=5))
    right, left = plan.zones
    assert [s.number for s in plan.sessions if CHEEK in s.zones] == [1, 2, 3, 4, 5]
    assert [s.number for s in plan.sessions if OTHER_CHEEK in s.zones] == [1, 2, 3]
    assert right.sessions.chosen is not None
    assert right.sessions.chosen.by == DORA
    assert right.sessions.chosen.proposed.value == 3
    assert "chosen by Dora instead of 3: usual number" in right.sessions.why
    assert right.sessions.status is Status.ASSUMED
    assert left.sessions.chosen is None
    assert len(right.settings) == 5


def test_sessions_beyond_the_published_ones_wait_for_a_doctor() -> None:
    assert not said(plan_of(chosen(sessions=6)), "sessions beyond what is published")
    (remark,) = said(plan_of(chosen(sessions=7)), "sessions beyond what is published")
    assert "right cheek, chosen by Dora: 7, above 6" in remark.why
    assert remark.sources


def test_fewer_sessions_than_were_given_end_the_course_there() -> None:
    later = replace(BEAS, answers=NEEDLED, sessions_done=2)
    assert propose(chosen(later, sessions=2)).course_over == (CHEEK,)
    assert [s.number for s in plan_of(chosen(later, sessions=4)).sessions] == [3, 4]


def test_chosen_sessions_answer_what_no_text_read_gives() -> None:
    burns = replace(BEAS, concerns=(wish(SCARS.BURN_SCARS, CHEEK),))
    assert said(plan_of(burns), "enter the sessions")
    plan = plan_of(chosen(burns, sessions=2))
    assert not said(plan, "enter the sessions")
    assert said(plan, "confirm the number of sessions")
    assert len(plan.sessions) == 2


# Interval


def test_a_chosen_interval_moves_every_later_day() -> None:
    plan = plan_of(chosen(interval_days=35))
    assert days_between(plan) == {35}
    assert plan.sessions[0].day == DAY
    assert plan.review_on == plan.sessions[-1].day + timedelta(days=92)
    assert plan.interval_days.chosen is not None


@pytest.mark.parametrize(("days", "which"), [(21, "shorter"), (49, "longer")])
def test_an_unusual_interval_waits_for_a_doctor(days: int, which: str) -> None:
    plan = plan_of(chosen(interval_days=days))
    (remark,) = said(plan, f"interval {which} than recommended")
    assert f"chosen by Dora: {days} days" in remark.why
    assert ("recovery.001" in remark.why) is (which == "shorter")


def test_four_weeks_are_short_for_darker_skin() -> None:
    darker = replace(BEAS, person=replace(BEAS.person, phototype=Phototype.TYPE_V))
    assert said(plan_of(chosen(darker, interval_days=28)), "interval shorter than recommended")
    assert not said(plan_of(chosen(interval_days=29)), "interval shorter than recommended")


# Depth and passes, by session


def test_a_depth_holds_from_its_session_until_the_next_entry() -> None:
    zone = zone_of(chosen(sessions=4, depth_mm={2: 0.8, 4: 1.0}), CHEEK)
    first, *later = zone.settings
    assert (first.depth.low, first.depth.high, first.depth.chosen) == (0.5, 1.05, None)
    assert [setting.depth.value for setting in later] == [0.8, 0.8, 1.0]
    assert zone.depth.start.value == 0.5
    assert zone.depth.up_to.value == 1.05


def test_a_depth_for_every_session_is_how_far_the_plan_goes() -> None:
    zone = zone_of(chosen(depth_mm={1: 0.3}), CHEEK)
    depth = zone.depth
    assert [f.value for f in (depth.start, depth.first_session, depth.up_to)] == [0.3, 0.3, 0.3]
    assert depth.cap.value == 1.5
    assert depth.up_to.chosen is not None


def test_passing_a_soft_wall_names_the_wall_and_its_reason() -> None:
    assert not said(plan_of(chosen(depth_mm={1: 1.05})), "depth beyond a soft wall")
    (remark,) = said(plan_of(chosen(depth_mm={2: 1.4})), "depth beyond a soft wall")
    assert "right cheek, sessions 2 to 3, chosen by Dora: 1.40 mm, above 1.05 mm" in remark.why
    assert "mean epidermis and dermis" in remark.why
    assert remark.sources


def test_a_bolder_first_session_on_skin_at_risk_waits_for_a_doctor() -> None:
    darker = replace(BEAS, person=replace(BEAS.person, phototype=Phototype.TYPE_V))
    bolder = plan_of(chosen(darker, depth_mm={1: 1.0}, passes={1: 8}))
    assert [r.why.split(": ")[1].split(" ")[0] for r in said(bolder, "first session less gentle")]
    assert len(said(bolder, "first session less gentle")) == 2
    assert not said(plan_of(chosen(darker, depth_mm={2: 1.0})), "first session less gentle")
    assert not said(plan_of(chosen(depth_mm={1: 1.0})), "first session less gentle")


def test_entered_depth_and_passes_answer_the_doctor_but_wait_for_a_word() -> None:
    thigh = replace(BEAS, concerns=(wish(SCARS, "thigh_right"),))
    before = plan_of(thigh)
    assert said(before, "enter the depth")
    choice = Choice(zones={"thigh_right": ZoneChoice(depth_mm={1: 0.5}, passes={1: 3})}, by=DORA)
    plan = plan_of(replace(thigh, choice=choice))
    for what in ("depth", "passes"):
        assert not said(plan, f"enter the {what}")
        assert said(plan, f"confirm the {what}")
    assert plan.zones[0].depth.start.value == 0.5
    assert plan.zones[0].passes.value == 3


def test_a_depth_for_later_sessions_alone_leaves_the_first_to_be_entered() -> None:
    thigh = replace(BEAS, concerns=(wish(SCARS, "thigh_right"),))
    choice = Choice(zones={"thigh_right": ZoneChoice(depth_mm={2: 0.5})}, by=DORA)
    plan = plan_of(replace(thigh, choice=choice))
    assert said(plan, "enter the depth")
    assert plan.zones[0].settings[0].depth.entered_by_doctor


def test_passes_that_differ_by_session_are_summed_up_as_a_span() -> None:
    zone = zone_of(chosen(passes={2: 5, 3: 8}), CHEEK)
    assert (zone.passes_first.low, zone.passes_first.high) == (4, 10)
    assert (zone.passes.low, zone.passes.high) == (5, 8)
    assert zone.passes.chosen is not None


# Walls


@pytest.mark.parametrize(
    ("of", "says"),
    [
        ({"depth_mm": {1: 1.55}}, "right cheek, depth: 1.55 mm lies above the absolute bound 1.50"),
        ({"depth_mm": {2: 0.0}}, "right cheek, depth: 0.00 mm lies below the absolute bound 0.05"),
        ({"depth_mm": {1: float("nan")}}, "right cheek, depth: not a number"),
        ({"depth_mm": {1: float("inf")}}, "right cheek, depth: not a number"),
        ({"depth_mm": {1: 0.33}}, "right cheek, depth: 0.33 mm is not in steps of 0.05 mm"),
        ({"depth_mm": {0: 0.5}}, "right cheek, depth: session 0; a course has sessions 1 to 12"),
        ({"passes": {1: 0}}, "right cheek, passes: 0 lies below"),
        ({"passes": {1: 21}}, "right cheek, passes: 21 lies above the absolute bound 20: our own"),
        ({"sessions": 0}, "right cheek, sessions: 0 lies below the absolute bound 1"),
        ({"sessions": 13}, "right cheek, sessions: 13 lies above the absolute bound 12"),
        ({"sessions": 10**400}, "right cheek, sessions: not a number"),
        ({"sessions": 2.5}, "right cheek, sessions: 2.5 is not a whole number"),
        ({"sessions": True}, "right cheek, sessions: True is not a number"),
        ({"interval_days": 13}, "interval: 13 days lies below the absolute bound 14 days"),
        ({"interval_days": 181}, "interval: 181 days lies above the absolute bound 180 days"),
    ],
)
def test_a_value_behind_a_wall_is_refused_with_the_wall(of: dict[str, Any], says: str) -> None:
    with pytest.raises(OutsideLimit) as refused:
        propose(chosen(**of))
    assert says in str(refused.value)


def test_a_zone_that_is_closed_now_has_its_walls_too() -> None:
    held = replace(BEAS, day=DAY, answers=replace(BEAS.answers, person={}))
    assert propose(held).plan is None
    with pytest.raises(OutsideLimit, match="right cheek, depth"):
        propose(chosen(held, depth_mm={1: 2.5}))


def test_skin_never_needled_takes_no_choice() -> None:
    lips = replace(BEAS, concerns=(wish(LINES, CHEEK, "lips"),))
    with pytest.raises(OutsideLimit, match="never needled"):
        propose(replace(lips, choice=Choice(zones={"lips": ZoneChoice(sessions=2)})))


@pytest.mark.parametrize("zone", ["elbow", "chin"])
def test_a_choice_for_a_zone_nobody_wished_for_is_no_request(zone: str) -> None:
    with pytest.raises(ValueError, match=zone):
        replace(BEAS, choice=Choice(zones={zone: ZoneChoice(sessions=2)}))


# Kept and carried


def test_a_choice_is_stored_and_read_back_as_it_was() -> None:
    choice = Choice(
        zones={CHEEK: ZoneChoice(sessions=4, depth_mm={1: 0.5, 3: 0.8}, passes={2: 6})},
        interval_days=35,
        by=DORA,
    )
    assert choice_from(choice_table(choice)) == choice
    assert choice_table(Choice()) == {}
    assert choice_from({}) == Choice()


def test_zones_no_longer_wished_for_fall_out_of_a_choice() -> None:
    choice = Choice(by=DORA).but(CHEEK, ZoneChoice(sessions=4)).but("chin", ZoneChoice(sessions=2))
    assert list(choice.within({CHEEK}).zones) == [CHEEK]
    assert not choice.empty
    assert Choice(by=DORA, zones={CHEEK: ZoneChoice()}).empty
