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
        """The problem in one line; without a field it is about the text that was found."""
        what = " = ".join(part for part in (self.field, self.found) if part)
        return f"{what or 'the file'}: {self.remedy}"


Path = tuple[str | int, ...]
Placed = tuple[Path, Problem]


class Bare(str):
    """Text of a value that stands without quotes in the file, such as a date."""

    __slots__ = ()


# What people call places of the skin map, beside its own words.
ALSO_CALLED = {
    **dict.fromkeys(("belly", "tummy", "stomach"), ("abdomen",)),
    **dict.fromkeys(("chest", "neckline", "cleavage"), ("decollete",)),
    **dict.fromkeys(("eyes", "eye", "crow's feet"), ("periorbital_right", "periorbital_left")),
    **dict.fromkeys(("bottom", "bum"), ("buttock_right", "buttock_left")),
    **dict.fromkeys(("leg", "legs"), ("thigh_right", "thigh_left", "lower_leg_right")),
    **dict.fromkeys(("calf", "shin"), ("lower_leg_right", "lower_leg_left")),
    **dict.fromkeys(("arm", "arms"), ("upper_arm_right", "upper_arm_left", "forearm_right")),
    **dict.fromkeys(("hip", "waist"), ("flank_right", "flank_left")),
    **dict.fromkeys(("hands",), ("hand_right", "hand_left")),
    **dict.fromkeys(("cheeks",), ("cheek_right", "cheek_left")),
    **dict.fromkeys(("thighs",), ("thigh_right", "thigh_left")),
    "back": ("upper_back", "lower_back"),
}


def near_names(name: str, known: Iterable[str]) -> str:
    """``; did you mean a or b?`` with the nearest known names, or nothing."""
    names = {one.lower(): one for one in known}
    if meant := [one for one in ALSO_CALLED.get(name.lower().strip(), ()) if one in names]:
        return f"; did you mean {' or '.join(meant)}?"
    same_words = [one for low, one in names.items() if _words(low) == _words(name.lower())]
    close = difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.6)
    near = same_words or [names[low] for low in close]
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _words(name: str) -> list[str]:
    return sorted(name.replace("_", " ").split())


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
            name = step if step.isprintable() and 0 < len(step) <= LONGEST_SHOWN else shown(step)
            text += f".{name}" if text else name
    return text


class CaseFileError(ValueError):
    """Base of everything that can be wrong with a case file."""


class UnreadableFile(CaseFileError):
    """The file itself cannot be read as a case."""


class BadCase(CaseFileError):
    """A readable file whose content is wrong; ``problems`` lists the first that were found."""

    def __init__(self, file: str, problems: tuple[Problem, ...], *, more: bool = False) -> None:
        """Put every problem in one message, each with file and line; ``more`` were left out."""
        self.problems = problems
        lines = [f"{at_line(file, p.line)}: {p}" for p in problems]
        if more:
            lines.append(f"{printable(file)}: there is more; these {len(problems)} first")
        super().__init__("\n".join(lines))


def at_line(file: str, line: int | None) -> str:
    """``case.toml, line 12``, or the file alone where no line is known."""
    name = printable(file)
    return name if line is None else f"{name}, line {line}"


def printable(text: str) -> str:
    """A text with everything escaped that could disturb a terminal."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def clipped(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def shown(value: object) -> str:
    """A found value as TOML writes it, short and without anything that disturbs a terminal."""
    return clipped(_written(value))


def _written(value: object) -> str:
    if isinstance(value, Bare):
        return value
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(_written(one) for one in value[:LONGEST_SHOWN])}]"
    if isinstance(value, dict):
        few = list(value.items())[:LONGEST_SHOWN]
        inside = ", ".join(f"{dotted((key,))} = {_written(one)}" for key, one in few)
        return f"{{ {inside} }}" if inside else "{}"
    return repr(value)


def _quoted(text: str) -> str:
    short = text[: LONGEST_SHOWN + 1].replace("\\", "\\\\").replace('"', '\\"')
    return f'"{printable(short)}"'
