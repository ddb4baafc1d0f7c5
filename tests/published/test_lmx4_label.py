"""LMX4 label (UK SmPC, posology): a face of about 200 cm2 takes 30 to 40 g, at most 900 cm2."""

from dataclasses import replace

import pytest

from percuta.planning.numbing import Numbing
from percuta.planning.propose import propose
from planning.wishes import BEAS, CHEEK, OTHER_CHEEK, plan_of

A_FACE = {CHEEK: 100, OTHER_CHEEK: 100}


def numbed(area_cm2: float) -> Numbing:
    half = {CHEEK: area_cm2 / 2, OTHER_CHEEK: area_cm2 / 2}
    numbing = plan_of(replace(BEAS, areas_cm2=half)).numbing
    assert numbing is not None
    return numbing


def test_a_face_gets_as_much_cream_as_the_label_estimates() -> None:
    cream = numbed(200)
    assert (cream.area_cm2.value, cream.grams.low, cream.grams.high) == (200, 30, 40)


def test_a_face_leaves_the_rest_of_the_label_for_the_day() -> None:
    assert numbed(200).left_cm2.value == 700


@pytest.mark.parametrize(("area_cm2", "grams"), [(10, (1.5, 2)), (100, (15, 20)), (33, (5, 6.6))])
def test_grams_keep_to_the_span_for_ten_square_centimetres(
    area_cm2: float, grams: tuple[float, float]
) -> None:
    cream = numbed(area_cm2)
    assert (cream.grams.low, cream.grams.high) == grams


def test_the_largest_area_of_the_label_is_allowed_and_no_more() -> None:
    assert numbed(900).left_cm2.value == 0
    over = propose(replace(BEAS, areas_cm2={CHEEK: 450, OTHER_CHEEK: 450.5})).plan
    assert over is not None
    assert over.numbing is None


def test_times_are_those_printed() -> None:
    cream = numbed(200)
    assert (cream.minutes.low, cream.minutes.high, cream.latest_minutes.value) == (30, 60, 5 * 60)


def test_lidocaine_is_four_percent_of_the_grams() -> None:
    assert numbed(200).lidocaine_mg.value == 40 * 1000 * 0.04
