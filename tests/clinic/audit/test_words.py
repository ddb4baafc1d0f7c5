"""Every action that the source writes down has plain words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import percuta_clinic
from percuta_clinic.audit.words import GROUPS, WORDS, in_words

ROOT = Path(percuta_clinic.__file__).parent
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")


def _texts(node: ast.AST) -> set[str]:
    return {
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def _written_by(tree: ast.Module) -> Iterator[str]:
    """What is given as ``action``: by name, by a variable, or to a function that takes one."""
    takers = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(a.arg == "action" for a in node.args.args)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (t for k in node.keywords if k.arg == "action" for t in _texts(k.value))
            if isinstance(node.func, ast.Name) and node.func.id in takers:
                yield from (text for one in node.args for text in _texts(one))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "action":
            yield from _texts(node.value)


def _actions(text: str) -> set[str]:
    return {one for one in _written_by(ast.parse(text)) if ACTION.fullmatch(one)}


def test_every_action_of_the_source_has_words() -> None:
    written = {
        action
        for path in ROOT.rglob("*.py")
        for action in _actions(path.read_text(encoding="utf-8"))
    }
    assert {"chart.opened", "lot.recalled", "room.added"} <= written
    assert written - set(WORDS) == set()


def test_an_action_is_found_however_it_is_written() -> None:
    text = (
        'record(by=b, action="a.one")\n'
        'action = "a.two" if x else "a.three"\n'
        "def note(user, action): ...\n"
        'note(u, "a.four")\n'
    )
    assert _actions(text) == {"a.one", "a.two", "a.three", "a.four"}


def test_no_action_stands_in_two_groups() -> None:
    assert sum(len(group) for group in GROUPS.values()) == len(WORDS)


def test_an_action_of_a_later_version_keeps_its_name() -> None:
    assert in_words("comet.seen") == "comet.seen"
