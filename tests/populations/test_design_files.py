"""What is wrong with a STUDY.toml is told with its line, field, value and way out."""

from pathlib import Path

import pytest

from percuta.casefile.problems import CaseFileError
from percuta.populations.design_file import parse_design, read_design
from percuta.populations.design_schema import BLANK
from populations.designs import STUDY


def complaint(text: str) -> str:
    with pytest.raises(CaseFileError) as found:
        parse_design(text, "study.toml")
    return str(found.value)


def test_the_design_to_begin_from_can_be_counted() -> None:
    design = parse_design(BLANK, "blank")
    assert [arm.visits for arm in design.arms] == [(88, 150), (178, 240)]
    assert design.compared
    assert design.courses == 120_000


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        ("trials = 64", "trials = 3", "line 5: trial.trials = 3: too small; at least 32"),
        ("trials = 64", "trials = 64.5", "line 5: trial.trials = 64.5: a whole number is wanted"),
        ("trials = 64", "trials = 99999999", "at most 1e+09 are counted"),
        ('"acne_scars"', '"acne"', 'line 4: trial.concern = "acne": not one of acne_scars'),
        ("sessions = 3", "session = 3", "unknown name; did you mean sessions?"),
        ("[28, 90]", "[28, 200]", "line 6: trial.visits_after_last[2] = 200: too large"),
        ("[28, 90]", "[90, 28]", "trial.visits_after_last = [90, 28]: rising numbers are wanted"),
        ("visits_after_last = [28, 90]", "", "give visits (days from the first session)"),
        ("visits_after_last = [28, 90]", "visits = [28, 300]", "day 242 at the latest"),
        ('name = "six"', 'name = "three"', "line 15: arm[2].name"),
        ("people = 12", "people = nan", "arm[2].people = nan: a whole number is wanted"),
        ("blinded = true", 'blinded = "yes"', 'rater.blinded = "yes": true or false'),
        ("blinded = true", "", "rater.blinded: missing; it is needed"),
        ("blinded = true", "blinded = true\nnoise = 10", "rater.noise = 10: too large; at most 1"),
        ("age_to = 45", "age_to = 12", "included.age_to = 12: fewer than 1 in 1000"),
        (
            "severity_from = 12",
            "severity_from = 90",
            "included.severity_from = 90: fewer than 1 in 1000",
        ),
        ("age_to = 45", 'phototypes = ["VI"]', "nobody asked has these; asked are II, III, IV"),
        ("severity = 20\nseverity_sd = 5", "", "nothing says how severe those asked are"),
        ("share = 0.2", "share = 1.2", "drop_out.share = 1.2: too large; at most 0.95"),
        ("share = 0.2", "share = 0,2", "a number takes a decimal point"),
        ('name = "six"', "name = six", "text stands in quotes"),
        ("interval_days = 30", "", "say how many days lie between sessions"),
    ],
)
def test_a_slip_is_told_with_its_place_and_the_way_out(found: str, instead: str, said: str) -> None:
    assert found in STUDY
    told = complaint(STUDY.replace(found, instead, 1))
    assert told.startswith("study.toml, line ")
    assert said in told


def test_a_sham_is_seen_on_the_days_of_the_longest_other_arm() -> None:
    after = parse_design(STUDY.replace("sessions = 3", "sessions = 0"), "study.toml")
    assert [arm.visits for arm in after.arms] == [(178, 240), (178, 240)]
    days = STUDY.replace("visits_after_last = [28, 90]", "visits = [178, 240]")
    on = parse_design(days.replace("sessions = 3", "sessions = 0"), "study.toml")
    assert [arm.visits for arm in on.arms] == [(178, 240), (178, 240)]


def test_where_no_arm_has_a_session_visits_need_days_of_their_own() -> None:
    shams = STUDY.replace("sessions = 3", "sessions = 0").replace("sessions = 6", "sessions = 0")
    assert "no arm has a session after which to count; give [trial] visits" in complaint(shams)


def test_the_design_to_begin_from_takes_a_sham_as_it_stands() -> None:
    design = parse_design(BLANK.replace("sessions = 3  ", "sessions = 0  "), "blank")
    assert design.arms[0].days == ()
    assert design.arms[0].visits == design.arms[1].visits


def test_everything_wrong_is_told_at_once_in_order_of_lines() -> None:
    wrong = STUDY.replace("trials = 64", "trials = 3").replace("share = 0.2", "share = 2")
    first, second = complaint(wrong).splitlines()
    assert "trial.trials" in first
    assert "drop_out.share" in second


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="there is no such file; check the name"):
        read_design(tmp_path / "none.toml")
    other = tmp_path / "other.toml"
    other.write_bytes(b"\xff\xfe")
    with pytest.raises(CaseFileError, match="not UTF-8 text; save it as UTF-8"):
        read_design(other)


def test_a_date_where_a_number_belongs_is_told() -> None:
    wrong = complaint(STUDY.replace("trials = 64", "trials = 2026-11-29"))
    assert "trial.trials = 2026-11-29: a whole number is wanted" in wrong
