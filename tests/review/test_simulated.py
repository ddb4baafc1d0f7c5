"""Simulated clinics: intervals hold as told where the truth is the model's, and show a shift."""

from functools import cache

import pytest

from percuta.handbook.reviews import MEASURED
from percuta.review.simulated import Held, World, clinics


@cache
def held(world: World) -> Held:
    return clinics(world, count=6, people=60)


def test_where_the_model_is_right_its_intervals_hold_as_often_as_told() -> None:
    found = held(World.EXPECTED)
    assert found.nine.low <= 0.9 <= found.nine.high
    assert found.half.low <= 0.5 <= found.half.high
    assert found.below == pytest.approx(0.5, abs=0.08)


def test_a_clinic_in_which_nothing_works_shows_on_the_calibration() -> None:
    found = held(World.NOTHING)
    assert found.half.high < 0.5
    assert found.below > 0.8


def test_a_kind_eye_lifts_readings_over_the_middle() -> None:
    assert held(World.KIND_EYE).below < 0.35


def test_those_who_stay_away_are_counted_as_missing() -> None:
    found = held(World.GLAD_COME)
    assert found.missing == pytest.approx(6 * 60 * 0.2, abs=6)
    assert found.nine.of + found.missing == 6 * 60


@pytest.mark.parametrize("world", list(World))
def test_the_printed_coverage_is_that_of_fewer_clinics_within_their_intervals(
    world: World,
) -> None:
    printed, found = MEASURED[world], held(world)
    assert found.nine.low <= printed.nine / 100 <= found.nine.high
    assert found.half.low <= printed.half / 100 <= found.half.high
