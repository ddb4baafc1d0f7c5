"""A house protocol moves defaults inside the bounds, and says so beside every figure it moved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from percuta.assessment.concern import Kind
from percuta.devices.exceed import TOLERANCE_MM
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.parameter import Status
from percuta.person import Phototype
from percuta.planning.choice import Choice, ZoneChoice
from percuta.planning.house import House, Skin, house_from, house_table
from percuta.planning.propose import propose
from percuta.planning.request import Request
from planning.test_choice import chosen, said
from planning.wishes import BEAS, CHEEK, LINES, SCARS, plan_of, wish, zone_of

DARKER = replace(BEAS, person=replace(BEAS.person, phototype=Phototype.TYPE_V))


def house(
    *,
    interval_days: Mapping[Skin, int] | None = None,
    sessions: Mapping[Kind, int] | None = None,
    passes: Mapping[Kind, int] | None = None,
    depth_up_to_mm: Mapping[str, float] | None = None,
) -> House:
    """The fourth protocol of Dora's clinic, with what it moves."""
    return House(
        number=4,
        by="Dora",
        on=date(2026, 8, 1),
        reason="own log of 60 people",
        interval_days=interval_days or {},
        sessions=sessions or {},
        passes=passes or {},
        depth_up_to_mm=depth_up_to_mm or {},
    )


def under(protocol: House, request: Request = BEAS) -> Request:
    return replace(request, house=protocol)


def test_an_empty_protocol_changes_no_figure() -> None:
    plan, other = plan_of(under(house())), plan_of(BEAS)
    assert (plan.zones, plan.interval_days) == (other.zones, other.interval_days)
    assert plan.house == house()


def test_a_moved_default_names_protocol_reason_and_evidence() -> None:
    interval = plan_of(under(house(interval_days={Skin.USUAL: 35}))).interval_days
    assert interval.value == 35
    assert interval.why.startswith(
        "house protocol 4, by Dora on 2026-08-01: own log of 60 people; the evidence says 28 days"
    )
    assert interval.moved is not None
    assert interval.moved.evidence.value == 28
    assert interval.status is Status.ASSUMED


def test_each_skin_has_an_interval_of_its_own() -> None:
    protocol = house(interval_days={Skin.USUAL: 35})
    assert plan_of(under(protocol, DARKER)).interval_days.value == 42
    assert plan_of(under(house(interval_days={Skin.DARKER: 56}), DARKER)).interval_days.value == 56


def test_sessions_of_a_wish_are_moved_and_the_most_of_several_counts() -> None:
    protocol = house(sessions={Kind.ACNE_SCARS: 5, Kind.FINE_LINES: 4})
    both = replace(BEAS, concerns=(wish(SCARS, CHEEK), wish(LINES, CHEEK)))
    assert zone_of(under(protocol), CHEEK).sessions.value == 5
    assert zone_of(under(protocol, both), CHEEK).sessions.value == 5


def test_a_shallower_protocol_simply_holds() -> None:
    for key in ("cheek", CHEEK):
        plan = plan_of(under(house(depth_up_to_mm={key: 0.4})))
        depth = plan.zones[0].depth
        assert [f.value for f in (depth.start, depth.first_session, depth.up_to)] == [0.4] * 3
        assert not said(plan, "depth beyond a soft wall")


def test_a_deeper_protocol_passes_soft_walls_with_a_word_and_no_hard_one() -> None:
    plan = plan_of(under(house(depth_up_to_mm={"cheek": 2.0})))
    assert [zone.depth.up_to.value for zone in plan.zones] == [1.5, 1.5]
    assert "held back from 2.00 mm" in plan.zones[0].depth.up_to.why
    assert len(said(plan, "depth beyond a soft wall")) == 2


def test_the_zone_goes_before_its_place() -> None:
    plan = plan_of(under(house(depth_up_to_mm={"cheek": 0.6, CHEEK: 0.8})))
    assert [zone.depth.up_to.value for zone in plan.zones] == [0.8, 0.6]


def test_skin_at_risk_keeps_its_gentle_first_session() -> None:
    protocol = house(depth_up_to_mm={"cheek": 1.2}, passes={Kind.ACNE_SCARS: 8})
    zone = zone_of(under(protocol, DARKER), CHEEK)
    assert (zone.depth.first_session.value, zone.depth.up_to.value) == (0.5, 1.2)
    assert (zone.passes_first.value, zone.passes.value) == (4, 8)
    usual = zone_of(under(protocol), CHEEK)
    assert (usual.depth.first_session.value, usual.passes_first.value) == (1.2, 8)


def test_a_choice_goes_before_the_house_and_keeps_both_in_sight() -> None:
    plan = plan_of(under(house(interval_days={Skin.USUAL: 35}), chosen(interval_days=30)))
    interval = plan.interval_days
    assert interval.value == 30
    assert interval.chosen is not None
    assert interval.chosen.proposed.value == 35
    assert interval.evidence.value == 28


def test_a_wall_goes_before_choice_and_house() -> None:
    protocol = house(depth_up_to_mm={"cheek": 2.0})
    choice = Choice(zones={CHEEK: ZoneChoice(depth_mm={1: 2.0})})
    with pytest.raises(OutsideLimit, match="SkinPen"):
        propose(replace(under(protocol), choice=choice))


@pytest.mark.parametrize(
    ("moved", "says"),
    [
        ({"interval_days": {Skin.USUAL: 13}}, "interval for usual: 13 days lies below"),
        ({"interval_days": {Skin.DARKER: 200}}, "interval for darker: 200 days lies above"),
        ({"sessions": {Kind.ACNE_SCARS: 13}}, "sessions for acne_scars: 13 lies above"),
        ({"sessions": {Kind.MELASMA: 0}}, "sessions for melasma: 0 lies below"),
        ({"passes": {Kind.ACNE_SCARS: 21}}, "passes for acne_scars: 21 lies above"),
        ({"depth_up_to_mm": {"cheek": 3.0}}, "depth on cheek: 3.00 mm lies above"),
        ({"depth_up_to_mm": {"cheek": 0.0}}, "depth on cheek: 0.00 mm lies below"),
        ({"depth_up_to_mm": {"cheek": float("nan")}}, "depth on cheek: not a number"),
        ({"depth_up_to_mm": {"elbow": 0.5}}, "no zone or place is 'elbow'"),
        ({"depth_up_to_mm": {"lips": 0.5}}, "no zone or place is 'lips'"),
    ],
)
def test_no_protocol_outside_the_absolute_bounds_can_be_built(
    moved: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError, match="house protocol 4") as refused:
        house(**moved)
    assert says in str(refused.value)


def test_a_protocol_needs_a_name_and_a_reason() -> None:
    with pytest.raises(ValueError, match="a name and a reason are wanted"):
        replace(house(), by=" ")
    with pytest.raises(ValueError, match="a name and a reason are wanted"):
        replace(house(), reason=" ")
    with pytest.raises(ValueError, match="numbered from 1"):
        replace(house(), number=0)


def test_a_protocol_is_stored_and_read_back_as_it_was() -> None:
    full = house(
        interval_days={Skin.USUAL: 35},
        sessions={Kind.ACNE_SCARS: 4},
        passes={Kind.ACNE_SCARS: 6},
        depth_up_to_mm={"cheek": 0.8},
    )
    assert house_from(house_table(full)) == full
    assert house_from(house_table(house())) == house()


def test_a_wall_that_the_tolerance_takes_to_nothing_is_planned_at_nothing() -> None:
    rough = replace(BEAS.device, tolerance_mm=replace(TOLERANCE_MM, value=0.55))
    by_the_eye = replace(BEAS, device=rough, concerns=(wish(SCARS, "periorbital_right"),))
    depth = zone_of(by_the_eye, "periorbital_right").depth
    assert depth.up_to.value == 0
    assert (depth.cap.value or 0) > 0
