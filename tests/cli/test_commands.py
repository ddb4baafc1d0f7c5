"""What each command prints, and the code it ends with."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.command import Say, percuta
from golden_cases import EXIT_CODE_BY_CASE
from percuta.casefile.packaged import examples
from percuta.cli.load import answer, load
from percuta.cli.pages import explain_page
from percuta.cli.render import as_text
from percuta.report.fields import explainable, find


def as_json(output: str | bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(output)
    return read


@pytest.mark.parametrize(("name", "code"), EXIT_CODE_BY_CASE.items())
def test_an_example_ends_with_its_code_and_pure_json(name: str, code: int, tmp_path: Path) -> None:
    ended = percuta("plan", "--example", name, "--json", folder=tmp_path)
    assert ended.returncode == code
    assert as_json(ended.stdout)["format"] == "percuta.plan/1"
    assert ended.stdout.decode().endswith("}\n")
    assert list(tmp_path.iterdir()) == []


def test_every_example_has_its_code_here() -> None:
    assert set(EXIT_CODE_BY_CASE) == set(examples())


@pytest.mark.parametrize(("name", "code"), EXIT_CODE_BY_CASE.items())
def test_screening_ends_like_planning_but_without_a_plan(name: str, code: int, *, say: Say) -> None:
    planned, output, _ = say("plan", "--example", name, "--json")
    screened, screening, _ = say("screen", "--example", name, "--json")
    assert planned == screened == code
    assert as_json(screening)["plan"] is None
    assert as_json(screening)["findings"] == as_json(output)["findings"]


def test_an_example_can_be_copied_and_planned_from_its_file(tmp_path: Path, *, say: Say) -> None:
    with (tmp_path / "my.toml").open("wb") as file:
        copied = percuta("example", "one-zone-blocked", folder=tmp_path, into=file.fileno())
    assert (copied.returncode, copied.stderr) == (0, b"")
    mine = percuta("plan", "my.toml", "--json", folder=tmp_path)
    code, output, _ = say("plan", "--example", "one-zone-blocked", "--json")
    assert (mine.returncode, mine.stdout.decode()) == (code, output)


@pytest.mark.parametrize("name", EXIT_CODE_BY_CASE)
def test_every_copied_example_gives_the_same_answer(name: str, tmp_path: Path, *, say: Say) -> None:
    file = tmp_path / "my.toml"
    file.write_text(say("example", name)[1], encoding="utf-8")
    for command in ("plan", "screen"):
        assert say(command, str(file))[:2] == say(command, "--example", name)[:2]


def test_the_list_of_examples_names_each_with_its_title(say: Say) -> None:
    code, output, messages = say("example")
    assert (code, messages) == (0, "")
    for name, text in examples().items():
        title = re.search(r'^title = "(.*)"$', text, re.MULTILINE)
        assert title is not None
        assert re.search(rf"^ *{name} +{re.escape(title[1])}$", output, re.MULTILINE)


@pytest.mark.parametrize("name", EXIT_CODE_BY_CASE)
def test_whatever_explain_lists_can_be_explained(name: str, *, say: Say) -> None:
    code, listed, _ = say("explain", "--example", name)
    assert code == 0
    paths = re.findall(r"^  ([a-z_]+(?:\.[a-z0-9_.]+)?) ", listed, re.MULTILINE)
    document = answer(load(None, name))
    assert paths == list(explainable(document))
    for path in paths:
        page = as_text(explain_page(document, path, find(document, path)))
        assert page.strip().startswith(path)
    assert say("explain", "--example", name, *paths[:1])[0] == 0


def test_findings_of_one_rule_can_be_explained_apart(tmp_path: Path, *, say: Say) -> None:
    text = examples()["skinpen-trial"].replace(
        'needled_last = "never"',
        "needled_last = { cheek_right = 2026-09-01, cheek_left = 2026-09-10 }",
    )
    file = tmp_path / "case.toml"
    file.write_text(text, encoding="utf-8")
    assert "2026-09-01" in say("explain", str(file), "recovery.001")[1]
    assert "2026-09-10" in say("explain", str(file), "recovery.001.cheek_left")[1]


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("cheek_left.strat", 'no field "cheek_left.strat"; did you mean cheek_left.start'),
        ("Interval", 'no field "Interval"; did you mean interval?'),
        ("\x1b[31m", r'no field "\x1b[31m" (explain without a field lists them'),
    ],
)
def test_a_wrong_field_brings_up_the_nearest(field: str, says: str, *, say: Say) -> None:
    code, output, messages = say("explain", "--example", "skinpen-trial", field)
    assert (code, output) == (2, "")
    assert messages.startswith(f"percuta: {says}")


def test_another_day_moves_every_session(say: Say) -> None:
    code, output, _ = say("plan", "--example", "skinpen-trial", "--on", "2026-10-01", "--json")
    answer = as_json(output)
    assert code == 0
    assert answer["assessed_on"] == "2026-09-14"
    assert answer["planned_from"] == "2026-10-01"
    assert answer["plan"]["sessions"][0]["day"] == "2026-10-01"


@pytest.mark.parametrize("command", ["plan", "screen"])
def test_a_deferral_opens_on_its_day_and_not_before(command: str, *, say: Say) -> None:
    until = "2026-11-10"  # six months and never a day less after 2026-05-10
    code, output, _ = say(command, "--example", "deferral", "--on", "2026-11-09", "--json")
    assert code == 3
    assert {zone["opens_on"] for zone in as_json(output)["zones"]} == {until}
    assert say(command, "--example", "deferral", "--on", until)[0] == 0


@pytest.mark.parametrize("what", ["case", "plan"])
def test_a_schema_is_pure_json(what: str, *, say: Say) -> None:
    code, output, messages = say("schema", what)
    assert (code, messages) == (0, "")
    assert as_json(output)["title"] == f"Percuta {what}"


def test_the_schema_of_the_input_comes_by_default(say: Say) -> None:
    assert say("schema") == say("schema", "case")


WRONG_WORDS = [
    (["plan"], "no case: name a file, or --example NAME"),
    (["plan", "a.toml", "--example", "stop"], "two cases at once: name a file or --example"),
    (["explain", "a.toml", "interval", "--example", "stop"], "two cases at once"),
    (
        ["plan", "--example", "dogra-2015"],
        'no example is called "dogra-2015"; did you mean dogra-2014',
    ),
    (
        ["example", "stopp"],
        'no example is called "stopp"; did you mean stop?; see: percuta example',
    ),
    (["plan", "dogra-2014"], "for the example write --example dogra-2014"),
    (["plan", ""], "this is a folder; a case is a TOML file"),
    (["schema", "cases"], 'no schema is called "cases"; there are: case, plan'),
    (["plan", "--example", "\x1b[31m"], r'no example is called "\x1b[31m"'),
]
DAYS = [
    ("tomorrow", '--on "tomorrow": a day such as 2026-11-25 is wanted'),
    ("2026-02-30", '--on "2026-02-30": a day such as 2026-11-25 is wanted'),
    ("20261109", '--on "20261109": a day such as 2026-11-25 is wanted'),
    ("2026-W46-1", '--on "2026-W46-1": a day such as 2026-11-25 is wanted'),
    ("", '--on "": a day such as 2026-11-25 is wanted'),
    ("\x1b[31m", r'--on "\x1b[31m": a day such as 2026-11-25 is wanted'),
    ("2026-09-13", "--on 2026-09-13: before the assessment on 2026-09-14"),
    ("9999-12-31", "--on 9999-12-31: over two years after the assessment on 2026-09-14"),
]


@pytest.mark.parametrize(("words", "says"), WRONG_WORDS)
def test_wrong_words_end_with_one_message(words: list[str], says: str, *, say: Say) -> None:
    code, output, messages = say(*words)
    assert (code, output) == (2, "")
    assert messages.startswith("percuta: ")
    assert messages.count("\n") == 1
    assert says in messages


@pytest.mark.parametrize(("day", "says"), DAYS)
def test_a_wrong_day_ends_with_one_message(day: str, says: str, *, say: Say) -> None:
    code, output, messages = say("plan", "--example", "stop", "--on", day)
    assert (code, output, messages) == (2, "", f"percuta: {says}\n")


@pytest.mark.parametrize("words", [["plan", "--exmaple", "stop"], ["paln"], ["plan", "a", "b"]])
def test_unknown_options_and_commands_end_with_the_code_for_bad_input(
    words: list[str], *, say: Say
) -> None:
    code, output, messages = say(*words)
    assert (code, output) == (2, "")
    assert "Traceback" not in messages


def test_help_names_every_exit_code(say: Say) -> None:
    code, output, _ = say("--help")
    assert code == 0
    told = " ".join(output.split())
    assert "0 plan, 3 not now, 4 no, 5 a doctor decides, 6 questions open, 2 bad input" in told


def test_an_assessment_in_the_future_is_noted_beside_the_answer(
    tmp_path: Path, *, say: Say
) -> None:
    file = tmp_path / "case.toml"
    text = examples()["stop"].replace("2026-09-14", "2099-09-14").replace("1966-01", "2066-01")
    file.write_text(text, encoding="utf-8")
    code, output, messages = say("plan", str(file), "--json")
    assert code == 4
    assert as_json(output)["assessed_on"] == "2099-09-14"
    assert messages == "note: the assessment on 2099-09-14 lies in the future\n"
