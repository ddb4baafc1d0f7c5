"""A paper as typed blocks, so that screen, page and print are written from the same words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from percuta.papers.picture import Picture

Tone = Literal["good", "wait", "stop", "note"]


@dataclass(frozen=True, kw_only=True)
class Text:
    """One paragraph."""

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list, each item with an optional bold lead."""

    items: tuple[tuple[str, str], ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with a head; the first column names its row. ``widths`` are shares."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A few words in a frame that nobody should miss; ``tone`` gives its colour and word."""

    tone: Tone
    title: str
    text: str
    kind: Literal["box"] = "box"


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Lines to write on, each with what belongs there."""

    labels: tuple[str, ...]
    kind: Literal["lines"] = "lines"


Block = Text | Bullets | Table | Box | Lines | Picture


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One paper. ``foot`` stands on every printed page; ``for_patient`` chooses its look."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    foot: str
    for_patient: bool = False


def section(title: str, *blocks: Block | None) -> Section | None:
    """A section of the blocks that are there; None when there is none of them."""
    there = tuple(block for block in blocks if block is not None and not _is_empty(block))
    return Section(title=title, blocks=there) if there else None


def present(sections: Sequence[Section | None]) -> tuple[Section, ...]:
    """The sections that are there."""
    return tuple(one for one in sections if one is not None)


def _is_empty(block: Block) -> bool:
    if isinstance(block, Bullets):
        return not block.items
    if isinstance(block, Table):
        return not block.rows
    return isinstance(block, Text) and not block.text
