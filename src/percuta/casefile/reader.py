"""From a file on disk to a case, or to one message that says everything wrong with it."""

import math
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from percuta.casefile.build import build_case
from percuta.casefile.case import Case
from percuta.casefile.checks import check_case
from percuta.casefile.explain import problems_from
from percuta.casefile.lines import line_of
from percuta.casefile.problems import BadCase, Problem, UnreadableFile
from percuta.casefile.schema import case_schema

LARGEST_BYTES = 1_000_000
MOST_SHOWN = 20


def read_case(path: Path) -> Case:
    """Read, check and build the case in a file.

    Raises UnreadableFile when it is no readable TOML, BadCase when its content is wrong.
    """
    return parse_case(_text(path), str(path))


def parse_case(text: str, file: str) -> Case:
    """Check and build the case in a TOML text; ``file`` names it in messages."""
    raw = _parse(text, file)
    problems = list(_problems(raw, text))
    if problems:
        raise BadCase(file, tuple(problems[:MOST_SHOWN]))
    return build_case(raw)


def _text(path: Path) -> str:
    try:
        if not path.exists():
            raise UnreadableFile(f"{path}: there is no such file; check the name")
        if not path.is_file():
            what = "a folder" if path.is_dir() else "not a regular file"
            raise UnreadableFile(f"{path}: this is {what}; a case is a TOML file")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise UnreadableFile(
                f"{path}: {size / 1e6:.1f} MB; a case has at most {LARGEST_BYTES / 1e6:g} MB"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{path}: not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        ) from error
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror}") from error


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return {key: _plain(value) for key, value in tomllib.loads(text).items()}
    except RecursionError as error:
        raise UnreadableFile(f"{file}: nested too deeply for a case") from error
    except ValueError as error:
        raise UnreadableFile(f"{file}: not valid TOML: {_toml_words(str(error))}") from error


def _toml_words(message: str) -> str:
    if message.startswith(("Cannot overwrite a value", "Cannot declare")):
        return f"two answers to one question, keep one of them ({message})"
    if message.startswith("Exceeds the limit"):
        return "a number with thousands of digits"
    return message


def _plain(value: object) -> object:
    """The same value with dates, times and numbers that are no numbers as text."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _problems(raw: dict[str, Any], text: str) -> Iterator[Problem]:
    validator = Draft202012Validator(
        case_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    wrong = False
    for error in validator.iter_errors(raw):
        wrong = True
        for path, problem in problems_from(error):
            yield replace(problem, line=line_of(text, path))
    if wrong:
        return
    for path, problem in check_case(raw):
        yield replace(problem, line=line_of(text, path))
