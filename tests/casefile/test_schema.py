"""The published schemas are valid, and a reader with nothing but the schema agrees with ours."""

import json
import tomllib
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from casefile.a_case import GOOD
from percuta.casefile.packaged import examples
from percuta.casefile.problems import CaseFileError
from percuta.casefile.reader import parse_case
from percuta.casefile.schema import case_schema
from percuta.cli.load import answer, load
from percuta.questions import Kind
from percuta.report.schema import plan_schema, to_json
from percuta.screening.catalogue import QUESTIONS
from percuta.zones.skin_map import ZONES

Tree = dict[str, Any]
Path = tuple[str | int, ...]

SCHEMAS = {"case": case_schema(), "plan": plan_schema()}
CASES = {**examples(), "the good case": GOOD}

# As another program would: the schema after a trip through JSON, formats looked at or not.
STRICT = Draft202012Validator(
    json.loads(json.dumps(SCHEMAS["case"])), format_checker=Draft202012Validator.FORMAT_CHECKER
)
LOOSE = Draft202012Validator(json.loads(json.dumps(SCHEMAS["case"])))


def from_toml(text: str) -> Tree:
    """A case as another program would see it: TOML with its dates as text."""
    read: Tree = json.loads(json.dumps(tomllib.loads(text), default=lambda day: day.isoformat()))
    return read


def to_toml(value: object) -> str:
    """Any value as inline TOML."""
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {to_toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(to_toml(one) for one in value)}]"
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def as_file(tree: Tree) -> str:
    """A case as TOML text, one line for each table or field of a table."""
    lines = []
    for key, value in tree.items():
        if isinstance(value, dict) and value and key.isidentifier():
            lines += [f"{key}.{json.dumps(name)} = {to_toml(one)}" for name, one in value.items()]
        else:
            lines.append(f"{json.dumps(key)} = {to_toml(value)}")
    return "\n".join(lines)


def places(value: object, stem: Path = ()) -> list[Path]:
    """Every path in a tree, tables and lists among them."""
    steps: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    found = [stem] if stem else []
    for step, one in steps:
        found += places(one, (*stem, step))
    return found


WORDS = ["yes", "no", "never", "not known", "", "2020-02-30", "1999-12-31", "20200101", "a\nb"]
junk = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([*QUESTIONS, *ZONES]),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.sampled_from([*ZONES, 1, True]), max_size=3),
    st.dictionaries(st.sampled_from([*ZONES, "x y", ""]), st.sampled_from(WORDS), max_size=2),
)


@st.composite
def mutants(draw: st.DrawFn) -> Tree:
    """A good case with up to three things dropped, renamed, added or replaced."""
    tree = from_toml(CASES[draw(st.sampled_from(sorted(CASES)))])
    for _ in range(draw(st.integers(1, 3))):
        *stem, last = draw(st.sampled_from(places(tree) or [("case",)]))
        owner: Any = tree
        for step in stem:
            owner = owner[step]
        what = draw(st.sampled_from(["drop", "rename", "replace", "add"]))
        if what == "replace":
            owner[last] = draw(junk)
        elif what == "add" and isinstance(owner, list):
            owner.append(draw(junk))
        elif what == "add":
            owner[draw(st.sampled_from(["age", *QUESTIONS]))] = draw(junk)
        else:
            old = owner.pop(int(last)) if isinstance(owner, list) else owner.pop(last, {})
            if what == "rename" and isinstance(owner, dict):
                owner[draw(st.sampled_from([f"{last}s", *QUESTIONS]))] = old
    return tree


def said_of(text: str) -> str:
    """What the reader says, empty if it takes the text; nothing else may happen."""
    try:
        parse_case(text, "case.toml")
    except CaseFileError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_valid_and_names_its_dialect(name: str) -> None:
    schema = json.loads(json.dumps(SCHEMAS[name]))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", CASES)
def test_every_example_satisfies_the_schema_alone(name: str) -> None:
    STRICT.validate(from_toml(CASES[name]))


@pytest.mark.parametrize("name", examples())
@pytest.mark.parametrize("planned", [True, False])
def test_every_answer_satisfies_the_schema_of_answers(name: str, *, planned: bool) -> None:
    document = answer(load(None, name), planned=planned)
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(SCHEMAS["plan"], format_checker=checker).validate(
        json.loads(to_json(document))
    )


@pytest.mark.parametrize("name", examples())
def test_an_answer_keeps_the_case_it_was_made_from(name: str) -> None:
    kept = json.loads(to_json(answer(load(None, name))))["made_by"]["case"]
    assert kept == from_toml(CASES[name])
    STRICT.validate(kept)


def test_every_question_can_be_answered_in_a_case() -> None:
    answers = SCHEMAS["case"]["properties"]["answers"]["properties"]
    assert set(answers) == set(QUESTIONS)
    assert all(answers[key]["description"] == q.text for key, q in QUESTIONS.items())


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_missing_answer_and_one_not_known_are_the_same(key: str) -> None:
    case = GOOD[: GOOD.index("[answers]")]
    without = parse_case(case, "case.toml").request
    unknown = parse_case(f'{case}[answers]\n{key} = "not known"', "case.toml").request
    question = QUESTIONS[key]
    for zone in ("chin", "cheek_left"):
        assert without.answers.to(question, zone) == unknown.answers.to(question, zone)


@pytest.mark.parametrize("key", [k for k, q in QUESTIONS.items() if q.kind is Kind.YES_NO])
def test_no_yes_or_no_question_takes_a_date(key: str) -> None:
    tree = from_toml(GOOD)
    tree["answers"][key] = "2020-01-01"
    assert not STRICT.is_valid(tree)
    tree["answers"][key] = "yes"
    assert STRICT.is_valid(tree)


@settings(max_examples=300)
@given(tree=mutants())
def test_the_reader_never_takes_what_the_schema_refuses(tree: Tree) -> None:
    text = as_file(tree)
    message = said_of(text)
    event("refused" if message else "taken")
    assert all(line.startswith("case.toml") for line in message.split("\n") if message)
    assert all(line.isprintable() for line in message.split("\n"))
    if not STRICT.is_valid(from_toml(text)):
        assert message


@settings(max_examples=300)
@given(tree=mutants())
def test_what_the_reader_takes_can_be_answered(tree: Tree) -> None:
    text = as_file(tree)
    if said_of(text):
        return
    case = parse_case(text, "case.toml")
    seen = from_toml(text)
    assert LOOSE.is_valid(seen)
    assert case.raw == seen
    Draft202012Validator(SCHEMAS["plan"]).validate(json.loads(to_json(answer(case))))


@given(text=st.text())
def test_no_text_at_all_makes_the_reader_stumble(text: str) -> None:
    assert said_of(text)


@given(at=st.integers(0, len(GOOD)), size=st.integers(0, 9), text=st.text(max_size=5))
def test_no_slip_of_the_keyboard_makes_the_reader_stumble(at: int, size: int, *, text: str) -> None:
    message = said_of(GOOD[:at] + text + GOOD[at + size :])
    assert all(line.isprintable() for line in message.split("\n"))
