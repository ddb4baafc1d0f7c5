"""Where in a TOML text a field stands; the parser itself does not say.

The text is read line by line and loosely, because texts with errors in them are looked at too.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence

PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
PARTS = rf"{PART}(?:\s*\.\s*{PART})*"
HEADER = re.compile(rf"\s*(\[\[?)\s*({PARTS})\s*\]")
KEY = re.compile(rf"\s*({PARTS})\s*=\s*")
TOKEN = re.compile(r"""\"{3}|'{3}|"(?:[^"\\]|\\.)*"|'[^']*'|\#|[\[\]{},]|[^\s"'\#\[\]{},]+|["']""")
CLOSING = {
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"""'),
    "'''": re.compile(r"(?:[^']|'(?!''))*'''"),
}
DEEPEST = 8  # no field of a case stands deeper

Path = Sequence[str | int]
Place = tuple[str, ...]


class Lines:
    """The places in one text: the line of a field, and the field on a line."""

    def __init__(self, text: str) -> None:
        """Look through a text once."""
        self.texts = text.replace("\r\n", "\n").split("\n")
        self._line_by_place: dict[Place, int] = {}
        self._set_by_line: dict[int, tuple[Place, str]] = {}
        self._last_entry: dict[Place, int] = {}
        self._table: Place = ()
        self._value = _Value()
        for number, line in enumerate(self.texts, start=1):
            self._read(number, line)

    def of(self, path: Path) -> int | None:
        """Line that sets a field, or the nearest thing around it; None if there is no such."""
        wanted = tuple(str(step) for step in path)
        around = (wanted[:length] for length in range(len(wanted), 0, -1))
        return next((self._line_by_place[p] for p in around if p in self._line_by_place), None)

    def at(self, line: int) -> tuple[Place, str] | None:
        """Field that is set on a line, with the text behind its ``=``; None if none is."""
        return self._set_by_line.get(line)

    def _read(self, number: int, line: str) -> None:
        if self._value.is_open:
            self._read_value(number, line)
        elif header := HEADER.match(line):
            self._table = self._resolved(header[2], number, is_entry=header[1] == "[[")
        elif key := KEY.match(line):
            place = (*self._table, *_names(key[1]))[:DEEPEST]
            self._note(place, number)
            self._set_by_line[number] = (place, line[key.end() :].strip())
            self._value = _Value(place)
            self._read_value(number, line[key.end() :])

    def _resolved(self, dotted: str, number: int, *, is_entry: bool) -> Place:
        """Path of a header, with the position in every array of tables on the way."""
        names = _names(dotted)[:DEEPEST]
        place: Place = ()
        for position, name in enumerate(names, start=1):
            place = (*place, name)
            if is_entry and position == len(names):
                self._note(place, number)
                self._last_entry[place] = self._last_entry.get(place, -1) + 1
            if place in self._last_entry:
                place = (*place, str(self._last_entry[place]))
        self._note(place, number)
        return place

    def _read_value(self, number: int, rest: str) -> None:
        for element in self._value.read(rest):
            self._note(element, number)

    def _note(self, place: Place, number: int) -> None:
        for length in range(1, len(place) + 1):
            self._line_by_place.setdefault(place[:length], number)


class _Value:
    """A value that may run over several lines: how deep in brackets it is, in which text."""

    def __init__(self, place: Place = ()) -> None:
        self.place = place
        self.depth = 0
        self.element = -1
        self.quote = ""
        self.expects_element = False

    @property
    def is_open(self) -> bool:
        return bool(self.quote) or self.depth > 0

    def read(self, rest: str) -> Iterator[Place]:
        """Places of the elements of an outer list that begin in the rest of a line."""
        start = 0
        if self.quote:
            closing = CLOSING[self.quote].match(rest)
            if closing is None:
                return
            self.quote, start = "", closing.end()
        while (token := TOKEN.search(rest, start)) and token[0] != "#":
            start = token.end()
            yield from self._element(token[0])
            self._step(token[0])
            if token[0] in CLOSING:
                closing = CLOSING[token[0]].match(rest, start)
                if closing is None:
                    self.quote = token[0]
                    return
                start = closing.end()

    def _element(self, token: str) -> Iterator[Place]:
        if self.expects_element and token not in ("]", ","):
            self.expects_element = False
            self.element += 1
            yield (*self.place, str(self.element))

    def _step(self, token: str) -> None:
        if token == "[" and self.depth == 0:
            self.expects_element = True
        if token in ("[", "{"):
            self.depth += 1
        elif token in ("]", "}"):
            self.depth = max(0, self.depth - 1)
        elif token == "," and self.depth == 1 and self.element >= 0:
            self.expects_element = True


def _names(dotted: str) -> tuple[str, ...]:
    """The parts of a dotted key without their quotes."""
    return tuple(_bare(part) for part in re.findall(PART, dotted))


def _bare(part: str) -> str:
    if part[0] not in "\"'":
        return part
    try:
        return next(iter(tomllib.loads(f"{part} = 0")))
    except ValueError:
        return part[1:-1]
