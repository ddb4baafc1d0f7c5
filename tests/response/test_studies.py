"""Records of trials: read strictly, kept apart by their use, and the fit knows which it saw."""

import pytest

from percuta.evidence.catalogue import SOURCES
from percuta.response.fitted import fitted
from percuta.response.study import Split
from percuta.response.study_file import BadStudy, calibration_hash, packaged, study
from response.people import TRIAL


def test_a_packaged_study_names_a_source_that_exists() -> None:
    for one in packaged():
        assert one.source in SOURCES, one.key


def test_studies_for_validation_are_not_in_the_fit() -> None:
    left_out = {scored.study for found in fitted().left_out.values() for scored in found}
    kept = {one.key for one in packaged() if one.split is Split.VALIDATION}
    fit = {one.key for one in packaged() if one.split is Split.CALIBRATION}
    assert left_out == fit
    assert not kept & fit


def test_the_packaged_fit_saw_the_studies_as_they_are_now() -> None:
    assert fitted().data == calibration_hash(), "a study changed: run percuta calibrate"


def test_both_fits_mixed_well() -> None:
    for draws in fitted().draws.values():
        assert draws.diagnosis.r_hat < 1.01
        assert draws.diagnosis.least_effective > 400
        assert draws.diagnosis.diverging == 0


def test_before_and_after_give_mean_and_spread_of_improvement() -> None:
    reading = study(TRIAL, "mine.toml").arm[0].reading[0]
    assert reading.mean == pytest.approx(0.4)
    assert reading.spread == pytest.approx(((4 + 4 - 2 * 0.8 * 4) - 0.64) ** 0.5 / 10, rel=1e-6)


def test_a_printed_spread_of_the_change_comes_first() -> None:
    told = TRIAL.replace("after_sd = 2", "after_sd = 2\nchange_sd = 3")
    reading = study(told, "mine.toml").arm[0].reading[0]
    assert reading.spread == pytest.approx((9 - 0.64) ** 0.5 / 10)


@pytest.mark.parametrize(
    ("found", "wanted", "said"),
    [
        ("people = 20", "people = 0", "arm 1: people = 0; 1 to 100000 is wanted"),
        ("people = 20", 'people = "20"', "Expected int, got str - at arm[0].people"),
        ("before = 10", "before = 0", "arm 1, reading 1: before = 0; over 0 is wanted"),
        ("after = 6\n", "", "arm 1, reading 1: before and after go together"),
        ("before_sd = 2", "improvement = 40", "or bounds and counts; one of them"),
        ("weeks_after_last = 12", "weeks_after_last = -1", "weeks_after_last = -1; 0 to 26"),
        ("sessions = 3", "sesions = 3", "unknown field sesions - at arm[0]"),
        ('"acne_scars"', '"acne"', "Invalid enum value 'acne'"),
        ("before = 10", "before = = 10", "Invalid value"),
        ("before = 10", "before = nan", "before = nan; a number is wanted"),
        ("after = 6\n", "after = -6\n", "after = -6; 0 to 20 is wanted"),
        ("sessions = 3", "sessions = 3\ndepth_mm = -3", "depth_mm = -3; over 0 and up to 5"),
    ],
)
def test_a_wrong_record_is_refused_with_its_place(found: str, wanted: str, said: str) -> None:
    with pytest.raises(BadStudy) as error:
        study(TRIAL.replace(found, wanted), "mine.toml")
    assert said in str(error.value)
    assert str(error.value).startswith("mine.toml: ")


def test_a_study_without_arms_is_refused() -> None:
    told = TRIAL[: TRIAL.index("[[arm]]")] + "arm = []\n"
    with pytest.raises(BadStudy, match=r"mine.toml: no \[\[arm\]\]; a study has at least one"):
        study(told, "mine.toml")


def test_two_values_of_one_scale_at_one_time_are_refused() -> None:
    reading = TRIAL[TRIAL.index("[[arm.reading]]") :]
    with pytest.raises(BadStudy, match="a second value of 'points' at 12 weeks"):
        study(TRIAL + reading, "mine.toml")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("bounds = [25]\ncounts = [5, 10]", "counts of 15 people; the arm has 20"),
        ("bounds = [25]\ncounts = [5, 10, 5]", "3 counts; one more than the bounds"),
        ("bounds = [50, 25]\ncounts = [5, 10, 5]", "rising numbers are wanted"),
        ("counts = [20]", "0 bounds; 1 to 3 are wanted"),
        ("bounds = [125]\ncounts = [5, 15]", "bounds = 125; 0 to 100 is wanted"),
        ("bounds = [25]\ncounts = [-5, 25]", "0 or more each"),
    ],
)
def test_counts_that_do_not_add_up_are_refused(counts: str, said: str) -> None:
    head = TRIAL[: TRIAL.index("before = 10")]
    with pytest.raises(BadStudy) as error:
        study(head + counts, "mine.toml")
    assert said in str(error.value)
