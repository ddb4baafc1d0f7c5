"""Where a field stands is found in any way TOML may be written."""

import tomllib

import pytest

from percuta.casefile.lines import Lines
from percuta.casefile.packaged import examples

WRITTEN = {
    "a header": ("\n[case]\n", ["case"], 2),
    "a key": ("[case]\ntitle = 1", ["case", "title"], 2),
    "a key that is missing": ("\n[case]\ntitle = 1", ["case", "assessed_on"], 2),
    "nothing at all": ("[case]\ntitle = 1", ["wish"], None),
    "a root key": ("case = 3", ["case"], 1),
    "spaces": ("  [ case ]\n\t title=1", ["case", "title"], 2),
    "a comment behind": ("[case] # [wish]\ntitle = 1 # = 2", ["case", "title"], 2),
    "a comment before": ("# [case]\n#title = 1\n[case]\ntitle = 1", ["case", "title"], 4),
    "an entry": ("[[c]]\na = 1\n[[c]]\na = 2", ["c", 1, "a"], 4),
    "an entry as a whole": ("[[c]]\na = 1\n[[c]]\na = 2", ["c", 1], 3),
    "the list of entries": ("\n[[c]]\na = 1\n[[c]]", ["c"], 2),
    "a table in an entry": ("[[c]]\n[c.t]\na = 1\n[[c]]\n[c.t]\na = 2", ["c", 1, "t", "a"], 6),
    "entries in entries": (
        "[[c]]\n[[c.d]]\n[[c.d]]\n[[c]]\n[[c.d]]\na = 1",
        ["c", 1, "d", 0, "a"],
        6,
    ),
    "a dotted key": ("[a]\nb.c = 1\nb.d = 2", ["a", "b", "d"], 3),
    "a table from dotted keys": ("\na.b = 1\na.c = 2", ["a"], 2),
    "a dotted header": ("\n[a.b]\nc = 1", ["a", "b", "c"], 3),
    "the table around a header": ("\n[a.b]\nc = 1", ["a"], 2),
    "spaces in a dotted key": ("a . b = 1", ["a", "b"], 1),
    "an inline table": ("\na = { b = 1, c = 2 }", ["a", "c"], 2),
    "a quoted key": ('[a]\n"b" = 1', ["a", "b"], 2),
    "a literal key": ("[a]\n'b' = 1", ["a", "b"], 2),
    "a quoted header": ('["a"]\nb = 1', ["a", "b"], 2),
    "a key with a dot in it": ('[a]\n"b.c" = 1\nb.c = 2', ["a", "b.c"], 2),
    "a key with a bracket in it": ('["a]b"]\nc = 1', ["a]b", "c"], 2),
    "a key with an equals sign": ('[a]\n"b = 1" = 2\nb = 3', ["a", "b"], 3),
    "an escaped key": ('[a]\n"\\u0062\\n" = 1', ["a", "b\n"], 2),
    "an escaped quote in a key": ('[a]\n"b\\"c" = 1', ["a", 'b"c'], 2),
    "an empty key": ('[a]\n"" = 1', ["a", ""], 2),
    "a list over lines": ("a = [\n  1,\n  2, # [\n\n  3\n]\nb = 1", ["a", 2], 5),
    "behind a list over lines": ("a = [\n  1,\n]\nb = 1", ["b"], 4),
    "a list in one line": ("\na = [1, 2]", ["a", 1], 2),
    "a list of lists": ("a = [\n[1,\n2],\n[3]]", ["a", 1], 4),
    "a list of tables": ("c = [\n{ a = 1, b = 2 },\n{ a = 3 },\n]", ["c", 1, "a"], 3),
    "brackets in text": ('a = "[{"\nb = 1', ["b"], 2),
    "a hash in text": ('a = ["#",\n"x"]\nb = 1', ["b"], 3),
    "a key in long text": ('a = """\nb = 1\n[c]\n"""\nb = 2', ["b"], 5),
    "a header in long text": ("a = '''\n[b]\n'''\n[b]", ["b"], 4),
    "quotes in long text": ('a = """x\\"""y\nb = 1\n"""\nb = 2', ["b"], 4),
    "long text in one line": ('a = """x"""\nb = 1', ["b"], 2),
    "long text that ends in quotes": ('a = """x\n""""\nb = 1', ["b"], 3),
    "long text in a list": ('a = ["""\nx = 1\n""",\n2]\nx = 2', ["x"], 5),
    "a backslash at the end of a line": ('a = """x\\\ny"""\nb = 1', ["b"], 3),
    "other line ends": ("[case]\r\ntitle = 1\r\n", ["case", "title"], 2),
    "signs that only look like line ends": ('a = "\x85\u2028"\nb = 1', ["b"], 2),
    "the first of two": ("a = 1\na = 2", ["a"], 1),
}


@pytest.mark.parametrize(("text", "path", "line"), WRITTEN.values(), ids=WRITTEN.keys())
def test_the_line_of_a_field_is_found(
    text: str, path: list[str | int], *, line: int | None
) -> None:
    assert Lines(text).of(path) == line


@pytest.mark.parametrize("text", [t for name, (t, _, _) in WRITTEN.items() if "of two" not in name])
def test_every_text_tried_here_is_toml(text: str) -> None:
    assert tomllib.loads(text)


def test_a_line_tells_its_field_and_value() -> None:
    lines = Lines('[case]\ntitle = "x" # y\n\n[[c]]\n[[c]]\na.b = [\n1]')
    assert lines.at(2) == (("case", "title"), '"x" # y')
    assert lines.at(6) == (("c", "1", "a", "b"), "[")
    assert [lines.at(number) for number in (1, 3, 4, 7, 99)] == [None] * 5


def test_every_field_of_every_example_is_found_on_its_own_line() -> None:
    for text in examples().values():
        lines = Lines(text)
        for path, value in fields(tomllib.loads(text)):
            line = lines.of(path)
            assert line is not None
            assert str(path[-1]) in lines.texts[line - 1]
            written = str(value).lower() if isinstance(value, bool) else str(value)
            assert written in lines.texts[line - 1]


def fields(
    table: dict[str, object], stem: tuple[str | int, ...] = ()
) -> list[tuple[tuple[str | int, ...], object]]:
    """Every text, number and date of a table with its path."""
    found: list[tuple[tuple[str | int, ...], object]] = []
    for key, value in table.items():
        path = (*stem, key)
        if isinstance(value, dict):
            found += fields(value, path)
        elif isinstance(value, list):
            for position, one in enumerate(value):
                found += fields(one, (*path, position)) if isinstance(one, dict) else []
        else:
            found.append((path, value))
    return found
