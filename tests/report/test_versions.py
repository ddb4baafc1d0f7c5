"""The digest of the rule set changes with anything that decides, and with nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from percuta.report.versions import rule_set_digest
from promises.repository import ROOT

ASK = "from percuta.report.versions import rule_set_digest; print(rule_set_digest())"


def digest_of(source: Path) -> str:
    """The digest that a copy of the source reports of itself."""
    ended = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        check=True,
    )
    return ended.stdout.decode().strip()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "src"


def test_a_copy_of_the_rules_has_the_same_digest(copy: Path) -> None:
    assert digest_of(copy) == rule_set_digest()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("screening/rules/pregnancy.py", "Severity.STOP", "Severity.DOCTOR"),
        ("devices/skinpen.py", "value=1.5", "value=2.4"),
        ("devices/skinpen.py", "    Topic.ISOTRETINOIN,\n", ""),
        ("planning/limits.py", "value=28", "value=15"),
        ("country/catalogue.py", "value=1.5", "value=2.5"),
        ("screening/again.py", '        "keloid",\n', ""),
        ("healing/hours.py", '"spf", 30', '"spf", 15'),
        ("zones/places.py", "(0.25, 0.75)", "(0.25, 1.75)"),
    ],
)
def test_what_decides_changes_the_digest(copy: Path, file: str, *, old: str, new: str) -> None:
    path = copy / "percuta" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert digest_of(copy) != rule_set_digest()


def test_what_only_prints_leaves_the_digest(copy: Path) -> None:
    path = copy / "percuta/cli/shapes.py"
    path.write_text(path.read_text(encoding="utf-8").replace("cyan", "blue"), encoding="utf-8")
    assert digest_of(copy) == rule_set_digest()
