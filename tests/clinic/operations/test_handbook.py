"""What the page for whoever runs a clinic says is true."""

import re

from percuta_clinic.config.environment import KNOWN
from promises.repository import ROOT

PAGE = (ROOT / "docs/clinic.md").read_text(encoding="utf-8")


def test_the_page_lists_exactly_the_settings_there_are() -> None:
    listed = re.findall(r"^\| `PERCUTA_(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(listed) == sorted(KNOWN)


def test_every_setting_named_anywhere_on_the_page_exists() -> None:
    assert set(re.findall(r"PERCUTA_([A-Z_]+)", PAGE)) <= set(KNOWN)


def test_every_command_on_the_page_exists() -> None:
    source = (ROOT / "src/percuta_clinic/command/main.py").read_text(encoding="utf-8")
    named = set(re.findall(r"percuta clinic (\w+)", PAGE))
    groups = set(re.findall(r'add_typer\(\w+, name="(\w+)"\)', source))
    commands = set(re.findall(r"command\(\)\ndef (\w+)\(", source))
    assert named
    assert named <= commands | groups
