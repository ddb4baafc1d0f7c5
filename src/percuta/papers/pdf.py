"""A paper as a tagged PDF (PDF/UA-1), on A4 or Letter. Words go in as data, never as markup."""

import re
import unicodedata
from enum import StrEnum
from importlib.resources import files
from typing import Any

import msgspec
import typst

from percuta.papers.page import Page


class Sheet(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    LETTER = "letter"


TYPST_NAMES = {Sheet.A4: "a4", Sheet.LETTER: "us-letter"}
CARD_SIZES = ((10.5, 50), (10, 50), (9.5, 46), (9, 46), (8.5, 42), (8.5, 36), (8, 32))
PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")
UNSHOWN = {
    "title": "Some letters are not shown here",
    "blocks": [
        {
            "kind": "box",
            "tone": "wait",
            "title": "Read it on the screen too",
            "text": "This paper has no letters for a writing that somebody used: each one stands "
            "as a question mark. The page on the screen shows what was written.",
        }
    ],
}
LAST_LETTER, PUNCTUATION = 0x052F, range(0x2000, 0x2070)


def pdf(page: Page, *, sheet: Sheet = Sheet.A4, tight: bool = False) -> bytes:
    """The paper as PDF; ``tight`` sets it as large as one page allows, to hang on a wall.

    The same paper gives the same bytes. Letters that no font here knows become ``?``, and
    the paper says so at its head.
    """
    inputs = {"paper": TYPST_NAMES[sheet], "size": "", "drawing": "66"}
    if not tight:
        return _set(page, inputs)
    for size, drawing in CARD_SIZES:
        content = _set(page, {**inputs, "size": f"{size}", "drawing": f"{drawing}"})
        found = PAGES.search(content)
        if found is not None and int(found[1]) == 1:
            break
    return content


def _set(page: Page, inputs: dict[str, str]) -> bytes:
    words = msgspec.json.encode(page).decode()
    try:
        return _compiled(words, inputs)
    except typst.TypstError:
        return _with_other_fonts(words, inputs)


def _with_other_fonts(words: str, inputs: dict[str, str]) -> bytes:
    """Letters beyond the fonts that come along: those of this machine, or a mark for each."""
    try:
        return _compiled(words, inputs, own_fonts_only=False)
    except typst.TypstError:
        read = msgspec.json.decode(words)
        plain: Any = _printable(read)
        if plain != read:
            plain["sections"] = [UNSHOWN, *plain["sections"]]
        return _compiled(msgspec.json.encode(plain).decode(), inputs)


def _printable(value: object) -> object:
    if isinstance(value, str):
        return "".join(_known(letter) for letter in value)
    if isinstance(value, dict):
        return {key: _printable(part) for key, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list) else value


def _known(letter: str) -> str:
    if unicodedata.category(letter).startswith("C"):
        return " "
    return letter if ord(letter) <= LAST_LETTER or ord(letter) in PUNCTUATION else "?"


def _compiled(words: str, inputs: dict[str, str], *, own_fonts_only: bool = True) -> bytes:
    template = (files("percuta.papers") / "templates" / "page.typ").read_bytes()
    return typst.compile(
        template,
        format="pdf",
        sys_inputs={**inputs, "page": words},
        pdf_standards=["ua-1"],
        ignore_system_fonts=own_fonts_only,
    )
