"""Pages keep their shape on any screen, in any pipe, in any encoding."""

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from casefile.a_case import changed
from cli.command import PERCUTA, percuta
from percuta.casefile.packaged import examples
from percuta.casefile.reader import parse_case
from percuta.cli.load import answer, load
from percuta.cli.pages import plan_page
from percuta.cli.render import as_text

ESCAPE = "\x1b"


def on_a_terminal(*words: str, settings: dict[str, str]) -> str:
    """What the command draws on a terminal."""
    ours, theirs = os.openpty()
    read: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                read.append(os.read(ours, 65536))
            except OSError:  # the other end is closed
                return

    listener = threading.Thread(target=listen)
    listener.start()
    environment = {**os.environ, **settings}
    ended = subprocess.run(
        [PERCUTA, *words], stdout=theirs, stderr=theirs, env=environment, check=False
    )
    os.close(theirs)
    listener.join()
    os.close(ours)
    assert ended.returncode == 0
    return b"".join(read).decode().replace("\r\n", "\n")


@pytest.mark.parametrize("name", examples())
def test_a_page_has_no_escape_codes_no_loose_ends_and_one_width(name: str) -> None:
    page = as_text(plan_page(answer(load(None, name))))
    lines = page.split("\n")
    assert ESCAPE not in page
    assert all(line == line.rstrip() for line in lines)
    assert all(len(line) <= 100 for line in lines)


@pytest.mark.parametrize(
    "settings",
    [{"FORCE_COLOR": "1", "COLUMNS": "40", "TERM": "xterm-256color"}, {"TERM": "dumb"}],
)
def test_piped_output_is_always_the_same_plain_text(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    ended = percuta("plan", "--example", "dogra-2014", folder=tmp_path, settings=settings)
    assert ended.stdout.decode() == as_text(plan_page(answer(load(None, "dogra-2014"))))


ASCII = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("settings", ASCII)
def test_a_terminal_that_knows_only_letters_gets_simpler_signs(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    (tmp_path / "case.toml").write_text(
        examples()["skinpen-trial"].replace("Acne scars", "Äcne 傷"), encoding="utf-8"
    )
    ended = percuta("plan", "case.toml", folder=tmp_path, settings=settings)
    page = ended.stdout.decode("ascii")
    assert ended.returncode == 0
    assert ended.stderr.startswith(b"note: the first session")
    assert ended.stderr.count(b"\n") == 1
    assert page.startswith("+- Acne ? on both cheeks")
    assert "| + MAY BE TREATED" in page


def test_data_is_lossless_in_any_encoding(tmp_path: Path) -> None:
    settings = {"PYTHONIOENCODING": "ascii"}
    (tmp_path / "case.toml").write_text(changed("Scars", "Fältchen 傷"), encoding="utf-8")
    ended = percuta("plan", "case.toml", "--json", folder=tmp_path, settings=settings)
    assert json.loads(ended.stdout.decode())["title"] == "Fältchen 傷 on both cheeks"


@pytest.mark.parametrize(
    "words",
    [["plan", "--example", "dogra-2014"], ["plan", "--example", "stop", "--json"], ["schema"]],
)
def test_a_reader_that_stops_early_brings_no_traceback(words: list[str]) -> None:
    process = subprocess.Popen([PERCUTA, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, messages = process.communicate()
    assert b"Traceback" not in messages
    assert b"Exception ignored" not in messages


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only some systems have a full disk to try"
)
def test_a_full_disk_is_one_message(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = percuta("example", "stop", folder=tmp_path, into=full.fileno())
    assert ended.returncode == 1
    assert ended.stderr.decode() == (
        "percuta: the answer cannot be written: No space left on device\n"
    )


def test_a_narrow_terminal_loses_no_depth() -> None:
    settings = {"TERM": "xterm", "COLUMNS": "40", "NO_COLOR": "1"}
    drawn = on_a_terminal("plan", "--example", "dogra-2014", settings=settings)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn)
    page = [line for line in plain.split("\n") if not line.startswith("note: ")]
    assert all(len(line) <= 40 for line in page)
    plan = answer(load(None, "dogra-2014")).plan
    assert plan is not None
    cheek = next(zone for zone in plan.zones if zone.zone == "cheek_left")
    for figure in (cheek.start, cheek.first_session, cheek.up_to, cheek.cap):
        assert f"{figure.value:.2f}" in plain


def test_a_dumb_terminal_gets_no_escape_codes() -> None:
    drawn = on_a_terminal("plan", "--example", "dogra-2014", settings={"TERM": "dumb"})
    assert ESCAPE not in drawn
    assert "MAY BE TREATED" in drawn


def test_a_wide_terminal_is_used_up_to_a_readable_width() -> None:
    settings = {"TERM": "xterm-256color", "COLUMNS": "400"}
    drawn = on_a_terminal("plan", "--example", "dogra-2014", settings=settings)
    assert ESCAPE in drawn
    plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn)
    assert max(len(line) for line in plain.split("\n")) == 120


@pytest.mark.parametrize(
    "word", ["[red]x[/red]", "[/nothing]", "[link=https://example.org]x", ":boom:"]
)
def test_words_of_a_case_are_never_read_as_markup(word: str) -> None:
    text = examples()["dogra-2014"]
    for old in ("Acne scars in phototype V, after Dogra 2014", "dermaroller"):
        assert f'"{old}"' in text
        text = text.replace(f'"{old}"', f'"{word}"')
    page = as_text(plan_page(answer(parse_case(text, "case.toml"))))
    assert page.count(word) == 2


def test_the_command_is_the_one_of_this_environment() -> None:
    assert PERCUTA.exists(), f"no percuta beside {sys.executable}: call scripts/setup dev"


def test_the_weeks_on_screen_go_on_to_the_last_red_day() -> None:
    page = as_text(plan_page(answer(load(None, "wedding-too-soon"))))
    weeks = dict(re.findall(r"^  (\d{4}-\d\d-\d\d)  (.*)$", page, flags=re.MULTILINE))
    assert weeks["2027-02-01"].split() == ["V", *"rrrrrr"]
    assert weeks["2027-02-08"].split() == ["r", *"......"]
    assert "2027-02-15" not in weeks
