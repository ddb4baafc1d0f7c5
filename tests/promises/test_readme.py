"""The README is true: its commands run, its case reads, its Python works, its links lead."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from percuta.casefile.blank import blank_case
from percuta.casefile.check_in import blank_check_in
from percuta.casefile.reader import parse_case
from percuta.cli.ending import EXIT_CODES
from percuta.cli.main import BAD_INPUT
from promises.repository import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PERCUTA = Path(sys.executable).with_name("percuta")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    lines = [line.split("#")[0].strip() for block in fenced("") for line in block.splitlines()]
    return [line for line in lines if line.startswith("scripts/run ")]


def answers(command: str, folder: Path) -> int:
    """Run one command of the README as the installed program, in a folder of its own."""
    words, _, target = command.removeprefix("scripts/run ").partition(" > ")
    ended = subprocess.run(
        [PERCUTA, *shlex.split(words)], cwd=folder, capture_output=True, check=False
    )
    if target:
        (folder / target).write_bytes(ended.stdout)
    return ended.returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = parse_case(fenced("toml")[0], "README")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases/mine.toml").write_text(blank_case(case.assessed_on), encoding="utf-8")
    told = blank_check_in(case.assessed_on)
    (tmp_path / "cases/told.toml").write_text(told, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_readme_runs(command: str, folder: Path) -> None:
    code = answers(command, folder)
    assert code in EXIT_CODES.values(), command


def test_the_readme_has_commands_to_run() -> None:
    assert len(commands()) > 8
    assert any("--json" in command for command in commands())


def test_every_exit_code_stands_in_the_readme() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)}
    assert listed == {*EXIT_CODES.values(), BAD_INPUT}


def test_the_case_of_the_readme_can_be_read() -> None:
    request = parse_case(fenced("toml")[0], "README").request
    assert {zone.key for zone in request.zones} == {"cheek_left", "forehead"}


def test_the_python_of_the_readme_works(folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", fenced("python")[0]], cwd=folder, capture_output=True, check=True
    )
    assert ended.stdout.decode().strip() == "questions are open"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/science/index.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (here / link).exists()] == []
