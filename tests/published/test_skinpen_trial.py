"""The trial behind the SkinPen's first clearance (study summary, methods): what agrees."""

import pytest

from percuta.casefile.case import Case
from percuta.cli.load import answer, load
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.planning.course import Endpoint
from percuta.planning.plan import Plan
from percuta.planning.propose import propose

CASE: Case = load(None, "skinpen-trial")


def planned() -> Plan:
    plan = propose(CASE.request).plan
    assert plan is not None
    return plan


def test_the_example_names_the_trial() -> None:
    assert CASE.published is not None
    assert CASE.published.source == SKINPEN_STUDY.key


def test_three_sessions_two_days_short_of_those_of_the_trial() -> None:
    first, second, third = (session.day for session in planned().sessions)
    assert ((second - first).days, (third - first).days) == (28, 56)


def test_sessions_say_that_they_follow_the_trial_and_weeks_that_they_are_near() -> None:
    plan = planned()
    assert "near the 30 days of the SkinPen trial" in plan.interval_days.why
    assert all(zone.sessions.sources[0] is SKINPEN_STUDY for zone in plan.zones)


def test_the_cap_is_the_deepest_setting_of_the_trial() -> None:
    for zone in planned().zones:
        assert zone.depth.cap.value == 1.5
        assert zone.depth.cap.sources == (SKINPEN_STUDY,)


def test_it_stops_before_the_trial_did_because_the_cheek_is_thinner() -> None:
    for zone in planned().zones:
        assert zone.depth.up_to.value == 1.05
        assert zone.depth.up_to.why.startswith("soft wall: mean epidermis and dermis of women")


def test_it_goes_past_redness_and_names_the_disagreement() -> None:
    plan = planned()
    assert {zone.endpoint for zone in plan.zones} == {Endpoint.PINPOINT}
    assert "endpoint" in {d.key for d in plan.disagreements}


def test_nothing_lies_outside_the_clearance_that_the_trial_led_to() -> None:
    assert [r for r in planned().confirmations if r.what == "outside the clearance"] == []


@pytest.mark.parametrize(
    ("what", "paper", "percuta"), [("sessions", "3", "3"), ("interval", "30 days", "28 days")]
)
def test_the_answer_shows_paper_and_plan_side_by_side(
    what: str, paper: str, *, percuta: str
) -> None:
    published = answer(CASE).published
    assert published is not None
    (row,) = [row for row in published.rows if row.what == what]
    assert (row.paper, row.percuta) == (paper, percuta)
