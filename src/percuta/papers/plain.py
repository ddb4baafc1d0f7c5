"""A paper as plain lines for the terminal."""

from collections.abc import Iterator, Sequence

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
            yield "", f"- {' · '.join(_cells(block.head, row))}"
    elif isinstance(block, Picture):
        yield "", block.words
    elif isinstance(block, Lines):
        for label in block.labels:
            yield "", f"{label} ______________".strip()


def _cells(head: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    """The cells that say something, under their titles where a table has several."""
    several = len(head) > len(("name", "value"))
    for number, (title, cell) in enumerate(zip(head, row, strict=True)):
        if cell:
            yield f"{title}: {cell}" if number and title and several else cell
