"""A check-in on the command line: level, why, what to do, what is not known, sources on demand."""

from pathlib import Path

import pytest

from casefile.test_check_in import TOLD
from cli.command import percuta


def said(folder: Path, text: str, *words: str) -> tuple[int, str, str]:
    (folder / "told.toml").write_text(text, encoding="utf-8")
    ended = percuta("check-in", "told.toml", *words, folder=folder)
    output = " ".join(ended.stdout.decode().split())
    return ended.returncode, output, ended.stderr.decode()


def test_a_check_in_is_answered_with_level_reason_and_way(tmp_path: Path) -> None:
    code, output, messages = said(tmp_path, TOLD)
    assert (code, messages) == (0, "")
    assert "CALL TODAY: DAY 2 AFTER THE SESSION" in output
    assert "Call the clinic today." in output
    assert "call today: pus" in output
    assert "There is pus." in output
    assert "not answered, and could be a sign for help: breathing; lips" in output
    assert "not answered: tightness; flaking; bruises" in output
    assert "It itches." in output
    assert "No doctor has signed these rules" in output


def test_sources_are_named_on_demand(tmp_path: Path) -> None:
    _, output, _ = said(tmp_path, TOLD, "--sources")
    assert "Bellus Medical: SkinPen Precision" in output
    assert "[derived: skinpen_ifu5]" in output
    assert "Bellus" not in said(tmp_path, TOLD)[1]


def test_what_a_patient_wrote_cannot_disturb_the_terminal(tmp_path: Path) -> None:
    _, output, _ = said(tmp_path, TOLD.replace("It itches.", "red\\u001b[31m"))
    assert "\x1b" not in output
    assert "\\x1b[31m" in output


def test_a_blank_one_is_filled_in_and_asks(tmp_path: Path) -> None:
    blank = percuta("check-in", "--blank", folder=tmp_path)
    assert blank.returncode == 0
    code, output, _ = said(tmp_path, blank.stdout.decode())
    assert code == 0
    assert "WATCH" in output
    assert "questions are open that could hide a sign for help" in output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "no check-in: name a file; percuta check-in --blank prints one"),
        (("--blank", "told.toml"), "--blank prints a blank one; leave told.toml out"),
        (("none.toml",), "none.toml: there is no such file; check the name"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(
    words: tuple[str, ...], says: str, *, tmp_path: Path
) -> None:
    ended = percuta("check-in", *words, folder=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.decode() == f"percuta: {says}\n"
