"""A check-in from a file: read, refused with the value found, and the blank one."""

import re
from datetime import date
from pathlib import Path

import pytest

from percuta.casefile.check_in import BadCheckIn, blank_check_in, parse_check_in, read_check_in
from percuta.healing.triage.questions import QUESTIONS
from percuta.healing.triage.report import Degree, Report
from percuta.questions import Answer

TOLD = """
[session]
on = 2026-11-02
zones = ["cheek_left"]
deepest_mm = 1.0

[check_in]
on = 2026-11-04
redness = "moderate"
redness_grows = "no"
pus = "yes"
fever = "not known"
temperature_c = 37
words = "It itches."
"""
DAY = date(2026, 11, 2)


def test_what_was_told_is_read_and_the_rest_stays_open() -> None:
    read = parse_check_in(TOLD, "told.toml")
    assert read.session.on == DAY
    assert [zone.key for zone in read.session.treated.zones] == ["cheek_left"]
    assert read.report == Report(
        on=date(2026, 11, 4),
        degrees={"redness": Degree.MODERATE},
        answers={"redness_grows": Answer.NO, "pus": Answer.YES},
        temperature_c=37.0,
        words="It itches.",
    )


@pytest.mark.parametrize(
    ("found", "put", "says"),
    [
        ('"moderate"', '"strong"', 'check_in.redness = "strong"; one of none, mild, moderate, sev'),
        ('pus = "yes"', "pus = true", "check_in.pus = true; one of yes, no, not known is wanted"),
        ("pus =", "puss =", "check_in.puss: unknown name; did you mean pus"),
        ("_c = 37", "_c = 98.6", "temperature_c = 98.6; degrees Celsius from 34 to 43"),
        ("_c = 37", "_c = nan", "temperature_c = nan; degrees Celsius from 34 to 43"),
        ("_c = 37", '_c = "37"', 'temperature_c = "37"; degrees Celsius from 34 to 43'),
        ("on = 2026-11-04", "on = 2026-11-01", "on = 2026-11-01: before the session on 2026-11-02"),
        ("on = 2026-11-04", "on = 2029-11-01", "over two years after the session on 2026-11-02"),
        ("on = 2026-11-04", 'on = "soon"', 'on = "soon"; a date such as 2026-11-04 is wanted'),
        ("on = 2026-11-04", "", "check_in.on: missing; the day of the check-in is needed"),
        ("cheek_left", "cheek_lft", 'session.zones: "cheek_lft" no such zone; did you mean cheek'),
        ("mm = 1.0", "mm = 0", "session.deepest_mm = 0; over 0 and up to"),
        ("mm = 1.0", "mm = nan", "session.deepest_mm = nan; over 0 and up to"),
        ('words = "It itches."', "words = 3", "check_in.words: text of at most 5000 characters"),
        ("[session]", "[session", "told.toml:"),
    ],
)
def test_a_wrong_entry_is_named_with_what_was_found(found: str, put: str, *, says: str) -> None:
    with pytest.raises(BadCheckIn) as refused:
        parse_check_in(TOLD.replace(found, put, 1), "told.toml")
    assert says in str(refused.value)
    assert str(refused.value).startswith("told.toml: ")


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(BadCheckIn) as refused:
        parse_check_in(TOLD.replace('"moderate"', '"no"').replace('"yes"', '"si"'), "told.toml")
    assert len(str(refused.value).splitlines()) == 2


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCheckIn, match=r"none\.toml: there is no such file; check the name"):
        read_check_in(tmp_path / "none.toml")
    with pytest.raises(BadCheckIn, match="Is a directory"):
        read_check_in(tmp_path)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadCheckIn, match="save it as UTF-8"):
        read_check_in(tmp_path / "bytes.toml")
    (tmp_path / "long.toml").write_text("#" * 200_001, encoding="utf-8")
    with pytest.raises(BadCheckIn, match="one short page"):
        read_check_in(tmp_path / "long.toml")


def test_the_blank_asks_everything_and_answers_nothing() -> None:
    text = blank_check_in(DAY)
    read = parse_check_in(text, "blank.toml")
    assert read.report == Report(on=DAY)
    assert read.session.treated.zones == ()
    for key, question in QUESTIONS.items():
        assert re.search(rf'^# {re.escape(question.text)} .*\n{key} = "not known"$', text, re.M)
