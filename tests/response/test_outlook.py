"""A forecast is the same for the same seed, follows what was seen, and says when it cannot."""

import numpy as np
import pytest

from percuta.response.check import World, kept
from percuta.response.crowd import MANY, crowd
from percuta.response.forecast import outlook
from percuta.response.study import Kind
from percuta.response.update import By, Seen, alike, may_be_nothing, tail_shape, weigh, weighed
from percuta.skin.chance import Seeded
from response.people import LATER, MONTHLY, curve

POOR = tuple(Seen(day=day, improvement=0.02, by=By.CLINICIAN) for day in (56.0, 84.0, 112.0))
GOOD = tuple(Seen(day=day, improvement=0.6, by=By.CLINICIAN) for day in (56.0, 84.0, 112.0))


def test_the_same_seed_gives_the_same_forecast() -> None:
    one, two, other = (
        outlook(curve(), Kind.ACNE_SCARS, MONTHLY, at=LATER, seed=seed) for seed in (4, 4, 5)
    )
    assert one.bands.tolist() == two.bands.tolist()
    assert one.bands.tolist() != other.bands.tolist()
    assert one.chances.half == pytest.approx(other.chances.half, abs=0.05)


def test_bands_are_in_order_and_begin_at_nothing() -> None:
    found = outlook(curve(), Kind.ACNE_SCARS, MONTHLY, at=LATER)
    assert np.all(np.diff(found.bands, axis=1) >= 0)
    assert found.bands[0].max() < 0.01
    assert found.measured_until == MONTHLY[-1] + 91
    assert found.from_people == 1.0


def test_poor_ratings_lower_and_good_ones_raise_the_forecast() -> None:
    without, poor, good = (
        outlook(curve(), Kind.ACNE_SCARS, MONTHLY, at=LATER, seen=seen) for seen in ((), POOR, GOOD)
    )
    assert poor.at_band[2] < without.at_band[2] < good.at_band[2]
    assert poor.chances.little > 2 * without.chances.little
    assert poor.from_people < 1


def test_an_instrument_counts_for_more_than_the_person() -> None:
    def width(by: By) -> float:
        seen = [Seen(day=112.0, improvement=0.3, by=by)]
        low, *_, high = outlook(curve(), Kind.ACNE_SCARS, MONTHLY, at=LATER, seen=seen).at_band
        return float(high - low)

    assert width(By.INSTRUMENT) < width(By.PATIENT)


def test_ratings_that_nobody_like_this_has_carry_a_warning() -> None:
    early = [Seen(day=7.0 + n, improvement=1.0, by=By.INSTRUMENT) for n in range(8)]
    worse = [Seen(day=112.0 + n, improvement=-1.0, by=By.PATIENT) for n in range(8)]
    for seen in (early, worse, [*early, *worse]):
        assert not outlook(curve(), Kind.ACNE_SCARS, MONTHLY, at=LATER, seen=seen).weighed.trusted
    assert outlook(curve(), Kind.ACNE_SCARS, MONTHLY, at=LATER, seen=POOR).weighed.trusted


def test_nothing_seen_weighs_everybody_alike() -> None:
    found = weigh(crowd(curve(), Kind.ACNE_SCARS, count=100), MONTHLY, [])
    assert found.weights.tolist() == [0.01] * 100
    assert found.effective == pytest.approx(100)


@pytest.mark.parametrize("shape", [0.3, 0.9])
def test_the_tail_of_weights_is_told_from_its_shape(shape: float) -> None:
    weights = Seeded(1).uniform(MANY) ** -shape
    assert tail_shape(weights / weights.sum()) == pytest.approx(shape, abs=0.15)


def test_people_are_picked_in_the_proportion_of_their_weights() -> None:
    picked = alike(weighed(np.log(np.array([1.0, 3.0, 4.0]))).weights, 800)
    assert np.bincount(picked).tolist() == [100, 300, 400]


@pytest.mark.parametrize(
    ("sessions", "at", "said"),
    [
        ((), 100.0, "no session"),
        (MONTHLY, -1.0, "day -1 is out of reach; 0 to 266 can be forecast"),
        (MONTHLY, 267.0, "day 267 is out of reach"),
    ],
)
def test_what_cannot_be_forecast_is_refused(
    sessions: tuple[float, ...], at: float, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        outlook(curve(), Kind.ACNE_SCARS, sessions, at=at)


def test_intervals_hold_what_they_say_for_people_of_the_model() -> None:
    found = kept(curve(), Kind.ACNE_SCARS, World.EXPECTED)
    for part, covered in zip((0.5, 0.8, 0.9), found.covered, strict=True):
        assert covered == pytest.approx(part, abs=0.07)


def test_where_nothing_works_hardly_any_gain_becomes_far_more_likely() -> None:
    usual, nothing = (
        kept(curve(), Kind.ACNE_SCARS, world).little for world in (World.EXPECTED, World.PLACEBO)
    )
    assert nothing > 2.5 * usual


def test_where_nothing_works_nearly_everybody_reads_that_it_may_be_nothing() -> None:
    assert kept(curve(), Kind.ACNE_SCARS, World.PLACEBO).nothing > 0.85
    assert kept(curve(), Kind.ACNE_SCARS, World.EXPECTED).nothing < 0.7


def test_an_instrument_is_never_said_to_hope() -> None:
    rated = [Seen(day=100.0, improvement=0.1, by=by) for by in (By.PATIENT, By.INSTRUMENT)]
    assert may_be_nothing(rated[:1])
    assert not may_be_nothing(rated[1:])
    assert not may_be_nothing([Seen(day=100.0, improvement=0.7, by=By.CLINICIAN)])
    assert not may_be_nothing([])


def test_a_rater_who_is_too_kind_stays_inside_what_the_forecast_allows() -> None:
    biased = kept(curve(), Kind.ACNE_SCARS, World.BIASED)
    assert biased.covered[1] > 0.7


def test_late_responders_widen_or_lower_the_forecast_rather_than_break_it() -> None:
    late = kept(curve(), Kind.ACNE_SCARS, World.LATE)
    assert late.covered[1] > 0.7
