"""Other courses beside the one planned: each a choice that can be planned, or a reason why not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.assessment.concern import Kind
from percuta.evidence.errors import OutsideLimit
from percuta.planning.alternatives import (
    APART,
    FEWER,
    GENTLER,
    MORE,
    NOTHING,
    Alternative,
    alternatives,
)
from percuta.planning.choice import Choice, ZoneChoice
from percuta.planning.plan import Plan
from percuta.planning.propose import propose
from percuta.planning.request import Request
from planning.random_requests import Drawn, draws
from planning.test_choice import chosen
from planning.test_choices_hold import edits, hold
from planning.test_remaining import NEEDLED
from planning.wishes import BEAS, CHEEK, plan_of, wish


def one(request: Request, key: str) -> Alternative:
    (found,) = [other for other in alternatives(request) if other.key == key]
    return found


def planned(request: Request, key: str) -> Plan:
    choice = one(request, key).choice
    assert choice is not None
    return plan_of(replace(request, choice=choice))


def test_every_alternative_stands_there_with_its_reason() -> None:
    found = alternatives(BEAS)
    assert [other.key for other in found] == [FEWER, MORE, GENTLER, APART, NOTHING]
    assert all(other.why for other in found)
    assert [other.key for other in found if other.left_out] == [APART]


def test_fewer_and_more_are_one_session_apart_in_every_zone() -> None:
    assert {zone.sessions.value for zone in planned(BEAS, FEWER).zones} == {2}
    assert {zone.sessions.value for zone in planned(BEAS, MORE).zones} == {4}


def test_an_alternative_keeps_what_was_chosen_before() -> None:
    plan = planned(chosen(interval_days=35, depth_mm={1: 0.6}), MORE)
    assert plan.interval_days.value == 35
    assert plan.zones[0].settings[-1].depth.value == 0.6
    assert plan.choice.by == "Dora"


def test_gentler_stays_at_the_start_with_fewest_passes_and_longer_rests() -> None:
    plan = planned(BEAS, GENTLER)
    assert plan.interval_days.value == 42
    for zone in plan.zones:
        assert {(s.depth.value, s.passes.value) for s in zone.settings} == {(0.5, 4)}


def test_the_gentlest_plan_has_no_gentler_one() -> None:
    gentlest = replace(BEAS, choice=one(BEAS, GENTLER).choice or Choice())
    again = one(gentlest, GENTLER)
    assert again.choice is None
    assert again.left_out


def test_nothing_says_what_is_known_in_words_without_a_number() -> None:
    nothing = one(BEAS, NOTHING)
    assert nothing.choice is None
    assert "hardly ever looked at" in nothing.why
    assert not any(letter.isdigit() for letter in nothing.why)
    assert nothing.sources


def test_at_a_wall_an_alternative_is_left_out_with_the_wall() -> None:
    both = {zone.key: ZoneChoice(sessions=12) for zone in BEAS.zones}
    most = one(replace(BEAS, choice=Choice(zones=both)), MORE)
    assert most.choice is None
    assert "at the wall of 12 sessions: the most of all protocols" in most.left_out
    last = replace(BEAS, answers=NEEDLED, sessions_done=2)
    assert one(last, FEWER).choice is None
    assert "one session is left" in one(last, FEWER).left_out


def test_where_no_number_was_read_there_is_no_fewer_and_no_more() -> None:
    burns = replace(BEAS, concerns=(wish(Kind.BURN_SCARS, CHEEK),))
    assert "no number of sessions was read" in one(burns, MORE).left_out
    assert one(burns, FEWER).choice is None


@pytest.mark.parametrize("key", [FEWER, MORE, GENTLER])
@given(drawn=draws())
def test_every_alternative_offered_can_be_planned(key: str, drawn: Drawn) -> None:
    choice = one(drawn.request, key).choice
    if choice is not None:
        plan = propose(replace(drawn.request, choice=choice)).plan
        if plan is not None:
            hold(plan)


@given(data=st.data())
def test_alternatives_of_a_chosen_course_can_be_planned_too(data: st.DataObject) -> None:
    request = data.draw(edits(BEAS))
    try:
        propose(request)
    except OutsideLimit:
        return
    for other in alternatives(request):
        if other.choice is not None:
            hold(plan_of(replace(request, choice=other.choice)))
