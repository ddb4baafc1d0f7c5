"""From a file on disk to a case, or to one message that says everything wrong with it."""

import math
import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from percuta.casefile.again_checks import check_again
from percuta.casefile.build import build_case
from percuta.casefile.case import Case
from percuta.casefile.checks import check_case
from percuta.casefile.chosen_checks import check_chosen, outside_limits
from percuta.casefile.decision_checks import check_decisions
from percuta.casefile.explain import problems_from
from percuta.casefile.lines import Lines
from percuta.casefile.needled_where import needled_where
from percuta.casefile.problems import (
    BadCase,
    Bare,
    Placed,
    UnreadableFile,
    at_line,
    printable,
)
from percuta.casefile.schema import case_schema
from percuta.casefile.syntax import long_line, syntax_problem

LARGEST_BYTES = 200_000
MOST_SHOWN = 20
DEEPEST, LONGEST_LIST = 8, 200
TOO_DEEP = "nested too deeply for a case"


def read_case(path: Path) -> Case:
    """Read, check and build the case in a file.

    Raises UnreadableFile when it is no readable TOML, BadCase when its content is wrong.
    """
    return parse_case(_text(path), str(path))


def parse_case(text: str, file: str) -> Case:
    """Check and build the case in a TOML text; ``file`` names it in messages."""
    raw = _parse(text, file)
    found = list(islice(_problems(raw), MOST_SHOWN + 1))
    if found:
        lines = Lines(text)
        problems = [replace(p, line=lines.of(path)) for path, p in found[:MOST_SHOWN]]
        problems.sort(key=lambda p: p.line or len(lines.texts) + 1)
        raise BadCase(file, tuple(problems), more=len(found) > MOST_SHOWN)
    return build_case({key: _plain(value, str) for key, value in raw.items()})


def _bytes(path: Path) -> bytes:
    """What a file holds, up to one byte too many; a file that waits for data is not waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(LARGEST_BYTES + 1) or b""


def _text(path: Path) -> str:
    name = printable(str(path))
    try:
        if not path.exists():
            raise UnreadableFile(f"{name}: there is no such file; check the name")
        if not path.is_file():
            what = "a folder" if path.is_dir() else "not a regular file"
            raise UnreadableFile(f"{name}: this is {what}; a case is a TOML file")
        content = _bytes(path)
        if len(content) > LARGEST_BYTES:
            size = f"{max(path.stat().st_size, len(content)) / 1e6:.1f} MB"
            most = f"a case has at most {LARGEST_BYTES / 1e6:g} MB"
            raise UnreadableFile(f"{name}: too large ({size}); {most}")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name}: not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        ) from error
    except OSError as error:
        raise UnreadableFile(f"{name}: cannot be read: {error.strerror}") from error


def _parse(text: str, file: str) -> dict[str, Any]:
    wrong = long_line(text)
    try:
        if wrong is None:
            data = tomllib.loads(text)
            return {key: _plain(value, Bare) for key, value in data.items()}
    except (RecursionError, OutOfShape) as error:
        what = str(error) if isinstance(error, OutOfShape) else TOO_DEEP
        raise UnreadableFile(f"{printable(file)}: {what}") from error
    except ValueError as error:
        wrong = syntax_problem(text, str(error))
    raise UnreadableFile(f"{at_line(file, wrong.line)}: {wrong}")


class OutOfShape(Exception):
    """TOML that no case looks like, too deep or too long to be worth checking."""


def _plain(value: object, bare: Callable[[str], str], depth: int = 1) -> object:
    """The same value with dates, times and numbers that are no numbers as text."""
    if isinstance(value, (dict, list)) and depth > DEEPEST:
        raise OutOfShape(TOO_DEEP)
    if isinstance(value, dict):
        return {key: _plain(one, bare, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        if len(value) > LONGEST_LIST:
            raise OutOfShape(f"a list of {len(value)} things; a case has none over {LONGEST_LIST}")
        return [_plain(one, bare, depth + 1) for one in value]
    if isinstance(value, (date, datetime, time)):
        return bare(value.isoformat())
    if isinstance(value, float) and not math.isfinite(value):
        return bare(str(value))
    return bare(value) if isinstance(value, Bare) else value


def _problems(raw: dict[str, Any]) -> Iterator[Placed]:
    """Everything wrong, each thing once, found only as far as it is asked for."""
    seen: set[Placed] = set()
    for one in _schema_problems(raw):
        if one not in seen:
            seen.add(one)
            yield one
    if not seen:
        found = [
            *check_case(raw),
            *check_again(raw),
            *check_decisions(raw),
            *check_chosen(raw),
        ]
        plain = {key: _plain(one, str) for key, one in raw.items()}
        yield from found or (*needled_where(plain), *outside_limits(plain))


def _schema_problems(raw: dict[str, Any]) -> Iterator[Placed]:
    validator = Draft202012Validator(
        case_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    for error in validator.iter_errors(raw):
        yield from problems_from(error)
