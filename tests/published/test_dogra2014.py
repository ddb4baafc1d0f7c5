"""Dogra 2014, J Cosmet Dermatol (PMID 25196684, abstract): acne scars in phototype IV to V."""

import pytest

from percuta.casefile.case import Case
from percuta.cli.load import answer, load
from percuta.evidence.sources.studies import DOGRA2014
from percuta.planning.course import Endpoint
from percuta.planning.plan import Plan
from percuta.planning.propose import propose
from percuta.screening.rules.pigment import PIGMENT_DIFFERS

CASE: Case = load(None, "dogra-2014")
CHEEKS = {"cheek_right", "cheek_left"}
TEMPLES = {"temple_right", "temple_left"}


def planned() -> Plan:
    plan = propose(CASE.request).plan
    assert plan is not None
    return plan


def test_the_example_keeps_what_the_abstract_prints() -> None:
    paper = CASE.published
    assert paper is not None
    assert (paper.source, paper.sessions, paper.interval_days) == (DOGRA2014.key, 5, 30)
    assert "11.73 before, 6.5 a month after the fifth session" in paper.result


def test_it_plans_fewer_sessions_as_the_trial_of_this_device_did() -> None:
    plan = planned()
    assert len(plan.sessions) == 3
    assert all("published guidance 3 to 6" in zone.sessions.why for zone in plan.zones)


def test_it_waits_longer_because_of_the_phototype() -> None:
    interval = planned().interval_days
    assert interval.value == 42
    assert interval.why.startswith("phototype IV to VI or not known")


def test_it_begins_gently_because_of_the_phototype() -> None:
    cheeks = [zone for zone in planned().zones if zone.zone.key in CHEEKS]
    assert [zone.depth.first_session.value for zone in cheeks] == [0.5, 0.5]
    assert [zone.passes_first.value for zone in cheeks] == [4, 4]
    assert [zone.depth.up_to.value for zone in cheeks] == [1.3, 1.3]


def test_it_keeps_bleeding_away_and_cites_the_dark_marks_of_this_series() -> None:
    for zone in planned().zones:
        assert zone.endpoint is Endpoint.REDNESS
        assert DOGRA2014 in zone.endpoint_why.sources


def test_it_warns_of_dark_marks_as_this_series_saw_them() -> None:
    (finding,) = [f for f in propose(CASE.request).screening.findings if f.rule == "pigment.001"]
    assert DOGRA2014 in finding.sources
    assert "17 % if counted on the 30 who finished" in PIGMENT_DIFFERS.one_side


def test_the_temples_have_no_depth_and_a_doctor_enters_it() -> None:
    temples = [zone for zone in planned().zones if zone.zone.key in TEMPLES]
    assert len(temples) == 2
    assert all(zone.depth.start.entered_by_doctor for zone in temples)
    assert "enter the depth" in {remark.what for remark in planned().confirmations}


def test_its_result_stands_beside_the_weaker_and_stronger_series() -> None:
    (known,) = planned().known
    assert "45 % in a monthly series of 30 people" in known.why
    assert round(100 * (11.73 - 6.5) / 11.73) == 45
    assert DOGRA2014 in known.sources


@pytest.mark.parametrize(
    ("what", "paper", "percuta"),
    [
        ("device", "dermaroller", "SkinPen Precision"),
        ("sessions", "5", "3"),
        ("interval", "30 days", "42 days"),
    ],
)
def test_the_answer_shows_where_it_leaves_the_paper(what: str, paper: str, *, percuta: str) -> None:
    published = answer(CASE).published
    assert published is not None
    (row,) = [row for row in published.rows if row.what == what]
    assert (row.paper, row.percuta) == (paper, percuta)
