"""Complications as pages show them: each sentence with where it was read, or that it is ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from percuta.healing.complications.catalogue import COMPLICATIONS, complication_for
from percuta.healing.complications.complication import PARTS, Complication

HOUSE = "Custom of the house"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One thing to ask, do, leave or look for; ``read_in`` are citations, empty if it is ours."""

    words: str
    read_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Advised:
    """One complication, part by part."""

    key: str
    title: str
    parts: tuple[tuple[str, tuple[Sentence, ...]], ...]


@cache
def complications_told() -> tuple[Advised, ...]:
    """All of them, in the order of the handbook."""
    return tuple(_advised(one) for one in COMPLICATIONS.values())


def advised_for(term: str) -> Advised | None:
    """What goes with a term of an event; None where no text is about it."""
    found = complication_for(term)
    return _advised(found) if found is not None else None


def _advised(one: Complication) -> Advised:
    parts = tuple((title, tuple(_sentences(one, name))) for name, title in PARTS.items())
    return Advised(key=one.key, title=one.title, parts=parts)


def _sentences(one: Complication, name: str) -> Iterator[Sentence]:
    for said in getattr(one, name):
        yield Sentence(words=said.words, read_in=tuple(read.citation for read in said.sources))
