"""What can be wrong with a case file.

CaseFileError
├── UnreadableFile   missing, a folder, too large, not text, not TOML
└── BadCase          read, but with problems, each with its field, value and remedy
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong: the field, what was found there, and what would be right."""

    field: str
    found: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        """The problem in one line; without a field it is about the whole file."""
        found = f" = {self.found}" if self.found else ""
        return f"{self.field or 'the file'}{found}: {self.remedy}"


Path = tuple[str | int, ...]
Placed = tuple[Path, Problem]


def near_names(name: str, known: Iterable[str]) -> str:
    """``; did you mean a or b?`` with the nearest known names, or nothing."""
    near = difflib.get_close_matches(name.lower(), list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def placed(path: Path, found: object, remedy: str) -> Placed:
    """A problem together with the place in the file that it is about."""
    return path, Problem(field=dotted(path), found=shown(found), remedy=remedy)


def dotted(path: Path) -> str:
    """A path as people write it: ``concern[1].zones[0]``, counted from 1 for people."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            name = step if step.isprintable() and len(step) <= LONGEST_SHOWN else shown(step)
            text += f".{name}" if text else name
    return text


class CaseFileError(ValueError):
    """Base of everything that can be wrong with a case file."""


class UnreadableFile(CaseFileError):
    """The file itself cannot be read as a case."""


class BadCase(CaseFileError):
    """A readable file whose content is wrong; ``problems`` lists all that was found."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        """Put every problem in one message, each with file and line."""
        self.problems = problems
        lines = [f"{file}{f', line {p.line}' if p.line is not None else ''}: {p}" for p in problems]
        super().__init__("\n".join(lines))


def shown(value: object) -> str:
    """A found value, short and without anything that could disturb a terminal."""
    text = repr(value)
    if isinstance(value, str):
        text = '"' + text[1:-1].replace('"', '\\"') + '"'
    if isinstance(value, bool):
        text = text.lower()
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
