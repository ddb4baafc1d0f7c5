"""A study counts the same whoever counts it, and adds up to what its parts say."""

import numpy as np
import pytest
from msgspec.structs import replace

from percuta.populations.chunk import BATCHES, Chunk, chunks_of, count_chunk, trials_of
from percuta.populations.crew import workers
from percuta.populations.design import MOST_COURSES, Spread
from percuta.populations.kept import Count
from percuta.populations.run import carry_on
from percuta.populations.sheet import (
    STEPS,
    counted,
    mean,
    places,
    quantile,
    rows,
    share_name,
    spread,
)
from percuta.populations.told import Told
from percuta.skin.chance import Seeded
from populations.designs import arm, arms, design, told


@pytest.mark.parametrize("count", [2, 4])
def test_any_number_of_workers_counts_the_same(count: int) -> None:
    alone, many = Count.begin(design()), Count.begin(design())
    for _ in carry_on(alone, map):
        pass
    with workers(count) as crew:
        for _ in carry_on(many, crew):
            pass
    assert many.is_whole
    assert np.array_equal(many.sheets, alone.sheets)


def test_chunks_counted_in_any_order_add_up_to_the_same() -> None:
    numbers = range(chunks_of(design()))
    forth = sum(count_chunk(design(), number).sheet for number in numbers)
    back = sum(count_chunk(design(), number).sheet for number in reversed(numbers))
    assert np.array_equal(forth, back)


def test_a_count_that_goes_on_from_the_middle_ends_the_same() -> None:
    whole, halved = Count.begin(design()), Count.begin(design())
    for _ in carry_on(whole, map):
        pass
    for _ in carry_on(halved, map):
        if halved.done == 7:
            break
    for _ in carry_on(halved, map):
        pass
    assert np.array_equal(whole.sheets, halved.sheets)


def test_another_seed_brings_other_people() -> None:
    one, other = (count_chunk(replace(design(), seed=seed), 0).sheet for seed in (1, 2))
    assert not np.array_equal(one, other)


def test_courses_written_one_by_one_add_up_to_the_sheet() -> None:
    chunk: Chunk = count_chunk(design(), 3, with_courses=True)
    assert chunk.courses is not None
    at = places(design())
    for number, made in enumerate(design().arms):
        here = chunk.courses["arm"] == number
        rated = chunk.courses["rated_2"][here]
        row = at[number, 1, "rated"]
        assert chunk.sheet[row][0] == np.isfinite(rated).sum() < here.sum()
        found = mean(chunk.sheet[row], rows(design())[row].ends)
        assert found == pytest.approx(np.nanmean(rated), abs=1e-5)
        assert here.sum() == made.people * 2


def test_a_row_tells_mean_spread_and_quantiles_of_its_values() -> None:
    values = 0.3 + 0.2 * Seeded(4).standard_normal(20_000)
    row = counted(values, (-1.0, 2.0))
    assert mean(row, (-1.0, 2.0)) == pytest.approx(values.mean(), abs=1e-5)
    assert spread(row, (-1.0, 2.0)) == pytest.approx(values.std(ddof=1), abs=1e-5)
    for part in (0.05, 0.5, 0.95):
        exact = float(np.quantile(values, part))
        assert quantile(row, (-1.0, 2.0), part) == pytest.approx(exact, abs=0.003)


def test_an_error_covers_how_far_seeds_lie_apart() -> None:
    key = (0, 0, "mean_of_trial")
    studies = [told(replace(arms(arm()), seed=seed)) for seed in range(12)]
    apart = np.std([study.mean(*key).value for study in studies], ddof=1)
    errors = np.median([study.mean(*key).error for study in studies])
    assert 0.5 < errors / apart < 2


def test_a_study_of_a_thousand_million_courses_keeps_its_spreads() -> None:
    small = told(arms(arm(people=5), trials=1000))
    times = MOST_COURSES // small.design.courses
    large = Told(
        Count(
            design=replace(small.design, trials=1000 * times),
            done=small.count.done,
            sheets=small.count.sheets * times,
        )
    )
    for what in ("gain", "rated", share_name(0.25, "rated")):
        assert large.many(0, 0, what) == small.many(0, 0, what) * times
        assert large.mean(0, 0, what).value == small.mean(0, 0, what).value
        assert large.spread(0, 0, what).value == pytest.approx(
            small.spread(0, 0, what).value, rel=1e-3
        )
        key = (0, 0, what)
        assert large.quantile(key, 0.5).value == small.quantile(key, 0.5).value


def test_the_fullest_batch_of_the_largest_study_fits_its_counts() -> None:
    shares = []
    for trials in (32, 33, 47, 63, 64, 95, 10_007, MOST_COURSES // 20):
        largest = arms(arm(people=MOST_COURSES // trials), trials=trials)
        chunks = [len(trials_of(largest, n)) for n in range(min(chunks_of(largest), 4096))]
        batches = [sum(chunks[n::BATCHES]) / sum(chunks) for n in range(BATCHES)]
        shares.append(max(batches))
    fullest = max(shares) * MOST_COURSES * STEPS**2
    assert fullest < np.iinfo(np.int64).max


def test_batches_share_the_trials_evenly() -> None:
    study = told(arms(arm(people=5), trials=1000))
    counts = study.count.sheets[:, places(study.design)[0, 0, "gain"], 0]
    assert len(counts) == BATCHES
    assert counts.max() < 1.2 * counts.min()


def test_only_people_within_the_bounds_are_taken_in() -> None:
    courses = count_chunk(design(), 0, with_courses=True).courses
    assert courses is not None
    assert 18 <= courses["age"].min() < courses["age"].max() <= 45
    assert courses["severity"].min() >= 12
    assert set(courses["phototype"]) == {2, 3, 4}


def test_without_a_session_nothing_is_gained_and_nothing_gets_red() -> None:
    sham = told(arms(arm(sessions=0)))
    assert sham.mean(0, 0, "gain").value == 0
    assert sham.mean(0, -1, "red_days").value == 0
    assert sham.mean(0, 0, "rated").value == pytest.approx(0, abs=0.01)


def test_a_rater_who_knows_sees_hope_in_a_sham() -> None:
    wanted = arms(arm(sessions=0))
    open_one = replace(wanted, rater=replace(wanted.rater, blinded=False))
    assert told(open_one).mean(0, 0, "rated").value == pytest.approx(0.1, abs=0.02)


def test_more_sessions_gain_more_and_stay_red_longer() -> None:
    study = told(arms(arm("one", sessions=1), arm("six", sessions=6)))
    for what, visit in (("gain", 0), ("red_days", -1)):
        assert study.mean(1, visit, what).value > study.mean(0, visit, what).value
    assert study.mean(1, 0, "told_better").value > study.mean(1, 0, "told_worse").value


def test_depth_moves_red_days_and_nothing_of_the_gain() -> None:
    flat, deep = (told(arms(arm(depth_mm=depth))) for depth in (0.5, 2.5))
    assert deep.mean(0, -1, "red_days").value > flat.mean(0, -1, "red_days").value + 1
    assert deep.mean(0, 0, "gain") == flat.mean(0, 0, "gain")


def test_darker_skin_keeps_more_marks() -> None:
    light, dark = (replace(arms(arm()), taken_phototypes=(type_,)) for type_ in (2, 4))
    assert told(dark).mean(0, -1, "mark").value > told(light).mean(0, -1, "mark").value


def test_a_drop_out_takes_its_share_and_who_gains_little_first() -> None:
    study = told(replace(design(), trials=640))
    last = len(study.design.arms[0].visits) - 1
    came = study.many(0, last, "rated") / study.many(0, last, "gain")
    assert 0.7 < came < 0.8
    name = share_name(0.25, "rated")
    stayed = replace(study.design, drop_out=replace(study.design.drop_out, times=1.0))
    assert study.mean(0, last, name).value > told(stayed).mean(0, last, name).value


def test_equal_arms_are_told_apart_about_one_time_in_twenty() -> None:
    study = told(arms(arm("one"), arm("other"), trials=3000))
    told_apart = sum(study.mean(1, 0, what).value for what in ("told_better", "told_worse"))
    assert 0.035 < told_apart < 0.065


def test_a_trial_of_a_thousand_people_is_counted_whole() -> None:
    big = arms(arm(people=50_000), trials=32)
    assert chunks_of(big) == 32
    chunk = count_chunk(replace(big, age=Spread(mean=40, sd=0, least=40, most=40)), 0)
    assert chunk.sheet[places(big)[0, 0, "gain"]][0] == 50_000


def test_collagen_is_counted_where_it_is_wished() -> None:
    study = told(replace(arms(arm(people=4), trials=32), collagen=True))
    assert 0.02 < study.mean(0, 0, "collagen").value < 0.5


@pytest.mark.parametrize(("mean", "sd"), [(12.0, 1e-320), (12.0000001, 1e-300), (16.0, 1e-18)])
def test_a_spread_too_small_for_numbers_is_none(mean: float, sd: float) -> None:
    tiny = replace(arms(arm(), trials=32), severity=Spread(mean=mean, sd=sd, least=12, most=30))
    courses = count_chunk(tiny, 0, with_courses=True).courses
    assert courses is not None
    assert set(courses["severity"]) == {mean}
