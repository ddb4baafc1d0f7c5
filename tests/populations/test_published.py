"""Published trials run again say what the forecast of a new trial says, beside what came."""

import pytest

from percuta.person import Phototype
from percuta.populations.design_file import parse_design
from percuta.populations.published import beside, cited, design_of, marks_beside, text_of
from percuta.populations.reported import REPORTED, reported
from percuta.populations.worlds import draws_for, grown
from percuta.response.draws import Rival
from percuta.response.fitted import fitted
from percuta.response.score import score
from percuta.response.study import Study
from percuta.response.study_file import packaged
from populations.designs import arm, told

TRIALS = {study.key: study for study in packaged()}
NUMBER = 0.03  # both are drawn with chance of their own


def test_every_published_trial_has_a_design_of_its_own() -> None:
    for study in packaged():
        design = design_of(study)
        began = reported(study).began
        counted = [arm.people for arm in study.arm]
        assert [made.people for made in design.arms] == ([began] if began else counted)
        assert design.rater.blinded is study.blinded


@pytest.mark.parametrize("key", TRIALS)
def test_the_design_of_a_published_trial_can_be_taken_and_changed(key: str) -> None:
    ours, theirs = parse_design(text_of(TRIALS[key]), key), design_of(TRIALS[key])
    assert ours.arms == theirs.arms
    assert (ours.age, ours.drop_out) == (theirs.age, theirs.drop_out)
    assert ours.phototype_shares == theirs.phototype_shares
    assert ours.rater == theirs.rater
    assert ours.courses == theirs.courses
    comments = [one for one in text_of(TRIALS[key]).splitlines() if one.startswith("#")]
    assert all(len(one) <= 100 or "http" in one for one in comments)


def test_a_trial_is_run_with_the_people_that_it_printed() -> None:
    design = design_of(TRIALS["dogra2014"], trials=400)
    assert design.phototype_shares == {Phototype.TYPE_IV: 0.5, Phototype.TYPE_V: 0.5}
    assert (design.age.least, design.age.most) == (18, 40)
    counted = told(design)
    came = counted.many(0, 0, "rated") / counted.many(0, 0, "gain")
    assert came == pytest.approx(30 / 36, abs=0.01)


def test_the_people_of_no_trial_are_given_without_that_trial() -> None:
    assert set(REPORTED) <= set(TRIALS)
    for key, one in REPORTED.items():
        began = one.began or 0
        assert not began or [began >= arm.people for arm in TRIALS[key].arm] == [True]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("dogra2014", "5 of 36 people (14%; from so few 5% to 29%, 19 in 20)"),
        ("fabbrocini2014", "0 of 60 people"),
    ],
)
def test_dark_marks_that_were_printed_stand_beside_ours(key: str, said: str) -> None:
    study = TRIALS[key]
    beside_ours = marks_beside(study, told(design_of(study, trials=64)))
    assert said in beside_ours
    assert "by its own doubt: the two ranges" in beside_ours


def test_of_dark_marks_that_were_not_printed_nothing_is_said() -> None:
    study = TRIALS["sohag2017"]
    assert marks_beside(study, told(design_of(study, trials=64))) == ""


def test_every_published_trial_is_cited_with_where_to_find_it() -> None:
    for study in TRIALS.values():
        assert any(where in cited(study) for where in ("DOI ", "PMID ", "https://", "http://"))


def test_by_the_other_rival_more_sessions_and_deeper_ones_grow_more() -> None:
    draws = fitted().draws[Rival.MECHANISM]
    first, second = draws.rival.shape
    shape = (draws.columns[first], draws.columns[second])
    (few,), (many,), (deep,) = (
        grown(Rival.MECHANISM, made, shape)
        for made in (arm(sessions=2), arm(sessions=5), arm(sessions=2, depth_mm=2.5))
    )
    assert (many > few).all()
    assert (deep > few).all()


@pytest.mark.parametrize("key", ["dogra2014", "liang2022", "alqam2022", "mohamed2024"])
def test_a_trial_run_again_agrees_with_the_score_of_the_fit(key: str) -> None:
    study: Study = TRIALS[key]
    study_told = told(design_of(study, trials=3000))
    found = [one for one in beside(study, study_told) if "spread" not in one.what]
    scored = score(study, draws_for(study_told.design))
    assert len(found) == len(scored) > 0
    for ours, theirs in zip(found, scored, strict=True):
        assert ours.came == pytest.approx(theirs.came)
        for one, other in (
            (ours.low, theirs.low),
            (ours.middle, theirs.middle),
            (ours.high, theirs.high),
        ):
            assert one.value == pytest.approx(other, abs=NUMBER + 3 * one.error)


def test_what_came_outside_of_most_such_trials_is_called_outside() -> None:
    study = TRIALS["jamc_ayub"]
    (only,) = beside(study, told(design_of(study, trials=400)))
    assert only.came == 0
    assert not only.held
