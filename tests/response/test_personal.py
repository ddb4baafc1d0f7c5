"""A forecast from a person's own observations at any length: weights, and moving people."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from percuta.handbook.lengths import ALL
from percuta.response.crowd import Crowd, crowd, improvement
from percuta.response.draws import Draws
from percuta.response.forecast import outlook
from percuta.response.lengths import Length, Seens, covered, hard, rated, shaken
from percuta.response.personal import Personal, Way, personal
from percuta.response.study import Kind
from percuta.response.update import By, Seen, Tempering, Weighed, weigh
from percuta.skin.ladder import Values
from response.people import LATER, MONTHLY, curve, mechanism

KIND = Kind.ACNE_SCARS
OFTEN = tuple(
    Seen(day=day, improvement=0.98 - 0.98 * 0.96**day, by=By.PATIENT)
    for day in np.arange(3.0, 129.0, 3.0)
)
FEW = tuple(Seen(day=day, improvement=0.3, by=By.CLINICIAN) for day in (56.0, 84.0, 112.0))
CONTRADICTING = tuple(
    Seen(day=20.0 + 4 * number, improvement=(0.9, -0.4)[number % 2], by=By.INSTRUMENT)
    for number in range(20)
)


@cache
def many_times_as_many(draws: Draws) -> Crowd:
    return crowd(draws, KIND, count=150_000, seed=77)


def moved(draws: Draws, seen: tuple[Seen, ...] = OFTEN, *, seed: int = 1) -> Personal:
    return personal(draws, KIND, MONTHLY, seen=seen, seed=seed)


def at_last(people: Crowd) -> Values:
    return np.asarray(improvement(people, MONTHLY, [LATER])[0])


def how(found: Personal) -> Tempering:
    assert found.weighed.tempering is not None
    return found.weighed.tempering


def test_people_are_weighed_while_enough_of_them_count() -> None:
    found = moved(curve(), FEW)
    assert found.weighed.tempering is None
    assert found.people is found.before
    assert found.weighed.weights.tolist() == weigh(found.before, MONTHLY, FEW).weights.tolist()


def test_people_are_moved_where_a_few_would_count_for_all() -> None:
    alone = personal(curve(), KIND, MONTHLY, seen=OFTEN, way=Way.WEIGHTS).weighed
    assert not alone.enough
    found = moved(curve())
    assert (how(found).effective, how(found).tail) == (alone.effective, alone.tail)
    assert how(found).steps > 1
    assert found.weighed.enough
    assert found.weighed.effective > 3 * alone.effective
    assert len(set(found.people.base.tolist())) > 1500


@pytest.mark.parametrize("fit", [curve, mechanism])
def test_moved_people_are_those_that_far_more_people_would_have_given(
    fit: Callable[[], Draws],
) -> None:
    draws = fit()
    moved = personal(draws, KIND, MONTHLY, seen=OFTEN, way=Way.TEMPERING)
    found = at_last(moved.people)
    everybody = many_times_as_many(draws)
    weights = weigh(everybody, MONTHLY, OFTEN).weights
    shown = at_last(everybody)
    mean = float(np.sum(weights * shown))
    spread = float(np.sqrt(np.sum(weights * (shown - mean) ** 2)))
    assert found.mean() == pytest.approx(mean, abs=spread / 5)
    assert found.std() == pytest.approx(spread, rel=0.2)


def test_moved_people_of_whom_weights_would_do_come_to_the_same() -> None:
    weighed = personal(curve(), KIND, MONTHLY, seen=FEW, way=Way.WEIGHTS)
    tempered = personal(curve(), KIND, MONTHLY, seen=FEW, way=Way.TEMPERING)
    shown, weights = at_last(weighed.people), weighed.weighed.weights
    silent = float(np.sum(weights[shown < 1e-6]))
    assert at_last(tempered.people).mean() == pytest.approx(float(weights @ shown), abs=0.015)
    assert np.mean(at_last(tempered.people) < 1e-6) == pytest.approx(silent, abs=0.02)


def test_the_same_seed_moves_people_the_same_way() -> None:
    one, two, other = (moved(curve(), seed=seed).people for seed in (3, 3, 4))
    assert one.base.tolist() == two.base.tolist()
    assert one.hope.tolist() == two.hope.tolist()
    assert one.base.tolist() != other.base.tolist()
    assert np.median(at_last(one)) == pytest.approx(np.median(at_last(other)), abs=0.02)


def test_observations_that_contradict_each_other_are_not_trusted_either_way() -> None:
    for way in (Way.WEIGHTS, Way.TEMPERING, None):
        found = personal(curve(), KIND, MONTHLY, seen=CONTRADICTING, way=way).weighed
        assert found.far > 4
        assert not found.trusted


def test_two_raters_who_never_agree_are_noticed_however_often_they_rate() -> None:
    def rated_by(by: By, improvement: float) -> list[Seen]:
        days = np.arange(40.0, 100.0, 2.0)
        return [Seen(day=float(day), improvement=improvement, by=by) for day in days]

    odds = [*rated_by(By.CLINICIAN, 0.9), *rated_by(By.PATIENT, -0.5)]
    agreed = [*rated_by(By.CLINICIAN, 0.5), *rated_by(By.PATIENT, 0.4)]
    assert not personal(curve(), KIND, MONTHLY, seen=odds).weighed.trusted
    assert personal(curve(), KIND, MONTHLY, seen=agreed).weighed.trusted


def test_somebody_as_hardly_anybody_is_not_trusted_though_people_could_be_moved() -> None:
    early = tuple(Seen(day=5.0 + n, improvement=1.0, by=By.INSTRUMENT) for n in range(8))
    found = moved(curve(), early).weighed
    assert found.enough
    assert found.far < 4
    assert not found.trusted


def test_what_was_seen_in_part_only_is_not_trusted() -> None:
    people = np.full(10, 0.1)
    some = Tempering(steps=40, taken=0.0, rare=1.0, effective=1.0, tail=2.0)
    assert not Weighed(weights=people, effective=0.0, tail=0.1, tempering=some).trusted
    assert Weighed(weights=people, effective=900.0, tail=0.1, tempering=some).trusted


def test_a_forecast_takes_moved_people_without_being_asked() -> None:
    found = outlook(curve(), KIND, MONTHLY, at=LATER, seen=OFTEN)
    assert found.weighed.tempering == how(moved(curve()))
    assert (
        found.at_band.tolist()
        == np.quantile(at_last(moved(curve()).people), (0.05, 0.25, 0.5, 0.75, 0.95)).tolist()
    )


def test_people_who_are_kept_cannot_be_changed() -> None:
    people = crowd(curve(), KIND)
    assert people is crowd(curve(), KIND)
    with pytest.raises(ValueError, match="read-only"):
        people.base[0] = 0.0


@cache
def those(length: Length) -> Seens:
    return rated(curve(), KIND, length, count=60, seed=5)


@pytest.mark.parametrize("length", list(Length))
def test_intervals_hold_what_they_say_at_any_length(length: Length) -> None:
    found = covered(curve(), KIND, those(length), way=Way.TEMPERING)
    printed = ALL[length].ways[Way.TEMPERING].inside
    for part, told, inside in zip((0.5, 0.8, 0.9), printed, found.inside, strict=True):
        assert inside == pytest.approx(part, abs=0.15)
        assert inside == pytest.approx(told / 100, abs=0.15)


def test_only_those_for_whom_weights_are_not_enough_are_moved_and_no_longer_warned() -> None:
    people = [(0.9, OFTEN), (0.3, FEW)]
    few = hard(curve(), KIND, people)
    assert few == people[:1]
    assert covered(curve(), KIND, few, way=Way.WEIGHTS).warned == 1.0
    assert covered(curve(), KIND, few, way=None).warned == 0.0


def test_chance_moves_a_forecast_less_where_people_are_moved() -> None:
    people = [(0.9, OFTEN)]
    weights, tempering = (shaken(curve(), KIND, people, way=way, seeds=6) for way in Way)
    assert tempering < weights < 0.05
