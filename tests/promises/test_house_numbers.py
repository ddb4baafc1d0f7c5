"""The house numbers hold everywhere, and each check can fail. Never switched off."""

from collections.abc import Iterator
from functools import cache

import pytest

from promises import house
from promises.house import CHECKS, Check, SourceFile
from promises.repository import ROOT, files_in

CODE = ("src/", "tests/", "scripts/", ".ci/")


def numbered(line: str, times: int) -> str:
    return "".join(f"{line.format(n=n)}\n" for n in range(times))


def function_of(lines: int) -> str:
    return 'def long():\n    """Not counted.\n\n    Nor this."""\n' + numbered(
        "    x{n} = 0", lines
    )


RECORD = "@dataclass(frozen=True)\nclass Dose:\n"
FOUR_FIELDS = "    a: int\n    b: int\n    c: int\n    d: int\n"

BAD: list[tuple[Check, str, str, str]] = [
    (house.long_bodies, "src/percuta/a.py", function_of(41), "a.py:1: body of long has 41 lines"),
    (house.long_files, "src/percuta/a.py", "x = 0\n" * 401, "a.py:401: file has 401 lines"),
    (house.long_files, "scripts/setup", "true\n" * 401, "setup:401: file has 401 lines"),
    (house.many_positionals, "src/a.py", "def f(a, b, c, d): ...", "f has 4 positional"),
    (house.many_positionals, "src/a.py", "def f(a, b, /, c, d): ...", "f has 4 positional"),
    (house.many_positionals, "src/a.py", "async def f(self, a, b, c, d): ...", "f has 4"),
    (house.many_positional_fields, "src/a.py", RECORD + FOUR_FIELDS, "Dose has 4 fields"),
    (
        house.many_positional_fields,
        "src/a.py",
        "class Dose(msgspec.Struct):\n" + FOUR_FIELDS,
        "Dose has 4 fields",
    ),
    (house.code_in_init, "src/a/__init__.py", '"""Doc."""\nfrom a.b import c\n', "py:2: __init__"),
    (house.code_in_init, "src/a/__init__.py", "VERSION = 1\n", "__init__.py:1: __init__.py holds"),
    (house.vague_names, "src/percuta/utils.py", "", "name 'utils' says nothing"),
    (house.vague_names, "src/percuta/core/dose.py", "", "name 'core' says nothing"),
    (house.long_comments, "src/a.py", "# one\n# two\n# three\n", "src/a.py:3: comment of 3 lines"),
    (house.long_comments, "scripts/run", "#!/bin/sh\n# one\n# two\n# three\n", "run:4: comment"),
    (
        house.unclear_test_names,
        "tests/test_a.py",
        "def test_it_works(): ...",
        "has 2 words, limit 3",
    ),
    (house.unclear_test_names, "tests/test_a.py", f"def test{'_so' * 15}(): ...", "has 15 words"),
    (house.unclear_test_names, "tests/test_a.py", "def test_rule_2_stops(): ...", "holds '2'"),
    (house.switched_off_checks, "src/a.py", "import os  # noqa: F401", "off with 'noqa'"),
    (
        house.switched_off_checks,
        "src/a.py",
        "x = y  # type: ignore[name-defined]",
        "'type: ignore'",
    ),
    (house.switched_off_checks, "src/a.py", "def f():  # pragma: no cover\n  ...", "'pragma:'"),
    (house.clock_readings, "src/percuta/person.py", "born = date.today()", "with date.today"),
    (house.clock_readings, "src/percuta/a.py", "f(key=datetime.datetime.now)", "datetime.now"),
]

GOOD: list[tuple[Check, str, str]] = [
    (house.long_bodies, "src/a.py", function_of(40)),
    (house.long_bodies, "src/a.py", 'def only_doc():\n    """Nothing else."""\n'),
    (house.long_files, "src/a.py", "x = 0\n" * 400),
    (house.many_positionals, "src/a.py", "def f(self, a, b, c, *, d, e): ..."),
    (
        house.many_positional_fields,
        "src/a.py",
        RECORD.replace("True", "True, kw_only=True") + FOUR_FIELDS,
    ),
    (house.many_positional_fields, "src/a.py", "class Case(Struct, kw_only=True):\n" + FOUR_FIELDS),
    (house.code_in_init, "src/a/__init__.py", '"""Doc."""\n'),
    (house.code_in_init, "src/a/b.py", "x = 0\n"),
    (house.vague_names, "src/percuta/score.py", ""),
    (house.long_comments, "src/a.py", "# one\n# two\nx = 0  # three\n# one\n# two\n"),
    (house.long_comments, "src/a.py", '"""\n# one\n# two\n# three\n"""\n'),
    (house.unclear_test_names, "tests/test_a.py", "def test_a_stop_stays(): ..."),
    (house.unclear_test_names, "src/a.py", "def test_it(): ..."),
    (house.switched_off_checks, "src/a.py", 'word = "# noqa"  # a word\n'),
    (house.clock_readings, "src/percuta/cli/main.py", "today = date.today()"),
    (house.clock_readings, "src/percuta/a.py", "today = visit.today"),
]


def code_files() -> Iterator[SourceFile]:
    named = [(path, path.relative_to(ROOT).as_posix()) for path in files_in(ROOT)]
    wanted = [
        (path, name)
        for path, name in named
        if name.startswith(CODE) and (path.suffix == ".py" or name.startswith(("scripts/", ".ci/")))
    ]
    return (SourceFile(name, path.read_text(encoding="utf-8")) for path, name in wanted)


@cache
def found() -> dict[Check, list[str]]:
    """Every breach by its check; each file is parsed once and let go before the next."""
    breaches: dict[Check, list[str]] = {check: [] for check in CHECKS}
    for file in code_files():
        for check in CHECKS:
            breaches[check] += check(file)
    return breaches


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_file_keeps_the_house_numbers(check: Check) -> None:
    breaches = found()[check]
    assert not breaches, "\n" + "\n".join(breaches)


@pytest.mark.parametrize(("check", "path", "text", "expected"), BAD)
def test_each_check_reports_a_bad_example(
    check: Check, path: str, text: str, *, expected: str
) -> None:
    (breach,) = check(SourceFile(path, text))
    assert breach.startswith(f"{path}:")
    assert expected in breach


@pytest.mark.parametrize(("check", "path", "text"), GOOD)
def test_each_check_lets_a_good_example_pass(check: Check, path: str, text: str) -> None:
    assert list(check(SourceFile(path, text))) == []


def test_every_check_has_a_bad_and_a_good_example() -> None:
    assert {bad[0] for bad in BAD} == set(CHECKS)
    assert {good[0] for good in GOOD} == set(CHECKS)


def test_product_tests_and_scripts_are_all_looked_at() -> None:
    names = {file.path for file in code_files()}
    here = "tests/promises/test_house_numbers.py"
    assert {"src/percuta/__init__.py", here, "scripts/setup", ".ci/run"} <= names
