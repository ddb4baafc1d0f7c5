"""How hard a text is to read: the Flesch-Kincaid grade, by a library that counts nothing else."""

import re
import warnings
from collections.abc import Iterable, Iterator

from percuta.papers.page import Block, Box, Bullets, Page, Table, Text

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the library itself is older than this Python
    import readability

SENTENCE = re.compile(r"(?<=[.?!])\s+")
WORD = re.compile(r"[A-Za-z']+|[.?!]")


def said_in(block: Block) -> Iterator[str]:
    """The sentences of a block; leads, dates and short cells are left out."""
    if isinstance(block, Text | Box):
        yield block.text
    elif isinstance(block, Bullets):
        yield from (text for _, text in block.items)
    elif isinstance(block, Table):
        yield from (cell for row in block.rows for cell in row if cell.endswith("."))


def grade(texts: Iterable[str]) -> float:
    """Years of school that a text asks for; 7 is about twelve years of age."""
    sentences = [" ".join(WORD.findall(s)) for text in texts for s in SENTENCE.split(text)]
    spoken = [sentence for sentence in sentences if re.search("[A-Za-z]", sentence)]
    if not spoken:
        return 0.0
    measures = readability.getmeasures("\n".join(spoken), lang="en")
    return float(measures["readability grades"]["Kincaid"])


def page_grade(page: Page) -> float:
    """The grade of a whole paper."""
    return grade(t for s in page.sections for b in s.blocks for t in said_in(b))


def section_grades(page: Page) -> dict[str, float]:
    """The grade of each section of a paper."""
    return {s.title: grade(t for b in s.blocks for t in said_in(b)) for s in page.sections}
