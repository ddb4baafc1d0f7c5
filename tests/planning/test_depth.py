"""How deep: each figure is held by the wall that its reason names."""

from dataclasses import replace
from typing import Any

import pytest

from cast import AMARA, BEA, CHIDI, EMRE, FLORA, STRANGER
from percuta.assessment.concern import Kind
from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.limit import Standing
from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import K182407, SKINPEN_STUDY
from percuta.evidence.sources.practice import DRPEN_CHART, GLOW_CHART, MBA_CHART
from percuta.evidence.sources.studies import CN50MHZ, MENG2022
from percuta.person import Person, Sex
from percuta.planning.depth import Depth, Hardness
from percuta.planning.figure import Figure
from planning.wishes import CHEEK, FACE_NEEDLED, LINES, NEEDLED, SCARS, WRINKLES, depth_on, walls

HARD, SOFT = Hardness.HARD, Hardness.SOFT
BEN = replace(BEA, sex=Sex.MALE)
UNTOLD = replace(BEA, sex=None)  # Bea, her sex not written down
UNSEEN = replace(BEA, phototype=None)  # Bea, her phototype not looked at
EXACT = replace(EXCEED, tolerance_mm=None)  # as if nothing were known of its tolerance
AT_RISK = [AMARA, CHIDI, EMRE, UNSEEN, STRANGER]


def lowered(device: Device, depth_mm: float) -> Device:
    """The same device with another depth on its label."""
    return replace(device, label_depth_mm=replace(device.label_depth_mm, value=depth_mm))


# Hard walls: the device


@pytest.mark.parametrize("zone", FACE_NEEDLED)
def test_the_cap_on_skinpen_is_the_depth_of_its_trial(zone: str) -> None:
    cap = depth_on(zone).cap
    assert cap.value == 1.5
    assert cap.why == (
        "SkinPen Precision: deepest it was evaluated for on the face; no plan goes deeper"
    )
    assert (cap.status, cap.sources) == (Status.MEASURED, (SKINPEN_STUDY,))


@pytest.mark.parametrize("zone", NEEDLED)
def test_the_cap_on_exceed_is_its_needles_less_its_tolerance(zone: str) -> None:
    cap = depth_on(zone, device=EXCEED).cap
    assert cap.value == 1.35
    assert cap.why == (
        "Exceed: length of the needles it was cleared with; "
        "1.5 mm less the device's tolerance of 0.15 mm; no plan goes deeper"
    )
    assert (cap.status, cap.sources) == (Status.DERIVED, (K182407,))


def test_what_a_device_cannot_reach_is_a_hard_wall_too() -> None:
    (label, reach) = walls(depth_on(CHEEK, device=EXCEED), HARD)
    assert (label.at_mm.value, reach.at_mm.value) == (1.35, 1.75)
    assert reach.why == "Exceed: it goes no deeper; 1.9 mm less the device's tolerance of 0.15 mm"


def test_a_device_that_reaches_less_than_its_label_is_held_by_its_reach() -> None:
    short = replace(SKINPEN, reach_mm=replace(SKINPEN.reach_mm, value=0.9))
    depth = depth_on(CHEEK, device=short)
    assert depth.cap.value == depth.up_to.value == 0.9
    assert depth.up_to.why == "hard wall: SkinPen Precision: it goes no deeper"


def test_the_tolerance_comes_off_every_wall_once() -> None:
    told, untold = depth_on("forehead", device=EXCEED), depth_on("forehead", device=EXACT)
    before = [wall.at_mm.value for wall in untold.walls]
    assert [wall.at_mm.value for wall in told.walls] == [round(mm - 0.15, 2) for mm in before]
    assert all("less the device's tolerance of 0.15 mm" in wall.why for wall in told.walls)


def test_an_assumed_wall_stays_assumed_less_a_tolerance() -> None:
    status = {wall.why[:9]: wall.at_mm.status for wall in depth_on("nose", device=EXCEED).walls}
    assert (status["thin skin"], status["Exceed: l"]) == (Status.ASSUMED, Status.DERIVED)


# Soft walls: chart, thickness, thin skin, published use


@pytest.mark.parametrize(
    ("zone", "deepest"),
    [("forehead", 0.75), ("nose", 0.75), ("upper_lip", 0.75), ("glabella", 1.0)],
)
def test_a_thin_place_is_held_by_the_charts(zone: str, deepest: float) -> None:
    up_to = depth_on(zone).up_to
    assert up_to.value == deepest
    assert up_to.why.startswith("soft wall: deepest of three vendor charts, for home use, for the ")
    assert DRPEN_CHART in up_to.sources


@pytest.mark.parametrize("side", ["right", "left"])
def test_beside_the_eye_the_charts_hold_at_half_a_millimetre(side: str) -> None:
    up_to = depth_on(f"periorbital_{side}").up_to
    assert up_to.value == 0.5
    assert (
        up_to.why == "soft wall: deepest of three vendor charts, for home use, for the periorbital"
    )


@pytest.mark.parametrize(
    ("person", "deepest", "says"),
    [
        (BEA, 1.05, "mean epidermis and dermis of women among 118 Chinese adults"),
        (BEN, 1.30, "mean epidermis and dermis of men among 118 Chinese adults"),
        (UNTOLD, 1.05, "sex not known, the thinner mean; mean epidermis and dermis of women"),
    ],
    ids=["woman", "man", "not known"],
)
def test_the_cheek_is_held_by_its_thickness_by_sex(
    person: Person, deepest: float, *, says: str
) -> None:
    up_to = depth_on(CHEEK, person=person).up_to
    assert up_to.value == deepest
    assert up_to.why.startswith(f"soft wall: {says}")
    assert "so about half are thinner; a thicker-reading series says" in up_to.why
    assert (up_to.status, up_to.sources) == (Status.DERIVED, (MENG2022, CN50MHZ))


@pytest.mark.parametrize(("person", "deepest"), [(BEA, 1.05), (BEN, 1.20), (UNTOLD, 1.05)])
def test_the_jaw_is_held_by_its_thickness_by_sex(person: Person, deepest: float) -> None:
    assert depth_on("jaw_left", person=person).up_to.value == deepest


def test_the_chin_borrows_the_thickness_of_the_jaw() -> None:
    up_to = depth_on("chin").up_to
    assert up_to.value == depth_on("jaw_left").up_to.value == 1.05
    assert up_to.status is Status.ASSUMED
    assert up_to.parameters[0].note.endswith("not measured here, the jaw's taken instead")


@pytest.mark.parametrize("zone", NEEDLED)
def test_no_zone_is_held_by_the_device_alone(zone: str) -> None:
    assert depth_on(zone, person=BEN).up_to.why.startswith("soft wall: ")


@pytest.mark.parametrize("place", ["forehead", "nose", "temple_left", "periorbital_left"])
def test_thin_skin_asks_a_doctor_above_one_millimetre(place: str) -> None:
    thin = [w for w in walls(depth_on(place), SOFT) if "a doctor confirms" in w.why]
    assert [(w.at_mm.value, w.at_mm.status) for w in thin] == [(1.0, Status.ASSUMED)]


@pytest.mark.parametrize("place", ["cheek_left", "chin", "jaw_left", "glabella", "upper_lip"])
def test_skin_that_is_not_thin_has_no_such_wall(place: str) -> None:
    assert not any("thin skin" in wall.why for wall in depth_on(place).walls)


@pytest.mark.parametrize(("kind", "deepest"), [(SCARS, 3.0), (LINES, 1.5), (WRINKLES, 1.5)])
def test_no_wish_goes_deeper_than_any_source_read(kind: Kind, deepest: float) -> None:
    depth = depth_on(CHEEK, kind)
    used = [w for w in walls(depth, SOFT) if w.why.startswith("deepest that any source read used")]
    assert [w.at_mm.value for w in used] == [deepest]


def test_walls_stand_nearest_first_and_every_one_says_why() -> None:
    depth = depth_on("forehead", SCARS, WRINKLES, device=EXACT)
    at_mm = [wall.at_mm.value for wall in depth.walls]
    assert at_mm == sorted(at_mm) == [0.75, 1.0, 1.06, 1.5, 1.5, 1.9, 3.0]
    assert all(wall.why for wall in depth.walls)


def test_a_hard_wall_in_front_of_the_soft_ones_says_so() -> None:
    up_to = depth_on(CHEEK, device=lowered(SKINPEN, 0.8)).up_to
    assert up_to.value == 0.8
    assert up_to.why == "hard wall: SkinPen Precision: deepest it was evaluated for on the face"


# Where to start


@pytest.mark.parametrize("kind", [SCARS, LINES, WRINKLES])
@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("forehead", 0.25),
        ("glabella", 0.25),
        ("periorbital_left", 0.2),
        ("nose", 0.25),
        ("cheek_left", 0.5),
        ("upper_lip", 0.25),
        ("chin", 0.5),
        ("jaw_left", 0.5),
    ],
)
def test_every_wish_starts_at_the_shallowest_of_the_charts(
    zone: str, start: float, *, kind: Kind
) -> None:
    figure = depth_on(zone, kind).start
    assert figure.value == start
    assert (
        figure.why == "shallowest of three vendor charts; go deeper only until the endpoint shows"
    )
    assert figure.sources == (DRPEN_CHART, MBA_CHART, GLOW_CHART, SKINPEN_STUDY)


def test_a_start_behind_a_wall_is_held_back_and_says_so() -> None:
    start = depth_on(CHEEK, device=lowered(SKINPEN, 0.4)).start
    assert start.value == 0.4
    assert start.why == (
        "held back from 0.5 mm: SkinPen Precision: deepest it was evaluated for on the face"
    )


def used(depth: Depth) -> list[float]:
    """The deepest that any source read used, for each wish, nearest first."""
    return [wall.at_mm.value for wall in walls(depth, SOFT) if "any source read used" in wall.why]


def test_of_two_wishes_in_one_zone_the_nearer_wall_governs() -> None:
    alone, both = (used(depth_on(CHEEK, *kinds)) for kinds in ((SCARS,), (SCARS, WRINKLES)))
    assert (alone, both) == ([3.0], [1.5, 3.0])


# Darker skin, or not known


@pytest.mark.parametrize("person", AT_RISK, ids=lambda person: str(person.phototype))
@pytest.mark.parametrize(
    ("zone", "low"),
    [("cheek_left", 0.5), ("forehead", 0.25), ("periorbital_left", 0.2), ("chin", 0.5)],
)
def test_darker_or_unknown_skin_starts_and_stays_at_the_charts_low(
    zone: str, low: float, *, person: Person
) -> None:
    depth = depth_on(zone, person=person)
    assert depth.start.value == depth.first_session.value == low
    assert depth.first_session.why == (
        "phototype IV to VI or not known: the first session stays at the start"
    )
    assert [p.key.rsplit(".", 1)[1] for p in depth.start.parameters] == ["chart_low"]


@pytest.mark.parametrize("person", [BEA, FLORA], ids=lambda person: str(person.phototype))
def test_lighter_skin_may_go_deep_at_once(person: Person) -> None:
    depth = depth_on(CHEEK, person=person)
    assert depth.first_session.value == depth.up_to.value == 1.05
    assert depth.first_session.why.startswith("the first session may go as deep as the later ones")


def test_darker_skin_may_go_deeper_in_later_sessions() -> None:
    depth = depth_on(CHEEK, person=AMARA)
    assert (depth.first_session.value, depth.up_to.value) == (0.5, 1.05)


def test_darker_skin_is_never_held_above_a_wall() -> None:
    depth = depth_on(CHEEK, person=AMARA, device=lowered(SKINPEN, 0.4))
    assert depth.start.value == depth.first_session.value == 0.4


# Where nothing was read


@pytest.mark.parametrize("side", ["right", "left"])
def test_on_the_temple_a_doctor_enters_where_to_start(side: str) -> None:
    depth = depth_on(f"temple_{side}")
    assert depth.start.entered_by_doctor
    assert depth.first_session.entered_by_doctor
    assert depth.start.why == "no depth for needling here was read; a doctor enters it"
    assert depth.first_session.why == "follows the start that a doctor enters"


@pytest.mark.parametrize(
    ("person", "up_to", "why"),
    [
        (BEA, 0.95, "soft wall: mean epidermis and dermis of women among 118 Chinese adults"),
        (BEN, 1.0, "soft wall: thin skin: a doctor confirms anything deeper"),
    ],
    ids=["woman", "man"],
)
def test_the_temple_still_names_its_nearest_wall(person: Person, up_to: float, *, why: str) -> None:
    depth = depth_on("temple_left", person=person)
    assert depth.up_to.value == depth.deepest_mm == up_to
    assert depth.up_to.why.startswith(why)
    assert depth.cap.value == 1.5


def test_the_deepest_setting_is_what_is_planned_not_the_cap() -> None:
    assert depth_on("periorbital_left").deepest_mm == 0.5


# Rounding and bounds


@pytest.mark.parametrize(
    ("label_mm", "set_mm"), [(0.84, 0.8), (0.85, 0.85), (0.3, 0.3), (0.35, 0.35), (0.999, 0.95)]
)
def test_depths_are_rounded_down_and_never_up(label_mm: float, set_mm: float) -> None:
    depth = depth_on(CHEEK, device=lowered(SKINPEN, label_mm))
    assert depth.cap.value == depth.up_to.value == set_mm
    rounded = f"; {label_mm:g} mm rounded down"
    assert depth.up_to.why.endswith(rounded) is (label_mm != set_mm)


def built(depth_mm: float, name: str) -> Depth:
    """A depth on the right cheek with the Exceed, with one figure put in by hand."""
    depth = depth_on(CHEEK, device=EXCEED)
    names = ("start", "first_session", "up_to", "cap")
    figures = {n: getattr(depth, n) for n in names}
    for raised in names[names.index(name) :]:
        figures[raised] = Figure(unit="mm", value=depth_mm, why="for a test")
    return Depth(walls=depth.walls, limit=depth.limit, **figures)


@pytest.mark.parametrize(
    ("name", "wrong_mm"), [("start", 1.0), ("first_session", 0.4), ("up_to", 0.4), ("cap", 0.8)]
)
def test_a_depth_out_of_order_cannot_be_built(name: str, wrong_mm: float) -> None:
    changed: dict[str, Any] = {name: Figure(unit="mm", value=wrong_mm, why="for a test")}
    with pytest.raises(OutsideLimit, match="not in order"):
        replace(depth_on(CHEEK, device=EXCEED), **changed)


def test_a_depth_below_nothing_cannot_be_built() -> None:
    with pytest.raises(OutsideLimit):
        built(-0.5, "start")


@pytest.mark.parametrize("name", ["start", "first_session", "up_to", "cap"])
def test_a_depth_past_the_hard_cap_cannot_be_built(name: str) -> None:
    assert built(1.35, name).cap.value == 1.35
    with pytest.raises(OutsideLimit, match=r"depth on the right cheek: 1\.36 mm lies above"):
        built(1.36, name)


@pytest.mark.parametrize(
    ("depth_mm", "standing"),
    [
        (1.07, Standing.RECOMMENDED),
        (1.1, Standing.CONFIRM),
        (1.5, Standing.CONFIRM),
        (1.51, Standing.FORBIDDEN),
    ],
)
def test_a_doctor_may_pass_a_soft_wall_but_no_hard_one(depth_mm: float, standing: Standing) -> None:
    assert depth_on(CHEEK).limit.standing(depth_mm) is standing


def test_each_sex_hears_the_thicker_series_of_its_own() -> None:
    said = {who: depth_on(CHEEK, person=who).up_to.why for who in (BEA, BEN, UNTOLD)}
    assert "in women of 20 to 49" in said[BEA]
    assert "in men" not in said[BEA]
    assert "in men of 20 to 29" in said[BEN]
    assert "in women" not in said[BEN]
    assert "in women of 20 to 49; 2.53 mm in men" in said[UNTOLD]


def test_a_borrowed_thickness_says_whose_it_is() -> None:
    assert "the jaw's, as this place was not measured" in depth_on("chin").up_to.why
