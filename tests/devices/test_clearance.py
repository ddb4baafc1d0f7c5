"""What each device may reach and is cleared for, and what a missing entry means."""

from dataclasses import replace

import pytest

from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device, Use
from percuta.devices.exceed import EXCEED
from percuta.devices.label import Topic
from percuta.devices.skinpen import SKINPEN
from percuta.person import Phototype
from percuta.zones.skin_map import NEVER_NEEDLED
from percuta.zones.zone import Place

SCARS, WRINKLES = Use.ACNE_SCARS, Use.WRINKLES
EVERY_DEVICE = pytest.mark.parametrize("device", DEVICES.values(), ids=lambda device: device.key)


@EVERY_DEVICE
def test_a_label_never_goes_deeper_than_its_device(device: Device) -> None:
    assert device.label_depth_mm.value <= device.reach_mm.value


@EVERY_DEVICE
@pytest.mark.parametrize("place", sorted(NEVER_NEEDLED))
def test_no_clearance_covers_a_place_never_needled(device: Device, place: Place) -> None:
    assert device.clearance(SCARS, place) is device.clearance(WRINKLES, place) is None


FACE_BY_NAME = [
    *("forehead", "glabella", "temple", "periorbital", "nose", "cheek"),
    *("upper lip skin", "chin", "jaw"),
]


@EVERY_DEVICE
def test_no_clearance_goes_beyond_the_places_read(device: Device) -> None:
    for clearance in device.clearances:
        assert clearance.places <= {Place(name) for name in (*FACE_BY_NAME, "neck")}


@pytest.mark.parametrize("place", [Place(name) for name in FACE_BY_NAME])
def test_skinpen_is_cleared_for_scars_all_over_the_face(place: Place) -> None:
    clearance = SKINPEN.clearance(SCARS, place)
    assert clearance is not None
    assert (clearance.number, clearance.phototypes) == ("K202243", frozenset(Phototype))
    assert SKINPEN.clearance(WRINKLES, place) is None


def test_exceed_is_cleared_for_wrinkles_in_three_places() -> None:
    cleared = {place for place in Place if EXCEED.clearance(WRINKLES, place) is not None}
    assert cleared == {Place.GLABELLA, Place.PERIORBITAL, Place.CHEEK}


@pytest.mark.parametrize(
    ("use", "number", "darkest"),
    [(WRINKLES, "K180778", Phototype.TYPE_III), (SCARS, "K182407", Phototype.TYPE_IV)],
)
def test_each_use_of_exceed_has_its_own_clearance(
    use: Use, number: str, *, darkest: Phototype
) -> None:
    clearance = EXCEED.clearance(use, Place.CHEEK)
    assert clearance is not None
    assert (clearance.number, max(clearance.phototypes)) == (number, darkest)


def test_skinpen_is_cleared_for_wrinkles_of_the_neck_in_some_phototypes() -> None:
    clearance = SKINPEN.clearance(WRINKLES, Place.NECK)
    assert clearance is not None
    assert [p.roman for p in sorted(clearance.phototypes)] == ["II", "III", "IV"]
    assert clearance.depth_mm is not None
    assert clearance.depth_mm.value == 2.5
    assert SKINPEN.clearance(SCARS, Place.NECK) is EXCEED.clearance(WRINKLES, Place.NECK) is None


@EVERY_DEVICE
def test_every_clearance_begins_at_the_same_age(device: Device) -> None:
    assert {clearance.least_age.value for clearance in device.clearances} == {22}


@EVERY_DEVICE
def test_each_device_is_found_by_its_key(device: Device) -> None:
    assert DEVICES[device.key] is device


def test_a_topic_the_label_is_silent_on_is_not_forbidden() -> None:
    silent = replace(SKINPEN.label, entries={})
    assert silent.on(Topic.KELOID) is None
    assert not silent.forbids(Topic.KELOID)


def test_not_evaluated_is_not_the_same_as_forbidden() -> None:
    entry = SKINPEN.label.on(Topic.KELOID)
    assert entry is not None
    assert not SKINPEN.label.forbids(Topic.KELOID)
    assert EXCEED.label.forbids(Topic.KELOID)


@EVERY_DEVICE
def test_each_label_says_what_of_it_nobody_could_read(device: Device) -> None:
    assert device.label.unread


def test_only_exceed_has_a_tolerance_that_was_read() -> None:
    assert EXCEED.tolerance_mm is not None
    assert EXCEED.tolerance_mm.value == 0.15
    assert SKINPEN.tolerance_mm is None
