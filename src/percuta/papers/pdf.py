"""A paper as a tagged PDF (PDF/UA-1), on A4 or Letter. Words go in as data, never as markup."""

from enum import StrEnum
from importlib.resources import files

import msgspec
import typst

from percuta.papers.page import Page


class Sheet(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    LETTER = "letter"


TYPST_NAMES = {Sheet.A4: "a4", Sheet.LETTER: "us-letter"}


def pdf(page: Page, *, sheet: Sheet = Sheet.A4, tight: bool = False) -> bytes:
    """The paper as PDF; ``tight`` sets it small, for one page that hangs on a wall."""
    template = (files("percuta.papers") / "templates" / "page.typ").read_bytes()
    inputs = {
        "page": msgspec.json.encode(page).decode(),
        "paper": TYPST_NAMES[sheet],
        "tight": "yes" if tight else "no",
    }
    return typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
