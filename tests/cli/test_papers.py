"""Papers on the command line: written whole, printed where no file is named, or refused."""

import re
from errno import ENOSPC
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
    ("words", "code", "message"),
    [
        (["--pdf", "{folder}"], 1, "is a folder; name a file"),
        (["--pdf", "{folder}/no/where.pdf"], 1, "there is no folder"),
        (["--html", "{folder}/a.html", "--pdf", "{folder}"], 1, "is a folder; name a file"),
        (["--html", "{folder}/a", "--pdf", "{folder}/a"], 2, "is named twice"),
        (["--html", "{folder}/a", "--pdf", "{folder}/b", "--paper", "a5"], 2, "are: a4, letter"),
        (["--json", "--html", "{folder}/a.html"], 2, "--json is the whole answer"),
        (["--html", "{folder}/a.pdf"], 2, "--html writes HTML, and .pdf is for --pdf"),
        (["--pdf", "{folder}/a.HTML"], 2, "--pdf writes PDF, and .HTML is for --html"),
    ],
)
def test_a_file_that_cannot_be_written_says_why_and_leaves_none(
    words: list[str], code: int, message: str, *, tmp_path: Path, say: Say
) -> None:
    asked = [word.format(folder=tmp_path) for word in words]
    ended, _, messages = say("plan", *PLANNED, *asked)
    assert ended == code
    assert message in messages
    assert messages.count("\n") == 1
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
    assert code == 4
    assert f"{none} is not written: there is no plan" in messages
    assert not none.exists()


@pytest.mark.parametrize(
    ("words", "ending"), [(["card", "--pdf"], "html"), (["calendar", "--ics"], "pdf")]
)
def test_a_handout_under_the_ending_of_another_kind_is_refused(
    words: list[str], ending: str, *, tmp_path: Path, say: Say
) -> None:
    file = tmp_path / f"paper.{ending}"
    code, _, messages = say(*words, str(file), *PLANNED)
    assert code == 2
    assert f".{ending} is for --{ending}; write {words[1]} {file.with_suffix('')}" in messages
    assert not file.exists()


def test_a_full_disk_names_the_file_and_keeps_the_old_one(
    tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "plan.pdf"
    kept.write_text("kept", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, _, messages = say("plan", *PLANNED, "--pdf", str(kept))
    assert code == 1
    assert f"cannot be written: {kept}: No space left on device" in messages
    assert kept.read_text(encoding="utf-8") == "kept"
    assert list(tmp_path.iterdir()) == [kept]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path, say: Say) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert say("plan", *PLANNED, "--pdf", str(link))[0] == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"%PDF")


def test_help_does_not_wait_for_the_libraries_of_papers(tmp_path: Path) -> None:
    settings = {"PYTHONPROFILEIMPORTTIME": "1"}
    loaded = percuta("plan", "--help", folder=tmp_path, settings=settings).stderr.decode()
    assert "percuta.cli.main" in loaded
    assert not re.search(r"\b(typst|jinja2|icalendar)\b", loaded)
