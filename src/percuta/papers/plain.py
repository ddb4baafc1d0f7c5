"""A paper as plain lines for the terminal."""

from collections.abc import Iterator

from percuta.papers.page import Block, Box, Bullets, Lines, Page, Table, Text
from percuta.papers.picture import Picture


def plain(page: Page) -> Iterator[tuple[str, str]]:
    """Lines of a paper with their style: title, heading, lead or empty."""
    yield "title", page.title
    yield "", page.subtitle
    for section in page.sections:
        yield "heading", section.title
        for block in section.blocks:
            yield from _block(block)
    yield "", ""
    yield "foot", page.foot


def _block(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Text):
        yield "", block.text
    elif isinstance(block, Box):
        yield "lead", block.title
        yield "", block.text
    elif isinstance(block, Bullets):
        for lead, text in block.items:
            yield "", f"- {lead}: {text}" if lead else f"- {text}"
    elif isinstance(block, Table):
        for row in block.rows:
            yield "", f"- {' · '.join(_cells(block, row))}"
    elif isinstance(block, Picture):
        yield "", block.words
    elif isinstance(block, Lines):
        for label in block.labels:
            yield "", f"{label} ______________".strip()


def _cells(table: Table, row: tuple[str, ...]) -> Iterator[str]:
    """The cells that are there; those of a wide table with the heads of their columns."""
    few = 2  # columns that explain themselves: when and what
    for head, cell in zip(table.head, row, strict=True):
        if cell:
            yield f"{head.lower()} {cell}" if head and len(row) > few and cell != row[0] else cell
