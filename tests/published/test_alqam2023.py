"""Alqam 2023, J Cosmet Dermatol 22(1):206-213 (abstract): SkinPen on facial wrinkles."""

from percuta.casefile.case import Case
from percuta.cli.load import answer, load
from percuta.evidence.sources.labels import K202243
from percuta.evidence.sources.studies import ALQAM2023_FACE
from percuta.planning.course import Endpoint
from percuta.planning.plan import Plan
from percuta.planning.propose import propose

CASE: Case = load(None, "alqam-2023")


def planned() -> Plan:
    plan = propose(CASE.request).plan
    assert plan is not None
    return plan


def test_four_sessions_a_month_apart_as_in_the_paper() -> None:
    plan = planned()
    assert CASE.published is not None
    assert len(plan.sessions) == CASE.published.sessions == 4
    assert CASE.published.interval_days == 30
    assert plan.interval_days.value == 28  # whole weeks


def test_the_review_is_no_earlier_than_the_paper_looked_last() -> None:
    plan = planned()
    assert (plan.review_on - plan.sessions[-1].day).days == 92


def test_every_zone_lies_outside_the_clearance_and_says_so() -> None:
    plan = planned()
    outside = [r for r in plan.confirmations if r.what == "outside the clearance"]
    said = " ".join(remark.why for remark in outside)
    assert all(zone.zone.name in said for zone in plan.zones)
    assert all(remark.sources == (K202243,) for remark in outside)


def test_it_starts_at_the_shallowest_of_the_charts() -> None:
    starts = {zone.zone.place.value: zone.depth.start.value for zone in planned().zones}
    assert starts == {"forehead": 0.25, "upper lip skin": 0.25, "cheek": 0.5, "periorbital": 0.2}


def test_it_stops_at_redness_and_leaves_the_passes_to_a_doctor() -> None:
    for zone in planned().zones:
        assert zone.endpoint is Endpoint.REDNESS
        assert zone.passes.entered_by_doctor


def test_cream_stays_away_from_the_eyes() -> None:
    numbing = planned().numbing
    assert numbing is not None
    assert set(numbing.without) == {"periorbital_right", "periorbital_left"}


def test_its_result_is_told_and_cited() -> None:
    for known in planned().known:
        assert "three months after four monthly sessions 69 % saw some improvement" in known.why
        assert ALQAM2023_FACE in known.sources


def test_a_depth_the_paper_does_not_print_is_called_not_read() -> None:
    published = answer(CASE).published
    assert published is not None
    (depth,) = [row for row in published.rows if row.what == "depth"]
    assert depth.paper.endswith("not read")
