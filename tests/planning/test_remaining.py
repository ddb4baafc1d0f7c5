"""A plan before a later session: what is left of the course, and no first session any more."""

from dataclasses import replace
from datetime import date

import pytest

from cast import CHIDI, DAY, days_ago, with_answer
from percuta.assessment.concern import Kind
from percuta.planning.plan import Plan
from percuta.planning.propose import propose
from percuta.planning.remaining import sessions_left
from percuta.planning.request import Request
from percuta.questions import Answer
from percuta.report.words import answer_in_words
from percuta.screening.rules.recovery import NEEDLED_LAST
from percuta.screening.screen import Verdict
from percuta.zones.skin_map import ZONES
from planning.wishes import BEAS, CHEEK, EVERYWHERE, LINES, OTHER_CHEEK, SCARS, plan_of, wish

NEEDLED = with_answer(EVERYWHERE, NEEDLED_LAST, days_ago(50))


def after(done: int, request: Request = BEAS) -> Request:
    """The same request before a later session of the course."""
    return replace(request, answers=NEEDLED, sessions_done=done)


def numbers(plan: Plan) -> list[int]:
    return [session.number for session in plan.sessions]


@pytest.mark.parametrize(("done", "left"), [(0, [1, 2, 3]), (1, [2, 3]), (2, [3])])
def test_sessions_go_on_where_they_stopped(done: int, left: list[int]) -> None:
    plan = plan_of(after(done))
    assert numbers(plan) == left
    assert plan.sessions[0].day == DAY
    assert {z.sessions.value for z in plan.zones} == {3}


@pytest.mark.parametrize("done", [3, 4, 50])
def test_a_course_that_is_over_says_so_and_plans_nothing(done: int) -> None:
    request = after(done)
    proposal = propose(request)
    assert proposal.plan is None
    assert proposal.screening.verdict is Verdict.PLAN
    assert proposal.course_over == (CHEEK, OTHER_CHEEK)
    assert "no session is left" in answer_in_words(request, proposal)


def test_a_zone_with_a_longer_course_goes_on_alone() -> None:
    request = replace(after(3), concerns=(wish(SCARS, CHEEK), wish(LINES, "chin")))
    plan = plan_of(request)
    assert [z.zone.key for z in plan.zones] == ["chin"]
    assert numbers(plan) == [4]
    (why,) = [r.why for r in plan.confirmations if r.what == "no session left"]
    assert "right cheek" in why


def test_a_zone_that_was_never_needled_begins_its_own_course() -> None:
    answers = with_answer(NEEDLED, NEEDLED_LAST, Answer.NEVER, zone="chin")
    request = replace(after(2), answers=answers, concerns=(wish(SCARS, CHEEK), wish(LINES, "chin")))
    assert sessions_left(request, ZONES["chin"]) == 4
    plan = plan_of(request)
    assert numbers(plan) == [3, 4, 5, 6]
    assert set(plan.sessions[0].zones) == {CHEEK, "chin"}
    assert [session.zones for session in plan.sessions][1:] == [("chin",)] * 3


def test_needling_before_the_course_leaves_its_first_session_the_first() -> None:
    plan = plan_of(replace(after(1), began_on=days_ago(20)))
    assert numbers(plan) == [1, 2, 3]
    for zone in plan.zones:
        assert [one.session for one in zone.settings] == [1, 2, 3]


SPOTS = wish(Kind.DARK_SPOTS, "hand_right")


@pytest.mark.parametrize("done", [1, 2, 3, 4, 6])
def test_a_zone_without_a_known_number_is_judged_after_one(done: int) -> None:
    alone = propose(replace(after(done), concerns=(SPOTS,)))
    assert alone.screening.zones == {"hand_right": Verdict.DOCTOR}
    (finding,) = [f for f in alone.screening.findings if f.rule == "session.004"]
    assert "judge the result; a doctor decides on another" in finding.clinician
    assert (alone.plan, alone.outside_clearance) == (None, ())


def test_other_zones_go_on_beside_one_to_be_judged() -> None:
    both = (wish(LINES, "chin"), SPOTS)
    first, second = (propose(replace(after(done), concerns=both)) for done in (0, 1))
    assert first.screening.treatable == ("chin", "hand_right")
    assert any("hand" in remark.why for remark in first.outside_clearance)
    assert second.screening.zones == {"chin": Verdict.PLAN, "hand_right": Verdict.DOCTOR}
    assert second.plan is not None
    assert numbers(second.plan) == [2, 3, 4]
    told = (*second.outside_clearance, *second.plan.confirmations)
    assert not any("right hand" in remark.why for remark in told)


def test_a_zone_never_needled_gets_its_one_session_later() -> None:
    answers = with_answer(NEEDLED, NEEDLED_LAST, Answer.NEVER, zone="hand_right")
    request = replace(after(2), answers=answers, concerns=(wish(LINES, "chin"), SPOTS))
    assert "hand_right" in plan_of(request).sessions[0].zones


def test_a_wish_with_a_known_number_is_planned_beside_one_without() -> None:
    request = replace(after(1), concerns=(wish(LINES, CHEEK), wish(Kind.DARK_SPOTS, CHEEK)))
    assert numbers(plan_of(request)) == [2, 3, 4]


def test_the_gentleness_of_a_first_session_is_for_the_first_only() -> None:
    darker = replace(BEAS, person=CHIDI)
    first, second = plan_of(darker), plan_of(after(1, darker))
    for zone, later in zip(first.zones, second.zones, strict=True):
        assert zone.depth.first_session.value == zone.depth.start.value
        assert later.depth.first_session == later.depth.up_to == zone.depth.up_to
        assert (zone.passes_first.value, later.passes_first) == (4, later.passes)
        assert later.endpoint == zone.endpoint
    assert "test area first" in {r.what for r in first.confirmations}
    assert "test area first" not in {r.what for r in second.confirmations}


def test_a_new_zone_of_darker_skin_keeps_its_gentle_first_session() -> None:
    answers = with_answer(NEEDLED, NEEDLED_LAST, Answer.NEVER, zone=OTHER_CHEEK)
    plan = plan_of(replace(BEAS, person=CHIDI, answers=answers, sessions_done=1))
    needled, new = (
        next(z for z in plan.zones if z.zone.key == key) for key in (CHEEK, OTHER_CHEEK)
    )
    assert new.depth.first_session.value == new.depth.start.value
    assert needled.depth.first_session == needled.depth.up_to
    assert "test area first" in {r.what for r in plan.confirmations}


def test_fewer_sessions_than_none_cannot_have_been_given() -> None:
    with pytest.raises(ValueError, match="sessions_done is -1"):
        replace(BEAS, sessions_done=-1)


def test_the_review_follows_the_last_session_that_is_left() -> None:
    plan = plan_of(after(2))
    assert plan.sessions[-1].day == DAY
    assert plan.review_on > date(2026, 11, 30)
