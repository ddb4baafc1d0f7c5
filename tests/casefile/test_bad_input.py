"""What is no case at all: wrong files, texts that are no TOML, values that would fool a screen."""

import os
import time
from pathlib import Path

import pytest

from casefile.a_case import GOOD, changed, refusal
from percuta.casefile.problems import UnreadableFile
from percuta.casefile.reader import LARGEST_BYTES, LONGEST_LIST, parse_case, read_case
from percuta.casefile.syntax import LONGEST_LINE

ESCAPE, BELL, TURNED, NEW_LINE = "\x1b[31m", "\x07", "\u202e", "\u2028"


def file_refusal(path: Path) -> str:
    """What the reader says when it refuses a file; always one line that begins with its name."""
    with pytest.raises(UnreadableFile) as caught:
        read_case(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def written(folder: Path, content: bytes) -> Path:
    path = folder / "case.toml"
    path.write_bytes(content)
    return path


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    assert file_refusal(path) == f"{path}: there is no such file; check the name"


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    assert file_refusal(tmp_path) == f"{tmp_path}: this is a folder; a case is a TOML file"


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert file_refusal(path) == f"{path}: this is not a regular file; a case is a TOML file"


@pytest.mark.parametrize("name", ["null", "zero"])
def test_a_device_of_the_machine_is_no_case(name: str) -> None:
    assert "not a regular file" in file_refusal(Path("/dev") / name)


def test_a_huge_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.touch()
    os.truncate(path, 40_000_000_000)
    began = time.perf_counter()
    message = file_refusal(path)
    assert time.perf_counter() - began < 1
    assert message == f"{path}: too large (40000.0 MB); a case has at most 0.2 MB"


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    room = LARGEST_BYTES - len(GOOD)
    filling = f"#{'x' * 998}\n" * (room // 1000) + "#" * (room % 1000)
    path = written(tmp_path, (GOOD + filling).encode())
    assert path.stat().st_size == LARGEST_BYTES
    assert read_case(path).title == "Scars on both cheeks"


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, GOOD.encode())
    monkeypatch.setattr(os, "open", refuse)
    assert file_refusal(path) == f"{path}: cannot be read: Permission denied"


def test_a_name_too_long_for_the_machine_is_refused(tmp_path: Path) -> None:
    assert "cannot be read: File name too long" in file_refusal(tmp_path / ("x" * 5000))


@pytest.mark.parametrize(
    "content",
    [GOOD.encode("utf-16"), GOOD.replace("Scars", "Schäden").encode("latin-1"), b"\x89PNG\xff"],
)
def test_another_encoding_is_refused_with_the_byte(tmp_path: Path, content: bytes) -> None:
    message = file_refusal(written(tmp_path, content))
    assert "case.toml: not UTF-8 text (byte " in message
    assert message.endswith("); save it as UTF-8")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read_case(written(tmp_path, GOOD.encode("utf-8-sig"))).title == "Scars on both cheeks"


def test_line_ends_of_other_systems_do_no_harm(tmp_path: Path) -> None:
    bad = changed("weight_kg = 64", "weight_kg = 0").replace("\n", "\r\n")
    assert read_case(written(tmp_path, GOOD.replace("\n", "\r\n").encode())).title
    assert "case.toml, line 9: person.weight_kg = 0: " in refusal(bad)


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / f"{ESCAPE}\ncase.toml"
    assert r"/\x1b[31m\ncase.toml: there is no such file" in file_refusal(path)
    path.write_text("x = 1", encoding="utf-8")
    with pytest.raises(ValueError, match="unknown name") as caught:
        read_case(path)
    assert ESCAPE not in str(caught.value)
    assert r"/\x1b[31m\ncase.toml, line 1: x = 1: " in str(caught.value)


SYNTAX = [
    (
        "birth_date = 1982-05-11",
        "birth_date = 1982-02-30",
        "line 6: person.birth_date = 1982-02-30: no such day; a date such as 2026-11-25 is wanted",
    ),
    (
        "birth_date = 1982-05-11",
        "birth_date = 11.05.1982",
        "line 6: person.birth_date = 11.05.1982: not valid TOML; a date is written 2026-11-25",
    ),
    (
        "birth_date = 1982-05-11",
        "birth_date = 1982-5-11",
        "not valid TOML; a date is written 2026-11-25, with two digits each",
    ),
    ("weight_kg = 64", "weight_kg = 64,5", "not valid TOML; a number takes a decimal point"),
    ('pregnant = "no"', "pregnant = \u201cno\u201d", "not valid TOML; straight quotes are wanted"),
    (
        'pregnant = "no"',
        'pregnant = "no',
        'line 29: answers.pregnant = "no: not valid TOML; the closing quote is missing',
    ),
    (
        'pregnant = "no"',
        "pregnant = 'no",
        "line 29: answers.pregnant = 'no: not valid TOML; the closing quote is missing",
    ),
    (
        'pregnant = "no"',
        "pregnant = no",
        'line 29: answers.pregnant = no: not valid TOML; text stands in quotes, as in "no"',
    ),
    (
        'pregnant = "no"',
        'pregnant = "no"\npregnant = "yes"',
        'line 30: answers.pregnant = "yes": two answers to one question, the first in line 29',
    ),
    (
        'cheek_left = "never" }',
        'cheek_right = "never" }',
        "line 34: answers.needled_last = { cheek_right = 2026-01-05, cheek_right = ",
    ),
    ("[wish]", "[person]", "line 11: [person]: two answers to one question; keep one of them"),
    ("[person]", "[person", "line 5: [person: not valid TOML: Expected ']' at the end of a table"),
    ("[answers]", "answers", "line 28: answers: not valid TOML; a line reads: name = value"),
    ('sex = "female"', "sex: female", "line 7: sex: female: not valid TOML; a line reads"),
    ('sex = "female"', '= "female"', 'line 7: = "female": not valid TOML; a line reads: name'),
    ('sex = "female"', 'sex = "female', 'line 7: person.sex = "female: not valid TOML; the'),
    (
        "weight_kg = 64",
        f"weight_kg = {'9' * 5000}",
        f"line 9: weight_kg = {'9' * 48}…: 5012 characters in one line; at most 2000 are read",
    ),
    (
        "weight_kg = 64",
        f"weight_kg = 0x{'f' * 90000}",
        "90014 characters in one line; at most 2000 are read",
    ),
    (
        'title = "Scars on both cheeks"',
        f'title = "{ESCAPE}"',
        r'line 2: case.title = "\x1b[31m": not valid TOML: Illegal character',
    ),
]


@pytest.mark.parametrize(("old", "new", "says"), SYNTAX)
def test_what_is_no_toml_is_named_by_line_and_value(old: str, new: str, says: str) -> None:
    message = refusal(changed(old, new))
    assert message.startswith("case.toml, line ")
    assert says in message
    assert "\n" not in message
    assert message.isprintable()


@pytest.mark.parametrize(
    ("text", "line"),
    [('[case]\ntitle = """never\nclosed\n', 2), ("a", 1), ("\n[a\n\n", 2), ("a = [1,\n2,\n", 2)],
)
def test_a_text_that_stops_too_early_names_where_it_broke_off(text: str, line: int) -> None:
    assert refusal(text).startswith(f"case.toml, line {line}: ")


DEEP = [
    "a = " + "[" * 900 + "]" * 900,
    "a = " + "{a=" * 400 + "1" + "}" * 400,
    ".".join("a" * 900) + " = 1",
    "[" + ".".join("a" * 900) + "]\nb = 1",
    "a = [\n" + "[\n" * 50_000,
    "a = " + "[" * 9 + "]" * 9,
]


@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:8])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested too deeply for a case" in refusal(text)


HOSTILE = [
    f"[{'.'.join('a' * 900)}]\n" + "b = 1\n",
    f"a = [{','.join('1' * 900)}]",
    "a = [" + ",\n".join(str(n) for n in range(20_000)) + "]",
    "\n".join(f"k{n} = 1" for n in range(15_000)),
    "[[concern]]\n" * 15_000,
    f"[answers]\npregnant = '{'x' * 1900}'\n",
    f"[ {' ' * 1900}a{' ' * 60}]\n" * 60,
    f"[ '{' ' * 1900}' ]\nb = 1",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_texts_made_to_be_slow_are_refused_soon(text: str) -> None:
    began = time.perf_counter()
    message = refusal(text)
    assert time.perf_counter() - began < 10
    assert len(message) < 20_000


def test_a_list_without_end_is_refused() -> None:
    numbers = ",\n".join(str(n) for n in range(LONGEST_LIST + 1))
    message = refusal(changed('zones = ["chin"]', f"zones = [{numbers}]"))
    assert message == f"case.toml: a list of {LONGEST_LIST + 1} things; a case has none over 200"


def test_a_line_of_the_greatest_length_is_read() -> None:
    parse_case(f"#{'x' * (LONGEST_LINE - 1)}\n{GOOD}", "case.toml")


HIDDEN = [
    (r"\u001b[31m", r"\x1b[31m"),
    (r"\u0007", r"\x07"),
    (r"\u0000", r"\x00"),
    (r"\u007f", r"\x7f"),
    (r"\u009b31m", r"\x9b31m"),
    (r"\u202e", r"\u202e"),
    (r"\u2066", r"\u2066"),
    (r"\u200f", r"\u200f"),
    (r"\u2028", r"\u2028"),
    (r"\ufeff", r"\ufeff"),
    (r"line\nbreak", r"line\nbreak"),
    (r"at the end\n", r"at the end\n"),
    (r"\r", r"\r"),
    (r"\t", r"\t"),
]


@pytest.mark.parametrize(("written", "shown"), HIDDEN)
def test_control_characters_are_refused_and_shown_escaped(written: str, shown: str) -> None:
    title = changed("Scars on both cheeks", written)
    key = changed("weight_kg = 64", f'"{written}" = 64')
    word = changed('"skinpen"', f'"{written}"')
    for text, says in (
        (title, f'line 2: case.title = "{shown}": control characters are not allowed'),
        (key, f'line 9: person."{shown}" = 64: unknown name'),
        (word, f'line 12: wish.device = "{shown}": not one of skinpen, exceed'),
    ):
        message = refusal(text)
        assert says in message
        assert message.isprintable()


@pytest.mark.parametrize(
    "title",
    ["[red]x[/red]", "[/]", ":smile:", "Narbe, Fältchen", "नमस्ते", "傷跡", "👩🏽‍⚕️", "{} %s \\\\"],
)
def test_any_other_text_may_be_a_title(title: str) -> None:
    text = changed("Scars on both cheeks", title)
    assert parse_case(text, "case.toml").title == title.replace("\\\\", "\\")


@pytest.mark.parametrize(
    "value", ['"x"', "7", "true", "[]", "{}", '"\\u001b"', "1979-05-27", "nan", "[[1], {a = 2}]"]
)
def test_a_long_value_is_cut_and_anything_else_is_shown(value: str) -> None:
    long = "[" + ", ".join([value] * 120) + "]"
    (message,) = refusal(changed('pregnant = "no"', f"pregnant = {long}")).split("\n")
    assert message.startswith("case.toml, line 29: answers.pregnant = [")
    assert len(message) < 200
    assert message.isprintable()
