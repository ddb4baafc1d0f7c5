"""A paper that has no letters for a writing says so, and prints all that it can."""

from io import BytesIO

from pypdf import PdfReader

from percuta.papers.page import Page, Section, Text
from percuta.papers.pdf import pdf


def paper(words: str) -> Page:
    note = Section(title="Notes", blocks=(Text(text=words),))
    return Page(title="Record", subtitle="Amara Okafor", sections=(note,), foot="Needle & Light")


def read(content: bytes) -> str:
    return " ".join(
        " ".join(one.extract_text().split()) for one in PdfReader(BytesIO(content)).pages
    )


def test_letters_that_no_font_knows_are_named_at_the_head() -> None:
    text = read(pdf(paper("Calm throughout. \U00010380\U00010381")))
    assert "Calm throughout. ??" in text
    assert "Some letters are not shown here" in text


def test_what_every_font_knows_stands_without_a_word() -> None:
    text = read(pdf(paper("Zo\u00eb, Nguy\u1ec5n: \u201ccalm\u201d")))
    assert "not shown here" not in text
