"""Virtual patients: drawn from a seed, and what can be seen of them."""

import numpy as np
import pytest

from percuta.person import Phototype
from percuta.skin.chance import Seeded
from percuta.skin.patients import draw
from percuta.skin.rates import PRIORS
from percuta.skin.red import REDNESS_MOST
from percuta.skin.seen import HALF_RED, is_dark, is_red, redness

FIRST_OF_SEVEN = [-0.8022265052776378, 0.10367209909213551, 0.933550273957297]


def test_a_seed_gives_the_draws_it_always_gave() -> None:
    first = Seeded(7).standard_normal(3)
    assert first.tolist() == pytest.approx(FIRST_OF_SEVEN, abs=1e-12)
    assert Seeded(7).standard_normal(3).tolist() == first.tolist()
    assert Seeded(8).standard_normal(3).tolist() != first.tolist()


def test_seeded_draws_have_the_mean_width_and_tails_of_the_bell() -> None:
    drawn = Seeded(1).standard_normal(100_001)
    assert drawn.mean() == pytest.approx(0, abs=0.01)
    assert drawn.std() == pytest.approx(1, abs=0.01)
    assert (np.abs(drawn) > 1.96).mean() == pytest.approx(0.05, abs=0.003)


def test_one_call_and_the_next_do_not_move_together() -> None:
    chance = Seeded(1)
    drawn = np.array([chance.standard_normal(4096) for _ in range(24)])
    assert np.abs(np.corrcoef(drawn) - np.eye(24)).max() < 0.06


def test_a_seed_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="a seed of -1; 0 or more is wanted"):
        Seeded(-1)


def test_patients_have_the_medians_of_the_priors() -> None:
    patients = draw(Seeded(1), 8192, age=30)
    for name, prior in PRIORS.items():
        assert np.median(patients.rates[name]) == pytest.approx(prior.median.value, rel=0.03), name


def test_darker_skin_makes_more_pigment_and_closes_more_slowly() -> None:
    third, fifth = (draw(Seeded(1), 64, phototype=kind) for kind in (Phototype(3), Phototype(5)))
    assert np.all(fifth.rates["darkening"] > third.rates["darkening"])
    assert np.all(fifth.rates["closing"] < third.rates["closing"])


def test_redness_is_half_of_its_most_at_its_own_mark() -> None:
    assert float(redness(np.array(HALF_RED.value))) == REDNESS_MOST / 2
    assert float(redness(np.array(1e9))) <= REDNESS_MOST
    assert not is_red(np.array(0.0))
    assert is_red(np.array(1.0))


def test_a_mark_is_seen_from_its_own_threshold() -> None:
    assert is_dark(np.array([0.0, 0.049, 0.05, 1.0])).tolist() == [False, False, True, True]
