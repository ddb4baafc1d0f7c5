"""Pages keep to the Content-Security-Policy, and colours can be read in light and dark."""

import re
from itertools import product
from pathlib import Path

import pytest

from promises.repository import ROOT

CLINIC = ROOT / "src" / "percuta_clinic"
STATIC = CLINIC / "look" / "static" / "clinic"
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
TEMPLATES = sorted(CLINIC.rglob("templates/**/*.html"))
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=\"|\shx-on|<script(?![^>]*\ssrc=)|javascript:"
    r"|(?:src|href|action)=\"(?:https?:)?//"
)
ICON = re.compile(r'icon\.html" with name="([a-z0-9-]+)"')
TEXTS = ["ink", "soft", "accent", "accent-strong"]
GROUNDS = ["page", "card", "sunk"]
TONES = ["ok", "warn", "stop", "info", "idle", "accent"]
READABLE = [
    *product(TEXTS, GROUNDS),
    *((tone, f"{tone}-pale") for tone in TONES),
    *((tone, "card") for tone in TONES),
    *product(["ink", "soft"], ["warn-pale", "accent-pale"]),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block))


LIGHT = colours(TOKENS[: TOKENS.index("@media screen")])
SYSTEM, CHOSEN = (colours(part) for part in TOKENS.split("@media screen")[1:])


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, CHOSEN], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(theme: dict[str, str]) -> None:
    poor = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in READABLE}
    assert not {pair: ratio for pair, ratio in poor.items() if ratio < 4.5}


@pytest.mark.parametrize("theme", [LIGHT, CHOSEN], ids=["light", "dark"])
def test_edges_of_fields_can_be_seen(theme: dict[str, str]) -> None:
    assert all(contrast(theme["edge"], theme[ground]) >= 3 for ground in GROUNDS)


def test_dark_is_the_same_by_system_and_by_choice() -> None:
    assert SYSTEM == CHOSEN


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_no_template_needs_a_looser_policy(path: Path) -> None:
    assert not INLINE.findall(path.read_text(encoding="utf-8"))


def test_every_icon_named_is_in_the_sprite() -> None:
    there = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    named = {name for path in TEMPLATES for name in ICON.findall(path.read_text("utf-8"))}
    assert named
    assert named <= there


def test_a_looser_template_would_be_seen() -> None:
    bad = ['<p style="x">', "<script>x</script>", '<a onclick="x">', '<img src="//a.example/b">']
    assert all(INLINE.search(line) for line in bad)
    assert not INLINE.search('<script src="/static/a.js" defer></script><a href="/x">')
