"""Papers on the command line: written whole, printed where no file is named, or refused."""

import re
from pathlib import Path

import pytest

from cli.command import Say, percuta

PLANNED = ("--example", "dogra-2014")


def test_papers_are_written_whole_and_end_with_the_code_of_the_answer(
    tmp_path: Path, say: Say
) -> None:
    page, sheet = tmp_path / "plan.html", tmp_path / "plan.pdf"
    code, output, messages = say("plan", *PLANNED, "--html", str(page), "--pdf", str(sheet))
    assert (code, output) == (0, "")
    assert f"written: {page}, {sheet}" in messages
    assert sheet.read_bytes().startswith(b"%PDF")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(tmp_path.iterdir()) == [page, sheet]
    before = sheet.read_bytes()
    assert say("plan", "--example", "deferral", "--patient", "--pdf", str(sheet))[0] == 3
    assert sheet.read_bytes() != before


def test_the_patients_paper_is_printed_where_no_file_is_named(say: Say) -> None:
    code, output, _ = say("plan", "--example", "doctor", "--patient")
    assert code == 5
    assert "First a talk with a doctor" in output
    assert "no doctor has read and signed these rules" in output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--pdf", "{folder}"], "is a folder; name a file"),
        (["--pdf", "{folder}/no/where.pdf"], "there is no folder"),
        (["--pdf", "{folder}/a.pdf", "--paper", "a5"], "no such paper; there are: a4, letter"),
        (["--json", "--html", "{folder}/a.html"], "--json is the whole answer"),
    ],
)
def test_a_file_that_cannot_be_written_says_why(
    words: list[str], message: str, *, tmp_path: Path, say: Say
) -> None:
    asked = [word.format(folder=tmp_path) for word in words]
    code, _, messages = say("plan", *PLANNED, *asked)
    assert code == 2
    assert message in messages
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_where_the_new_one_cannot_be_written(tmp_path: Path, say: Say) -> None:
    kept = tmp_path / "plan.pdf"
    kept.write_text("kept", encoding="utf-8")
    assert say("plan", *PLANNED, "--pdf", str(kept), "--paper", "a5")[0] == 2
    assert kept.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("words", [["card", "--pdf"], ["consent", "--pdf"], ["calendar", "--ics"]])
def test_handouts_are_written_where_there_is_a_plan_only(
    words: list[str], *, tmp_path: Path, say: Say
) -> None:
    file, none = tmp_path / "paper", tmp_path / "none"
    assert say(*words, str(file), *PLANNED)[0] == 0
    assert file.stat().st_size > 500
    code, _, messages = say(*words, str(none), "--example", "stop")
    assert code == 2
    assert "there is no plan" in messages
    assert not none.exists()


def test_help_does_not_wait_for_the_libraries_of_papers(tmp_path: Path) -> None:
    settings = {"PYTHONPROFILEIMPORTTIME": "1"}
    loaded = percuta("plan", "--help", folder=tmp_path, settings=settings).stderr.decode()
    assert "percuta.cli.main" in loaded
    assert not re.search(r"\b(typst|jinja2|icalendar)\b", loaded)
