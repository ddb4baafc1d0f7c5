"""What keeps a text from being TOML, in words: the line, the field, the value, the way out."""

import re
from collections.abc import Sequence

from percuta.casefile.lines import Lines
from percuta.casefile.problems import Path, Problem, clipped, dotted, printable

LONGEST_LINE = 2000  # the parser's time grows with the square of a dotted key

PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate")
QUOTES = "not valid TOML; text stands in quotes, a date is written 2026-11-25"
NO_END = "the closing quote is missing"
UNCLOSED = f"not valid TOML; {NO_END}"
REMEDIES = {
    "Illegal character '\\n'": UNCLOSED,
    "Unterminated string": UNCLOSED,
    'Expected "\'"': UNCLOSED,
    "Invalid date": "no such day; a date such as 2026-11-25 is wanted",
    "Invalid value": QUOTES,
    "Expected newline": QUOTES,
    "Expected '=' after a key": "not valid TOML; a line reads: name = value",
    "Invalid statement": "not valid TOML; a line reads: name = value",
    "Exceeds the limit": "a number with thousands of digits",
}
OPEN_QUOTE = re.compile(r"""^(?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*(?:"(?:[^"\\]|\\.)*|'[^']*)$""")
# Slips that people make, seen on the line itself; each with its way out.
SLIPS = (
    (re.compile("[\u201c\u201d\u201e\u00ab\u00bb]"), 'straight quotes are wanted: "no"'),
    (re.compile(r"=\s*\d+,\d"), "a number takes a decimal point, as in 60.5"),
    (re.compile(r"=\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}"), "a date is written 2026-11-25"),
    (
        re.compile(r"=\s*\d{4}-\d{1,2}-\d{1,2}"),
        "a date is written 2026-11-25, with two digits each",
    ),
    (re.compile(r"=\s*[A-Za-z]"), 'text stands in quotes, as in "no"'),
    (OPEN_QUOTE, NO_END),
)


def long_line(text: str) -> Problem | None:
    """The first line that is too long to be one of a case."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            remedy = f"{len(line)} characters in one line; at most {LONGEST_LINE} are read"
            return Problem(field="", found=clipped(printable(line)), remedy=remedy, line=number)
    return None


def syntax_problem(text: str, message: str) -> Problem:
    """What the parser said about a text, with the field and value on its line."""
    lines = Lines(text)
    line = _line(lines, message)
    place, found = lines.at(line) or ((), lines.texts[line - 1].strip())
    said = PLACE.sub("", message)
    first = lines.of(place)
    return Problem(
        field=dotted(_counted(place)),
        found=clipped(printable(found)),
        remedy=_twice(first, line) if said.startswith(TWICE) else _slip(lines, line, said),
        line=line,
    )


def _counted(place: Sequence[str]) -> Path:
    """A place with its positions in lists as numbers, so that people read them from 1."""
    return tuple(int(step) if step.isdecimal() else step for step in place)


def _line(lines: Lines, message: str) -> int:
    """The line named in a message, else the first with an open quote, else the last filled."""
    place = PLACE.search(message)
    if place is not None and place[1] is not None:
        return int(place[1])
    texts = list(enumerate(lines.texts, start=1))
    unclosed = [number for number, line in texts if OPEN_QUOTE.match(line)]
    filled = [number for number, line in texts if line.strip()]
    return (*unclosed[:1], *filled[-1:], 1)[0]


def _twice(first: int | None, line: int) -> str:
    where = f", the first in line {first}" if first is not None and first < line else ""
    return f"two answers to one question{where}; keep one of them"


def _slip(lines: Lines, line: int, said: str) -> str:
    """The slip seen on the line, unless the parser knows better."""
    text = lines.texts[line - 1] if 0 < line <= len(lines.texts) else ""
    seen = [remedy for pattern, remedy in SLIPS if pattern.search(text)]
    known_better = said.startswith(("Invalid date", "Exceeds the limit"))
    return f"not valid TOML; {seen[0]}" if seen and not known_better else _remedy(said)


def _remedy(said: str) -> str:
    words = [remedy for start, remedy in REMEDIES.items() if said.startswith(start)]
    return words[0] if words else f"not valid TOML: {clipped(printable(said))}"
