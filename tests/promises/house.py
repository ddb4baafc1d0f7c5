"""The house numbers as checks, each from one file to the places where it breaks them."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

BODY_LINES = 40
FILE_LINES = 400
POSITIONAL = 3
COMMENT_RUN = 2
TEST_WORDS = range(3, 15)
VAGUE = frozenset({"core", "common", "misc", "util", "utils", "helper", "helpers"})
SWITCH_OFF = re.compile(r"noqa|type:\s*ignore|pragma:|mypy:|fmt:|isort:|ruff:")
CLOCKS = frozenset({"now", "today", "utcnow"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class SourceFile:
    """One file: its path from the root with forward slashes, and its text."""

    path: str
    text: str

    @property
    def is_python(self) -> bool:
        return self.path.endswith(".py")

    @property
    def is_product(self) -> bool:
        return self.path.startswith("src/")

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text))) if self.is_python else []

    @property
    def functions(self) -> list[Function]:
        return [node for node in self.nodes if isinstance(node, Function)]

    @cached_property
    def comments(self) -> list[tokenize.TokenInfo]:
        if not self.is_python:
            return []
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return [token for token in tokens if token.type == tokenize.COMMENT]

    def at(self, line: int, what: str) -> str:
        return f"{self.path}:{line}: {what}"


Check = Callable[[SourceFile], Iterator[str]]


def long_bodies(file: SourceFile) -> Iterator[str]:
    for function in file.functions:
        lines = _body_lines(function)
        if lines > BODY_LINES:
            what = f"body of {function.name} has {lines} lines, limit {BODY_LINES}"
            yield file.at(function.lineno, what)


def _body_lines(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


def long_files(file: SourceFile) -> Iterator[str]:
    lines = len(file.text.splitlines())
    if lines > FILE_LINES and "/migrations/" not in file.path:  # written by Django
        yield file.at(lines, f"file has {lines} lines, limit {FILE_LINES}")


def many_positionals(file: SourceFile) -> Iterator[str]:
    for function in file.functions:
        args = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
        number = len(args) - (args[:1] in (["self"], ["cls"]))
        if number > POSITIONAL:
            what = f"{function.name} has {number} positional parameters, limit {POSITIONAL}"
            yield file.at(function.lineno, what)


def many_positional_fields(file: SourceFile) -> Iterator[str]:
    for node in file.nodes:
        if isinstance(node, ast.ClassDef) and _is_record(node) and not _is_keyword_only(node):
            number = sum(isinstance(line, ast.AnnAssign) for line in node.body)
            if number > POSITIONAL:
                what = f"{node.name} has {number} fields without kw_only=True, limit {POSITIONAL}"
                yield file.at(node.lineno, what)


def _is_record(node: ast.ClassDef) -> bool:
    makers = [
        made.func if isinstance(made, ast.Call) else made
        for made in (*node.decorator_list, *node.bases)
    ]
    return any(ast.unparse(maker).split(".")[-1] in {"dataclass", "Struct"} for maker in makers)


def _is_keyword_only(node: ast.ClassDef) -> bool:
    calls = [made for made in node.decorator_list if isinstance(made, ast.Call)]
    keywords = [*node.keywords, *(keyword for call in calls for keyword in call.keywords)]
    return any(k.arg == "kw_only" and ast.unparse(k.value) == "True" for k in keywords)


def code_in_init(file: SourceFile) -> Iterator[str]:
    if PurePosixPath(file.path).name != "__init__.py":
        return
    for statement in ast.parse(file.text).body:
        value = statement.value if isinstance(statement, ast.Expr) else None
        if not (isinstance(value, ast.Constant) and isinstance(value.value, str)):
            what = "__init__.py holds code, limit: a docstring and nothing else"
            yield file.at(statement.lineno, what)


def vague_names(file: SourceFile) -> Iterator[str]:
    path = PurePosixPath(file.path)
    for name in (*path.parts[:-1], path.stem):
        if name in VAGUE:
            yield file.at(1, f"name {name!r} says nothing; name it by its subject")


def long_comments(file: SourceFile) -> Iterator[str]:
    run, last = 0, -1
    for line in _own_line_comments(file):
        run = run + 1 if line == last + 1 else 1
        last = line
        if run == COMMENT_RUN + 1:
            yield file.at(line, f"comment of {run} lines or more, limit {COMMENT_RUN}")


def _own_line_comments(file: SourceFile) -> list[int]:
    if file.is_python:
        return [c.start[0] for c in file.comments if c.line.lstrip().startswith("#")]
    lines = enumerate(file.text.splitlines(), start=1)
    return [n for n, line in lines if line.lstrip().startswith("#") and not line.startswith("#!")]


def unclear_test_names(file: SourceFile) -> Iterator[str]:
    for function in file.functions if file.path.startswith("tests/") else []:
        if not function.name.startswith("test_"):
            continue
        words = function.name.removeprefix("test_").split("_")
        if len(words) not in TEST_WORDS:
            span = f"{TEST_WORDS.start} to {TEST_WORDS.stop - 1}"
            what = f"{function.name} has {len(words)} words, limit {span}"
            yield file.at(function.lineno, what)
        for word in words:
            if not word or word.isdigit():
                what = f"{function.name} holds {word!r}, limit: words only"
                yield file.at(function.lineno, what)


def switched_off_checks(file: SourceFile) -> Iterator[str]:
    for comment in file.comments if file.is_product else []:
        found = SWITCH_OFF.search(comment.string)
        if found:
            yield file.at(comment.start[0], f"switches a check off with {found.group()!r}, limit 0")


def clock_readings(file: SourceFile) -> Iterator[str]:
    """The day is an argument everywhere in the science; only the command line reads it."""
    if not file.path.startswith("src/percuta/") or file.path.startswith("src/percuta/cli/"):
        return
    for node in file.nodes:
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            owner = ast.unparse(node.value)
            if owner.split(".")[-1] in {"date", "datetime"}:
                yield file.at(node.lineno, f"reads the clock with {owner}.{node.attr}, limit 0")


CHECKS: tuple[Check, ...] = (
    long_bodies,
    long_files,
    many_positionals,
    many_positional_fields,
    code_in_init,
    vague_names,
    long_comments,
    unclear_test_names,
    switched_off_checks,
    clock_readings,
)
