"""Scales: values they have and have not, scores by hand, types that answers leave possible."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.scale import Better, NotOnScale, Scale
from percuta.assessment.scales import (
    GAIS_CHANGE,
    GLOGAU,
    GOODMAN_BARON,
    LEMPERLE,
    MASI,
    MMASI,
    NOT_BUNDLED,
    SCALES,
    VANCOUVER,
)
from percuta.assessment.scores import (
    MASI_WEIGHTS,
    PHOTOTYPE_BANDS,
    PHOTOTYPE_ITEMS,
    VANCOUVER_ITEMS,
    Melasma,
    area_points,
    masi,
    mmasi,
    phototypes,
    typology_angle,
    typology_class,
    vancouver,
)
from percuta.person import Phototype

EVERY_SCALE = pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.key)


@EVERY_SCALE
def test_a_scale_has_its_ends_and_nothing_beyond(scale: Scale) -> None:
    assert scale.allows(scale.low)
    assert scale.allows(scale.high)
    for value in (scale.low - 1, scale.high + 1, math.nan):
        assert not scale.allows(value)
        with pytest.raises(NotOnScale, match=scale.span):
            scale.describe(value)


@EVERY_SCALE
def test_a_scale_says_which_way_is_better(scale: Scale) -> None:
    assert scale.better is Better.LOWER
    assert scale.describe(scale.high)


def test_a_grade_between_two_levels_is_no_grade() -> None:
    assert not GOODMAN_BARON.allows(2.5)
    assert MMASI.allows(2.5)


def test_a_scale_that_contradicts_itself_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="levels do not end at 0 and 4"):
        replace(GOODMAN_BARON, low=0)
    with pytest.raises(ValueError, match="is not below"):
        replace(MMASI, high=0)


def test_no_change_is_four_and_worse_is_five_on_gais() -> None:
    assert (GAIS_CHANGE.describe(4), GAIS_CHANGE.describe(5)) == ("no change", "worse")


def test_every_scale_of_a_concern_is_in_the_list() -> None:
    used = {scale.key for i in INDICATIONS.values() for scale in i.scales}
    assert used <= set(SCALES)
    assert {LEMPERLE.key, GLOGAU.key, MMASI.key, VANCOUVER.key} <= used


def test_scales_under_licence_or_unread_are_left_out_with_their_reason() -> None:
    left_out = {one.name for one in NOT_BUNDLED}
    assert {"POSAS", "DLQI", "FACE-Q", "SCAR-Q", "ECCA"} <= left_out
    assert not left_out & {scale.name for scale in SCALES.values()}
    assert all(one.why for one in NOT_BUNDLED)


# Melasma


@pytest.mark.parametrize(
    ("percent", "points"),
    [
        (0, 0),
        (0.5, 1),
        (9.9, 1),
        (10, 2),
        (29, 2),
        (30, 3),
        (50, 4),
        (70, 5),
        (89, 5),
        (90, 6),
        (100, 6),
    ],
)
def test_area_points_change_at_the_printed_steps(percent: float, points: int) -> None:
    assert area_points(percent) == points


def face(area: float, darkness: int, homogeneity: int | None = None) -> dict[str, Melasma]:
    one = Melasma(area_percent=area, darkness=darkness, homogeneity=homogeneity)
    return dict.fromkeys(MASI_WEIGHTS, one)


def test_the_worst_face_has_the_most_points() -> None:
    assert mmasi(face(100, 4)) == MMASI.high == 24
    assert masi(face(100, 4, 4)) == MASI.high == 48


def test_a_face_by_hand() -> None:
    regions = {**face(0, 0), "forehead": Melasma(area_percent=20, darkness=3)}
    assert mmasi(regions) == pytest.approx(0.3 * 2 * 3)
    regions["chin"] = Melasma(area_percent=95, darkness=2)
    assert mmasi(regions) == pytest.approx(1.8 + 0.1 * 6 * 2)


@pytest.mark.parametrize("change", [{"area_percent": 101.0}, {"darkness": 5}, {"darkness": -1}])
def test_a_region_that_cannot_be_is_refused(change: dict[str, float]) -> None:
    one = Melasma(
        area_percent=change.get("area_percent", 10.0), darkness=int(change.get("darkness", 2))
    )
    with pytest.raises(NotOnScale, match="are possible"):
        mmasi(dict.fromkeys(MASI_WEIGHTS, one))


def test_a_missing_region_or_homogeneity_is_never_nought() -> None:
    regions = face(20, 2)
    with pytest.raises(NotOnScale, match="homogeneity is None"):
        masi(regions)
    del regions["chin"]
    with pytest.raises(NotOnScale, match="wanted are forehead"):
        mmasi(regions)


@given(
    st.floats(0, 100),
    st.integers(0, 3),
    st.sampled_from([*MASI_WEIGHTS]),
)
def test_darker_never_scores_less(area: float, darkness: int, region: str) -> None:
    lighter = {**face(30, 2), region: Melasma(area_percent=area, darkness=darkness)}
    darker = {**lighter, region: Melasma(area_percent=area, darkness=darkness + 1)}
    assert mmasi(darker) >= mmasi(lighter)


# Vancouver


def test_a_scar_at_its_worst_has_thirteen() -> None:
    assert vancouver(VANCOUVER_ITEMS) == VANCOUVER.high == 13
    assert vancouver(dict.fromkeys(VANCOUVER_ITEMS, 0)) == 0


@pytest.mark.parametrize("item", VANCOUVER_ITEMS)
def test_an_item_beyond_its_most_is_refused(item: str) -> None:
    with pytest.raises(NotOnScale, match=f"{item} is {VANCOUVER_ITEMS[item] + 1}"):
        vancouver({**VANCOUVER_ITEMS, item: VANCOUVER_ITEMS[item] + 1})


# Phototype


def test_bands_meet_without_gap_or_overlap() -> None:
    ends = [end for band in PHOTOTYPE_BANDS.values() for end in band]
    assert ends[0] == 0
    assert ends[-1] == 4 * len(PHOTOTYPE_ITEMS)
    assert all(later - earlier == 1 for earlier, later in zip(ends[1::2], ends[2::2], strict=False))


@pytest.mark.parametrize(("type_", "band"), PHOTOTYPE_BANDS.items())
def test_a_full_questionnaire_gives_one_type(type_: Phototype, band: tuple[int, int]) -> None:
    for total in band:
        points = {name: min(4, max(0, total - 4 * n)) for n, name in enumerate(PHOTOTYPE_ITEMS)}
        assert sum(points.values()) == total
        assert phototypes(points) == (type_,)


def test_missing_items_leave_several_types_open() -> None:
    assert phototypes({}) == tuple(Phototype)
    nine = dict.fromkeys([*PHOTOTYPE_ITEMS][:9], 0)
    assert phototypes(nine) == (Phototype.TYPE_I,)
    nine["eye_colour"] = 4
    assert phototypes(nine) == (Phototype.TYPE_I, Phototype.TYPE_II)


@pytest.mark.parametrize("points", [{"eye_colour": 5}, {"eye": 2}])
def test_an_item_that_cannot_be_is_refused(points: dict[str, int]) -> None:
    with pytest.raises(NotOnScale):
        phototypes(points)


# Typology angle


def test_the_angle_is_an_arc_tangent_also_for_blue_skin() -> None:
    assert typology_angle(lightness=60, blue_yellow=10) == pytest.approx(45)
    assert typology_angle(lightness=40, blue_yellow=10) == pytest.approx(-45)
    assert typology_angle(lightness=60, blue_yellow=-10) == pytest.approx(-45)


def test_an_angle_without_yellow_is_not_defined() -> None:
    with pytest.raises(NotOnScale, match="not defined"):
        typology_angle(lightness=60, blue_yellow=0)


@pytest.mark.parametrize(
    ("angle", "name"),
    [
        (55.1, "very light"),
        (55, "light"),
        (41, "intermediate"),
        (28, "tan"),
        (10, "brown"),
        (-29.9, "brown"),
        (-30, "dark"),
        (-90, "dark"),
    ],
)
def test_the_end_of_a_class_belongs_to_the_darker_one(angle: float, name: str) -> None:
    assert typology_class(angle) == name
