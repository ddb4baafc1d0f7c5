"""Scores against the textbook, and the gate that chooses a rival by them."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from percuta.handbook.validation import fresh_score
from percuta.response.draws import Rival
from percuta.response.fitted import Fitted, fitted, from_json
from percuta.response.gate import chosen, verdict
from percuta.response.kept_score import KEPT, ROUNDING
from percuta.response.score import crps, mean_crps, score
from percuta.response.study import Kind
from percuta.response.study_file import study
from percuta.skin.chance import Seeded
from response.people import TRIAL, curve


def test_crps_of_a_bell_is_the_textbook_formula() -> None:
    bell = NormalDist()
    drawn = Seeded(1).standard_normal(200_000)
    for came in (-1.0, 0.0, 2.0):
        told = came * (2 * bell.cdf(came) - 1) + 2 * bell.pdf(came) - np.pi**-0.5
        assert crps(drawn, np.ones_like(drawn), came) == pytest.approx(told, abs=0.005)


def test_crps_without_doubt_is_the_error() -> None:
    assert crps(np.full(50, 0.3), np.ones(50), 0.5) == pytest.approx(0.2)


def test_weights_count_like_repeated_draws() -> None:
    values = np.array([0.1, 0.4, 0.9])
    weighted = crps(values, np.array([1.0, 2.0, 1.0]), 0.5)
    assert weighted == pytest.approx(crps(np.array([0.1, 0.4, 0.4, 0.9]), np.ones(4), 0.5))


def test_a_trial_of_ones_own_is_scored_by_the_packaged_fit() -> None:
    found = score(study(TRIAL, "mine.toml"), curve())
    assert [one.what for one in found] == ["points: mean improvement"]
    assert found[0].came == pytest.approx(0.4)
    assert found[0].low < found[0].middle < found[0].high
    assert score(study(TRIAL, "mine.toml"), curve()) == found


def test_the_score_on_validation_studies_is_no_worse_than_the_kept_one() -> None:
    assert fresh_score(fitted(), chosen(Kind.ACNE_SCARS).chosen) <= KEPT + ROUNDING


def test_the_mechanism_is_chosen_only_where_it_wins_by_more_than_chance() -> None:
    better = {
        rival: tuple(replace(one, crps=one.crps * factor) for one in fitted().left_out[rival])
        for rival, factor in ((Rival.CURVE, 1.0), (Rival.MECHANISM, 0.2))
    }
    assert verdict(Kind.ACNE_SCARS, replace(fitted(), left_out=better)).chosen is Rival.MECHANISM
    alike = {rival: fitted().left_out[Rival.CURVE] for rival in Rival}
    assert verdict(Kind.ACNE_SCARS, replace(fitted(), left_out=alike)).chosen is Rival.CURVE


@pytest.mark.parametrize("kind", [Kind.WRINKLES, Kind.PHOTODAMAGE, Kind.STRETCH_MARKS])
def test_one_study_is_too_few_to_choose_a_rival(kind: Kind) -> None:
    assert chosen(kind).chosen is Rival.CURVE
    assert "too few held-out studies to choose" in chosen(kind).why


def test_a_fit_reads_back_as_it_was_written() -> None:
    again: Fitted = from_json(fitted().to_json())
    assert again.left_out == fitted().left_out
    assert again.data == fitted().data
    for rival, draws in fitted().draws.items():
        for name, values in draws.columns.items():
            assert again.draws[rival].columns[name].tolist() == values.tolist()


def test_each_study_counts_once_in_a_mean_score() -> None:
    one, *rest = fitted().left_out[Rival.CURVE]
    many = [replace(one, study="a", crps=0.1)] * 3 + [replace(one, study="b", crps=0.3)]
    assert mean_crps(many) == pytest.approx(0.2)
    assert rest
