"""Every kind of concern: planned with what was read, and silent where nothing was."""

from dataclasses import replace

import pytest

from cast import BEA
from percuta.assessment.concern import INDICATIONS, Concern, Kind
from percuta.devices.skinpen import SKINPEN
from percuta.evidence.parameter import Status
from percuta.planning.course import Endpoint, plan_endpoint, plan_sessions
from percuta.planning.depth import Hardness
from percuta.planning.limits import DEEPEST_MM, SESSIONS, USUAL_SESSIONS
from percuta.planning.pigment import by_phototype
from percuta.planning.request import Request
from percuta.zones.skin_map import ZONES
from planning.wishes import BEAS, CHEEK, depth_on, plan_of, walls, wish, zone_of

EVERY_KIND = pytest.mark.parametrize("kind", Kind)
UNCOUNTED = {Kind.DARK_SPOTS, Kind.BURN_SCARS}
PIGMENT = {Kind.DARK_SPOTS, Kind.MELASMA}


def on_cheek(*kinds: Kind) -> Request:
    """Bea with some wishes on one cheek."""
    return replace(BEAS, concerns=tuple(wish(kind, CHEEK) for kind in kinds))


@EVERY_KIND
def test_every_kind_says_what_is_known_and_promises_nothing(kind: Kind) -> None:
    about = INDICATIONS[kind]
    assert about.kind is kind
    assert about.sources
    assert about.known.endswith("No forecast for this person is made.")
    assert about.confirm or about.known


@EVERY_KIND
def test_every_kind_gets_a_plan_on_the_cheek(kind: Kind) -> None:
    plan = plan_of(on_cheek(kind))
    assert plan.sessions
    assert any(remark.what == INDICATIONS[kind].name for remark in plan.known)


@EVERY_KIND
def test_sessions_are_counted_only_where_a_number_was_read(kind: Kind) -> None:
    figure = plan_sessions([kind], SKINPEN, ZONES[CHEEK])
    assert figure.entered_by_doctor is (kind in UNCOUNTED)
    assert (kind in SESSIONS) is (kind in USUAL_SESSIONS) is (kind not in UNCOUNTED)


@pytest.mark.parametrize("kind", sorted(UNCOUNTED))
def test_without_a_number_one_session_is_planned_and_a_doctor_asked(kind: Kind) -> None:
    plan = plan_of(on_cheek(kind))
    assert [session.number for session in plan.sessions] == [1]
    what = {remark.what: remark.why for remark in plan.confirmations}
    assert what["enter the sessions"].startswith("right cheek: no number was read")
    assert f"weigh first: {INDICATIONS[kind].name}" in what


@pytest.mark.parametrize(
    ("kind", "zone", "status"),
    [
        (Kind.SCARS, CHEEK, Status.MEASURED),
        (Kind.SCARS, "abdomen", Status.MEASURED),
        (Kind.ACNE_SCARS, CHEEK, Status.MEASURED),
        (Kind.ACNE_SCARS, "upper_back", Status.ASSUMED),
        (Kind.STRETCH_MARKS, "abdomen", Status.MEASURED),
        (Kind.STRETCH_MARKS, CHEEK, Status.ASSUMED),
        (Kind.WRINKLES, "neck", Status.MEASURED),
        (Kind.LAXITY, "thigh_left", Status.ASSUMED),
    ],
)
def test_a_number_of_sessions_is_assumed_where_it_was_not_read(
    kind: Kind, zone: str, status: Status
) -> None:
    assert plan_sessions([kind], SKINPEN, ZONES[zone]).status is status


def test_a_counted_wish_beside_an_uncounted_one_is_counted() -> None:
    assert plan_sessions([Kind.DARK_SPOTS, Kind.TEXTURE], SKINPEN, ZONES[CHEEK]).value == 4


@EVERY_KIND
def test_no_kind_goes_deeper_than_any_source_read(kind: Kind) -> None:
    at = [w.at_mm for w in walls(depth_on(CHEEK, kind), Hardness.SOFT)]
    assert DEEPEST_MM[kind] in at


@pytest.mark.parametrize("kind", sorted(PIGMENT))
def test_concerns_of_colour_stay_shallow_and_never_bleed(kind: Kind) -> None:
    endpoint, why = plan_endpoint(by_phototype(BEA), ZONES[CHEEK], [kind])
    assert endpoint is Endpoint.REDNESS
    assert why.why.startswith("concerns of colour: no bleeding")
    up_to = zone_of(on_cheek(kind), CHEEK).depth.up_to
    assert up_to.value == 1.0
    assert "vendors advise no deeper" in up_to.why


def test_colour_beside_scars_keeps_the_scars_shallow_too() -> None:
    zone = zone_of(on_cheek(Kind.ACNE_SCARS, Kind.MELASMA), CHEEK)
    assert zone.depth.up_to.value == 1.0
    assert zone.endpoint is Endpoint.REDNESS


def test_several_concerns_make_one_plan_with_the_larger_number() -> None:
    request = replace(
        BEAS,
        concerns=(wish(Kind.ACNE_SCARS, CHEEK), wish(Kind.TEXTURE, "forehead")),
    )
    plan = plan_of(request)
    assert [len(session.zones) for session in plan.sessions] == [2, 2, 2, 1]
    assert {remark.what for remark in plan.known} == {"acne scars", "texture"}


def test_a_concern_without_a_free_scale_asks_for_photographs() -> None:
    plan = plan_of(on_cheek(Kind.DARK_SPOTS))
    assert "no free scale for it was read; take photographs" in plan.baseline[0].why


def test_the_usual_scale_counts_where_none_is_named() -> None:
    usual = Concern(kind=Kind.WRINKLES, zones=(CHEEK,))
    assert usual.scale is INDICATIONS[Kind.WRINKLES].scales[0]
    assert replace(usual, graded_by="no_such_scale").scale is None
    assert Concern(kind=Kind.DARK_SPOTS, zones=(CHEEK,)).scale is None
