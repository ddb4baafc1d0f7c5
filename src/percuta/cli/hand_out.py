"""Papers on the command line: to the terminal, or whole into a file, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from percuta.cli.load import BadInput
from percuta.cli.shapes import ACCENT
from percuta.papers.calendar_file import calendar_file
from percuta.papers.clinician import clinician_page
from percuta.papers.handouts import Clinic, NoPlan, card, consent
from percuta.papers.html import html
from percuta.papers.page import Page
from percuta.papers.patient import patient_page
from percuta.papers.pdf import Sheet, pdf
from percuta.papers.plain import plain
from percuta.report.document import Document

STYLES = {"title": "bold", "heading": f"bold {ACCENT}", "lead": "bold", "foot": "dim"}


def paper(document: Document, *, for_patient: bool) -> Page:
    """The paper of an answer, for the one or the other reader."""
    return patient_page(document) if for_patient else clinician_page(document)


def on_terminal(page: Page) -> Iterator[RenderableType]:
    """A paper as printable lines."""
    for style, line in plain(page):
        above = 1 if style in ("heading", "title") else 0
        yield Padding(Text(line, style=STYLES.get(style, "")), (above, 0, 0, 0))


def write_html(page: Page, path: Path) -> None:
    """The paper as one HTML file."""
    write(path, html(page).encode())


def write_pdf(page: Page, path: Path, sheet: str, *, tight: bool = False) -> None:
    """The paper as PDF on the sheet named."""
    write(path, pdf(page, sheet=_sheet(sheet), tight=tight))


def handout(document: Document, what: str, clinic: Clinic) -> Page:
    """The card or the consent sheet; BadInput where there is no plan."""
    makers = {"card": card, "consent": consent}
    try:
        return makers[what](document, clinic)
    except NoPlan as error:
        raise BadInput(str(error)) from error


def write_calendar(document: Document, path: Path) -> None:
    """The calendar file; BadInput where there is no plan."""
    try:
        write(path, calendar_file(document))
    except NoPlan as error:
        raise BadInput(str(error)) from error


def _sheet(name: str) -> Sheet:
    try:
        return Sheet(name.lower())
    except ValueError as error:
        names = ", ".join(Sheet)
        raise BadInput(f"--paper {name}: no such paper; there are: {names}") from error


def write(path: Path, content: bytes) -> None:
    """Write a file whole: beside it first, then in its place, so that none is ever half there."""
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file")
    if not path.parent.is_dir():
        raise BadInput(f"{path}: there is no folder {path.parent}; make it first")
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_mode(path))
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, or those that a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
