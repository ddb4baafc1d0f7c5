"""The body on the skin map: shares of its surface, scaled to the person, and thin places."""

from dataclasses import replace

import pytest

from cast import BEA, STRANGER
from percuta.evidence.parameter import Status
from percuta.person import Person
from percuta.zones.body import (
    BODY_PAIRED,
    BODY_PLACES,
    BODY_SINGLE,
    BODY_ZONES,
    NEVER_ON_BODY,
    SHARES_PERCENT,
    surface_m2,
    surface_parameters,
)
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import FACE, Place

TALL_BEA = replace(BEA, height_cm=180.0, weight_kg=80.0)


def test_face_and_body_share_no_place_and_no_key() -> None:
    assert not set(BODY_PLACES) & FACE
    assert len(ZONES) == len({zone.name for zone in ZONES.values()})


def test_no_place_never_needled_has_a_share_or_a_depth() -> None:
    for zone in BODY_ZONES.values():
        assert (zone.share is None) is (zone.place in NEVER_ON_BODY)
        assert zone.chart is None
    assert NEVER_ON_BODY < NEVER_NEEDLED


@pytest.mark.parametrize(
    ("person", "surface"),
    [(TALL_BEA, 2.0), (replace(BEA, height_cm=160.0, weight_kg=50.625), 1.5), (STRANGER, 2.0)],
)
def test_the_body_surface_follows_height_and_weight(person: Person, surface: float) -> None:
    assert surface_m2(person) == pytest.approx(surface)


def test_without_height_or_weight_a_large_adult_is_assumed() -> None:
    for person in (STRANGER, BEA, Person(height_cm=150.0)):
        (assumed,) = surface_parameters(person)
        assert (assumed.status, assumed.value) == (Status.ASSUMED, 2.0)
    assert surface_parameters(TALL_BEA) != surface_parameters(BEA)


@pytest.mark.parametrize("height", [0.0, -170.0, float("inf"), float("nan")])
def test_a_height_that_nobody_has_is_refused(height: float) -> None:
    with pytest.raises(ValueError, match="a number over 0 is wanted"):
        replace(BEA, height_cm=height)


def total(*places: Place) -> float:
    """Per cent of the body surface of both sides of some places."""
    return sum(SHARES_PERCENT[p] * (2 if p in BODY_PAIRED else 1) for p in places)


def test_shares_keep_to_the_rule_of_nines() -> None:
    front = total(Place.DECOLLETE, Place.BREAST, Place.ABDOMEN, Place.FLANK)
    back = total(Place.UPPER_BACK, Place.LOWER_BACK, Place.BUTTOCK)
    arms = total(Place.UPPER_ARM, Place.FOREARM, Place.HAND)
    legs = total(Place.THIGH, Place.LOWER_LEG)
    assert front <= 18
    assert back == 18
    assert arms <= 18
    assert legs <= 36
    assert total(Place.SCALP, Place.NECK) < 9


def test_every_share_is_called_assumed() -> None:
    shares = [zone.share for zone in BODY_ZONES.values() if zone.share is not None]
    assert {share.status for share in shares} == {Status.ASSUMED}
    assert len(shares) == len(BODY_SINGLE) + 2 * len(BODY_PAIRED)


def test_hands_are_called_as_people_call_them() -> None:
    assert BODY_ZONES["hand_left"].name == "back of the left hand"
    assert BODY_ZONES["thigh_right"].name == "right thigh"


@pytest.mark.parametrize(
    ("place", "at_mm"),
    [
        (Place.NECK, 0.77),
        (Place.BREAST, 1.19),
        (Place.ABDOMEN, 1.26),
        (Place.UPPER_ARM, 1.66),
        (Place.THIGH, 1.55),
    ],
)
def test_thickness_is_the_lower_bound_that_was_read(place: Place, at_mm: float) -> None:
    (thickness,) = {z.thickness for z in BODY_ZONES.values() if z.place is place}
    assert thickness is not None
    assert thickness.female_mm.value == thickness.male_mm.value == at_mm


def test_no_thickness_is_made_up_where_none_was_read() -> None:
    unread = {zone.place for zone in BODY_ZONES.values() if zone.thickness is None}
    assert unread - NEVER_ON_BODY == {
        Place.SCALP,
        Place.DECOLLETE,
        Place.FOREARM,
        Place.HAND,
        Place.LOWER_BACK,
        Place.LOWER_LEG,
    }
