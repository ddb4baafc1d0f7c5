"""Bad files through the installed command: code 2, one message, no answer, nothing written."""

import os
from pathlib import Path

import pytest

from casefile.a_case import GOOD, changed
from cli.command import percuta

BAD = {
    "unknown zone": (changed('"cheek_left"]', '"chek_left"]'), "did you mean cheek_left"),
    "impossible date": (changed("1982-05-11", "1982-02-30"), "line 6: person.birth_date = 1982-02"),
    "depth as text": (changed("chin = 12.5", 'chin = "12 cm2"'), 'chin = "12 cm2": a number'),
    "negative weight": (
        changed("_kg = 64", "_kg = -64"),
        "line 9: person.weight_kg = -64: too small",
    ),
    "two answers": (changed('pregnant = "no"', 'pregnant = "no"\npregnant = "yes"'), "line 30: "),
    "no TOML": ("Dear Sir or Madam\n", "line 1: Dear Sir or Madam: not valid TOML"),
    "unknown key": (changed("weight_kg", "wieght_kg"), "did you mean weight_kg?"),
    "nothing": ("", "case: missing; it is needed"),
    "escape sequences": (changed("Scars", r"\u001b[31mScars"), r'case.title = "\x1b[31mScars'),
    "endless number": (changed("_kg = 64", f"_kg = 0x{'f' * 9000}"), "characters in one line"),
    "deep nesting": ("a = [\n" + "[\n" * 50_000, "nested too deeply for a case"),
    "flood": ("\n".join(f"k{n} = 1" for n in range(9000)), "there is more; these 20 first"),
}


def refused(folder: Path, name: str) -> str:
    """What the command says about a file that it has to refuse."""
    before = {path.name: path.lstat().st_mtime_ns for path in folder.iterdir()}
    ended = percuta("plan", name, folder=folder)
    messages = ended.stderr.decode()
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert messages.startswith(f"percuta: {name}")
    assert messages.count("percuta: ") == 1
    assert "Traceback" not in messages
    assert all(line.isprintable() for line in messages.split("\n"))
    assert {path.name: path.lstat().st_mtime_ns for path in folder.iterdir()} == before
    return messages


@pytest.mark.parametrize(("text", "says"), BAD.values(), ids=BAD.keys())
def test_a_bad_text_is_refused_with_one_message(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    assert says in refused(tmp_path, "case.toml")


def test_a_file_of_forty_megabytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.toml").touch()
    os.truncate(tmp_path / "case.toml", 40_000_000)
    assert "too large (40.0 MB); a case has at most 0.2 MB" in refused(tmp_path, "case.toml")


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert "this is a folder; a case is a TOML file" in refused(tmp_path, "folder")
    assert "not a regular file" in refused(tmp_path, "pipe")


def test_the_good_case_is_taken(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(GOOD, encoding="utf-8")
    ended = percuta("plan", "case.toml", folder=tmp_path)
    assert ended.returncode == 6
    assert "Scars on both cheeks" in ended.stdout.decode()
