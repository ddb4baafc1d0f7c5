"""Plans for the body: nothing made up, walls that hold, areas of this body, minutes listed."""

from dataclasses import replace

import pytest

from cast import AMARA, BEA, FLORA, STRANGER
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.person import Person, Phototype
from percuta.planning.course import Endpoint
from percuta.planning.depth import Hardness
from percuta.planning.request import Request
from percuta.planning.visit import Needled, plan_visit
from percuta.zones.zone import Place
from planning.wishes import (
    BEAS,
    BODY_NEEDLED,
    SCARS,
    WRINKLES,
    depth_on,
    plan_of,
    walls,
    wish,
    zone_of,
)

HARD, SOFT = Hardness.HARD, Hardness.SOFT
SIZED = replace(BEA, height_cm=160.0, weight_kg=70.0)


def on_body(*zones: str) -> Request:
    """Bea's wish moved to zones of the body."""
    return replace(BEAS, person=SIZED, concerns=(wish(SCARS, *zones),))


@pytest.mark.parametrize("zone", BODY_NEEDLED)
def test_depth_and_passes_on_the_body_are_entered_by_a_doctor(zone: str) -> None:
    found = zone_of(on_body(zone), zone)
    assert found.depth.start.entered_by_doctor
    assert found.depth.first_session.entered_by_doctor
    assert found.passes.entered_by_doctor
    assert found.passes_first.entered_by_doctor
    assert found.endpoint is Endpoint.REDNESS
    what = [remark.what for remark in plan_of(on_body(zone)).confirmations]
    assert {"outside the clearance", "enter the depth", "enter the passes"} <= set(what)


@pytest.mark.parametrize("zone", BODY_NEEDLED)
def test_deeper_than_the_face_of_the_label_only_with_a_doctor(zone: str) -> None:
    depth = depth_on(zone)
    assert depth.cap.value == 2.5
    assert depth.up_to.value is not None
    assert depth.up_to.value <= 1.5
    assert any("of this place its label was not seen to speak" in w.why for w in walls(depth, SOFT))


@pytest.mark.parametrize("zone", BODY_NEEDLED)
def test_short_needles_bind_on_the_body_too(zone: str) -> None:
    assert depth_on(zone, device=EXCEED).cap.value == 1.35


@pytest.mark.parametrize(("person", "cleared"), [(FLORA, True), (BEA, True), (AMARA, False)])
def test_the_neck_goes_by_its_own_trial_where_it_was_cleared(
    person: Person, *, cleared: bool
) -> None:
    hard = [w.why for w in walls(depth_on("neck", WRINKLES, person=person), HARD)]
    assert any("trial it was cleared by here" in why for why in hard) is cleared


@pytest.mark.parametrize("person", [replace(BEA, phototype=Phototype.TYPE_I), STRANGER, AMARA])
def test_the_neck_of_other_phototypes_keeps_the_depth_of_the_face(person: Person) -> None:
    label = [w for w in walls(depth_on("neck", WRINKLES, person=person), SOFT) if "label" in w.why]
    assert [w.at_mm.value for w in label] == [1.5]


def test_a_second_wish_on_the_neck_takes_its_clearance_away() -> None:
    both = depth_on("neck", WRINKLES, SCARS, person=FLORA)
    assert not any("cleared by here" in wall.why for wall in both.walls)


def test_thin_skin_of_the_neck_holds_before_its_trial() -> None:
    depth = depth_on("neck", WRINKLES, person=FLORA)
    assert (depth.up_to.value, depth.cap.value) == (0.75, 2.5)


def test_the_area_of_a_zone_follows_the_body() -> None:
    small = zone_of(on_body("abdomen"), "abdomen").area_cm2
    large = zone_of(
        replace(on_body("abdomen"), person=replace(SIZED, height_cm=190.0, weight_kg=120.0)),
        "abdomen",
    ).area_cm2
    assert small.value == 1235  # 7 % of the root of 160 x 70 / 3600 in m2
    assert small.why.startswith("the whole zone, our share of a body of 1.76 m2")
    assert (large.value or 0) > small.value


def test_a_whole_thigh_is_too_much_for_any_cream() -> None:
    plan = plan_of(on_body("thigh_left"))
    assert plan.numbing is None
    assert "pass the label's 900 cm2" in plan.no_numbing_because


def test_a_measured_scar_on_the_thigh_gets_its_cream_and_its_minutes() -> None:
    plan = plan_of(replace(on_body("thigh_left"), areas_cm2={"thigh_left": 20.0}))
    assert plan.numbing is not None
    assert plan.numbing.area_cm2.value == 20
    assert plan.visit.needle.value == 15


def test_minutes_of_the_body_are_those_listed_by_place() -> None:
    whole = Needled(body=((Place.ABDOMEN, 1.0), (Place.HAND, 1.0)))
    half = Needled(body=((Place.ABDOMEN, 0.5),))
    assert plan_visit(needled=whole, numbing=None).needle.value == 50
    assert plan_visit(needled=half, numbing=None).needle.value == 15
    assert "abdomen, back of the hand: minutes a clinic lists" in whole.why


def test_face_and_body_in_one_session_add_up() -> None:
    both = Needled(face_cm2=200, body=((Place.NECK, 1.0),))
    assert both.minutes == 60


def test_wide_areas_on_skinpen_name_the_clearance_they_lie_outside() -> None:
    (outside, *_) = plan_of(replace(on_body("abdomen"), numbing=False)).confirmations
    assert outside.why == (
        "acne scars on abdomen: the SkinPen Precision is not cleared for acne scars there"
    )
    assert SKINPEN.name in outside.why
