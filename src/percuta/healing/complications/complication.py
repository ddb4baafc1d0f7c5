"""One complication as typed records; every statement has its sources or is named a custom."""

from collections.abc import Iterator
from dataclasses import dataclass

from percuta.evidence.source import Source


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One sentence for clinicians. ``house``: a custom of the house, which no text was read for."""

    words: str
    sources: tuple[Source, ...] = ()
    house: bool = False

    def __post_init__(self) -> None:
        """Refuse a sentence that stands on nothing, or on both."""
        if bool(self.sources) == self.house:
            raise ValueError(f"{self.words!r}: name its sources, or that it is a custom")


def said(words: str, *sources: Source) -> Statement:
    """A sentence that was read."""
    return Statement(words=words, sources=sources)


def custom(words: str) -> Statement:
    """A sentence of our own."""
    return Statement(words=words, house=True)


@dataclass(frozen=True, kw_only=True)
class Complication:
    """What it looks like, what to ask, what to do, what not, and when to refer and how fast.

    ``terms`` are the terms of adverse events that it goes with.
    """

    key: str
    title: str
    terms: tuple[str, ...]
    looks: tuple[Statement, ...]
    ask: tuple[Statement, ...]
    do: tuple[Statement, ...]
    never: tuple[Statement, ...]
    refer: tuple[Statement, ...]

    def statements(self) -> Iterator[Statement]:
        """Every sentence, in reading order."""
        for name in PARTS:
            yield from getattr(self, name)


PARTS = {
    "looks": "How it looks",
    "ask": "What to ask",
    "do": "What to do",
    "never": "What not to do",
    "refer": "When to refer",
}
