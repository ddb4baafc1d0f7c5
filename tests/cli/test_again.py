"""The command that prints what to ask again, and pages of a case that was asked again."""

import tomllib
from pathlib import Path

import pytest

from cli.command import Say
from percuta.casefile.packaged import examples


@pytest.fixture
def over(tmp_path: Path) -> Path:
    """A case whose three sessions have all been given."""
    text = examples()["second-session"].replace("sessions_done = 1", "sessions_done = 3")
    file = tmp_path / "over.toml"
    file.write_text(text, encoding="utf-8")
    return file


def flat(output: str) -> str:
    return " ".join(output.split())


def test_the_command_prints_a_table_to_put_into_the_case(tmp_path: Path, *, say: Say) -> None:
    code, block, messages = say("again", "--example", "skinpen-trial")
    assert (code, messages) == (0, "")
    assert set(tomllib.loads(block)) == {"again"}
    file = tmp_path / "case.toml"
    file.write_text(f"{examples()['skinpen-trial']}\n{block}", encoding="utf-8")
    assert say("screen", str(file))[0] == 6


def test_the_head_says_when_it_was_asked_again(say: Say) -> None:
    _, page, _ = say("screen", "--example", "second-session")
    assert "assessed Mon 14 September 2026 · asked again on Mon 19 October 2026" in flat(page)
    assert "are those of Mon 19 October 2026, 11 lasting ones of Mon 14 September" in flat(page)
    assert "asked again on" not in say("screen", "--example", "dogra-2014")[1]


def test_a_plan_of_a_later_session_speaks_of_the_next_one(say: Say) -> None:
    _, page, _ = say("plan", "--example", "second-session")
    assert "FOR THE DOCTOR, BEFORE THE NEXT SESSION" in page
    assert "The next visit" in page
    assert "session 1 " not in page


def test_a_course_that_is_over_ends_without_a_plan(over: Path, *, say: Say) -> None:
    code, page, _ = say("plan", str(over))
    assert code == 0
    assert "no session is left" in flat(page)
    assert "COURSE" not in page


def test_another_day_counts_from_the_answers_given_again(say: Say) -> None:
    ended = say("plan", "--example", "second-session", "--on", "2026-10-01")
    assert ended[0] == 2
    assert "before the answers given again on 2026-10-19" in ended[2]
    assert say("plan", "--example", "second-session", "--on", "2026-10-20")[0] == 0


def test_a_day_of_asking_in_the_future_is_noted(tmp_path: Path, *, say: Say) -> None:
    text = examples()["second-session"].replace("2026-", "2098-").replace("1994-", "2066-")
    text = text.replace("2021-", "2097-")
    file = tmp_path / "case.toml"
    file.write_text(text, encoding="utf-8")
    assert "note: the day it was asked again, on 2098-10-19 lies" in say("plan", str(file))[2]
