"""No file names a package index, a path of one machine, or work left undone."""

from pathlib import Path

import pytest

from promises.repository import ROOT, files_in
from promises.words import HOSTS, forbidden_words

BAD = [
    *(f"see https://{host}/simple" for host in HOSTS),
    "http://ftp.de" + ".debian.org/debian",
    "open(" + repr("/" + "work/main/a.toml") + ")",
    "cd /" + "root",
    "in /" + "home/ana/percuta,",
    "# TO" + "DO: later",
    "FIX" + "ME",
]

GOOD = ["https://example.org/work/a", "w/home", "todo el rostro", "src/root.py", "at /workshop"]


def test_no_file_holds_a_forbidden_word() -> None:
    found = [
        breach
        for path in files_in(ROOT)
        for breach in forbidden_words(
            path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")
        )
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("line", BAD)
def test_a_forbidden_word_is_reported_with_its_line(line: str) -> None:
    (breach,) = forbidden_words("docs/a.md", f"fine\n{line}\n")
    assert breach.startswith("docs/a.md:2: ")


@pytest.mark.parametrize("line", GOOD)
def test_words_that_only_look_alike_are_allowed(line: str) -> None:
    assert forbidden_words("docs/a.md", line) == []


def test_without_git_dot_folders_are_left_out(tmp_path: Path) -> None:
    for name in ("src/a.py", ".venv/b.py", ".ci/run", "src/__pycache__/a.pyc", ".gitignore"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = {path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)}
    assert names == {"src/a.py", ".ci/run", ".gitignore"}


def test_the_license_and_this_file_are_looked_at() -> None:
    assert {ROOT / "LICENSE", Path(__file__)} <= set(files_in(ROOT))
