"""The face on the skin map: places, sides, areas, and what is special about some of them."""

import pytest

from percuta.evidence.parameter import Status
from percuta.zones.face import FACE_ZONES, NEVER_ON_FACE, PAIRED, SINGLE
from percuta.zones.places import CHART_SPANS, FACE_AREA_CM2, SHARES
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import FACE, Place, Side

AREA_ENDS = 1e-6


def keys(attribute: str) -> set[str]:
    """Stems of the zones that have an attribute, such as ``cheek``."""
    named = (key for key, zone in FACE_ZONES.items() if getattr(zone, attribute))
    return {key.removesuffix("_right").removesuffix("_left") for key in named}


def test_every_place_is_on_the_map_once_or_on_both_sides() -> None:
    for place in Place:
        sides = {zone.side for zone in ZONES.values() if zone.place is place}
        assert sides in ({Side.MIDDLE}, {Side.RIGHT, Side.LEFT})


def test_places_needled_are_either_paired_or_single() -> None:
    assert {*PAIRED, *SINGLE} == FACE
    assert not set(PAIRED) & set(SINGLE)


def test_keys_and_names_speak_of_place_and_side() -> None:
    assert FACE_ZONES["cheek_left"].name == "left cheek"
    assert FACE_ZONES["upper_lip"].name == "upper lip skin"
    assert all(key == zone.key for key, zone in FACE_ZONES.items())


def test_areas_add_up_to_the_face_of_the_label() -> None:
    areas = [zone.area_cm2.value for zone in FACE_ZONES.values() if zone.area_cm2 is not None]
    assert sum(areas) == pytest.approx(FACE_AREA_CM2.value, abs=AREA_ENDS)


def test_areas_are_called_assumed() -> None:
    areas = [zone.area_cm2 for zone in FACE_ZONES.values() if zone.area_cm2 is not None]
    assert {area.status for area in areas} == {Status.ASSUMED}
    assert len(areas) == len(SINGLE) + 2 * len(PAIRED)


@pytest.mark.parametrize("place", sorted(NEVER_ON_FACE))
def test_places_never_needled_have_no_area_and_no_depth(place: Place) -> None:
    zones = [zone for zone in FACE_ZONES.values() if zone.place is place]
    assert zones
    assert all(zone.area_cm2 is None and zone.chart is None for zone in zones)


def test_cream_is_kept_away_around_the_eyes_only() -> None:
    assert keys("keep_cream_away") == {"periorbital"}


def test_thin_and_bony_places_are_the_ones_read_about() -> None:
    assert keys("thin") == {"forehead", "temple", "nose", "periorbital"}
    assert keys("over_bone") == {"forehead", "glabella", "nose", "jaw"}


def test_shallow_places_are_charted_under_one_millimetre_or_not_at_all() -> None:
    needled = {zone.place for zone in FACE_ZONES.values() if zone.shallow} - NEVER_ON_FACE
    assert needled == {
        Place.FOREHEAD,
        Place.NOSE,
        Place.UPPER_LIP,
        Place.PERIORBITAL,
        Place.TEMPLE,
    }


def test_only_the_temple_is_needled_without_a_chart() -> None:
    assert set(SHARES) - set(CHART_SPANS) == {Place.TEMPLE}


@pytest.mark.parametrize("place", CHART_SPANS)
def test_each_chart_spans_from_shallow_to_deep(place: Place) -> None:
    low, high = CHART_SPANS[place]
    assert 0 < low < high


def test_sides_of_a_pair_differ_in_nothing_but_the_side() -> None:
    for place in PAIRED:
        right, left = (zone for zone in FACE_ZONES.values() if zone.place is place)
        assert (right.area_cm2, right.thickness, right.chart) == (
            left.area_cm2,
            left.thickness,
            left.chart,
        )
