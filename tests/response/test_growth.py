"""Both rivals grow with sessions and time; groups of people are summed as chance would sum them."""

from statistics import NormalDist

import numpy as np
import pytest

from percuta.response.crowd import crowd, improvement
from percuta.response.draws import Draws
from percuta.response.expected import bell, improvements, mean_and_spread, share_from
from percuta.response.growth import RIPENINGS, mechanism, table
from percuta.response.priors import HOPE, beta
from percuta.response.study import Kind
from percuta.skin.chance import Seeded
from response.people import LATER, MONTHLY, curve
from response.people import mechanism as fitted_mechanism

BOTH = pytest.mark.parametrize("draws", [curve(), fitted_mechanism()], ids=["curve", "mechanism"])


@BOTH
def test_before_the_first_session_nothing_is_gained(draws: Draws) -> None:
    people = crowd(draws, Kind.ACNE_SCARS)
    assert improvement(people, MONTHLY, [0.0]).max() < 0.05
    assert improvement(people, [28.0], [14.0]).max() < 0.05


@BOTH
def test_more_sessions_gain_more_with_diminishing_returns(draws: Draws) -> None:
    people = crowd(draws, Kind.ACNE_SCARS)
    one, two, three, four = (
        np.median(improvement(people, MONTHLY[: n + 1], [LATER])) for n in range(4)
    )
    assert one < two < three < four
    assert four - three < two - one


@BOTH
def test_improvement_stays_between_none_and_all(draws: Draws) -> None:
    shown = improvement(crowd(draws, Kind.WRINKLES), MONTHLY, [0.0, 1.0, 100.0, 300.0])
    assert shown.min() >= 0
    assert shown.max() <= 1


def test_the_mechanism_between_two_rates_lies_between_them() -> None:
    young, mature = table(MONTHLY, [LATER])
    part = np.array(0.2)

    def at(ripening: float) -> float:
        return float(mechanism(np, (young[0], mature[0]), ripening=np.array(ripening), part=part))

    low, high = at(RIPENINGS[4]), at(RIPENINGS[5])
    between = at((RIPENINGS[4] + RIPENINGS[5]) / 2)
    assert min(low, high) <= between <= max(low, high)


def test_the_bell_agrees_with_the_standard_library() -> None:
    points = np.linspace(-5, 5, 41)
    told = [NormalDist().cdf(point) for point in points]
    assert bell(np, points) == pytest.approx(told, abs=1e-6)


def test_a_group_is_summed_as_its_people_would_be() -> None:
    chance = Seeded(1)
    size, silent, hope = 200_000, 0.1, 0.08
    own = 1 / (1 + np.exp(-(-0.4 + 0.7 * chance.standard_normal(size))))
    own = np.where(chance.uniform(size) < silent, 0.0, own)
    read = own + hope * (1 - own) + 0.05 * chance.standard_normal(size)
    given = {"width": np.array([0.7]), "hope": np.array([hope]), "silent": np.array([silent])}
    group = improvements(np, np.array([-0.4]), **given)
    noise = np.array([0.05])
    mean, spread = mean_and_spread(np, group, noise=noise)
    assert mean[0] == pytest.approx(read.mean(), abs=0.002)
    assert spread[0] == pytest.approx(read.std(), abs=0.002)
    share = share_from(np, group, noise=noise, bound=np.array([0.25]))
    assert share[0] == pytest.approx((read >= 0.25).mean(), abs=0.004)


def test_draws_of_beta_have_its_mean_and_width() -> None:
    drawn = beta(Seeded(2), 50_000, HOPE)
    assert drawn.mean() == pytest.approx(0.1, abs=0.002)
    assert drawn.std() == pytest.approx((2 * 18 / (20**2 * 21)) ** 0.5, abs=0.002)
