"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 6_000


@dataclass(frozen=True)
class Piece:
    """Some words: ``same`` in both, ``gone`` from the first, or ``new`` in the second."""

    state: str
    text: str


def differences(first: str, second: str) -> list[Piece]:
    """The second text, with what is new and what is gone."""
    first, second = first.replace("\r\n", "\n"), second.replace("\r\n", "\n")
    one, other = _WORDS.findall(first), _WORDS.findall(second)
    if len(one) + len(other) > MOST_WORDS:
        return [Piece("gone", first), Piece("new", second)]
    return list(_pieces(one, other))


def _pieces(one: list[str], other: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, start, end, begin, until in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(one[start:end]))
            continue
        if end > start:
            yield Piece("gone", "".join(one[start:end]))
        if until > begin:
            yield Piece("new", "".join(other[begin:until]))
