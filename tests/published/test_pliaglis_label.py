"""Pliaglis label (US, 2020): amounts by area as its table prints them, in square inches."""

from dataclasses import replace

import pytest

from percuta.planning.creams import PLIAGLIS_CREAM
from percuta.planning.numbing import Numbing
from percuta.planning.propose import propose
from planning.wishes import BEAS, CHEEK, OTHER_CHEEK, plan_of

SQUARE_INCH = 2.54**2
PRINTED = [
    (2, 1),
    (3, 3),
    (6, 5),
    (12, 11),
    (16, 13),
    (23, 20),
    (31, 26),
    (39, 33),
    (47, 40),
    (54, 46),
    (62, 53),
]


def numbed(area_cm2: float) -> Numbing:
    half = {CHEEK: area_cm2 / 2, OTHER_CHEEK: area_cm2 / 2}
    numbing = plan_of(replace(BEAS, cream=PLIAGLIS_CREAM, areas_cm2=half)).numbing
    assert numbing is not None
    return numbing


@pytest.mark.parametrize(("square_inches", "grams"), PRINTED)
def test_our_rate_keeps_within_a_gram_of_every_row(square_inches: float, grams: float) -> None:
    planned = numbed(round(square_inches * SQUARE_INCH, 1)).grams.high
    assert planned == pytest.approx(grams, abs=1)


def test_the_last_row_is_the_most_and_nothing_lies_beyond() -> None:
    assert (numbed(400).grams.high or 0) <= 53
    assert numbed(400).left_cm2.value == 0
    over = {CHEEK: 200, OTHER_CHEEK: 200.1}
    plan = propose(replace(BEAS, cream=PLIAGLIS_CREAM, areas_cm2=over)).plan
    assert plan is not None
    assert plan.numbing is None


def test_times_are_those_printed() -> None:
    cream = numbed(100)
    assert (cream.minutes.low, cream.minutes.high, cream.latest_minutes.value) == (20, 30, 60)
