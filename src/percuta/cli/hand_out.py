"""Papers on the command line: to the terminal, or whole into a file, or not at all."""

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from errno import EISDIR, ENOENT
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from percuta.casefile.reader import LARGEST_BYTES
from percuta.cli.load import BadInput
from percuta.cli.shapes import ACCENT
from percuta.papers.calendar_file import calendar_file
from percuta.papers.card import card
from percuta.papers.clinician import clinician_page
from percuta.papers.consent import consent
from percuta.papers.handouts import Clinic
from percuta.papers.html import html
from percuta.papers.page import Page
from percuta.papers.patient import patient_page
from percuta.papers.pdf import Sheet, pdf
from percuta.papers.plain import plain
from percuta.report.document import Document

CASE = re.compile(rb"(?m)^\s*\[case\]")
STYLES = {"title": "bold", "heading": f"bold {ACCENT}", "lead": "bold", "foot": "dim"}


def paper(document: Document, *, for_patient: bool) -> Page:
    """The paper of an answer, for the one or the other reader."""
    return patient_page(document) if for_patient else clinician_page(document)


def on_terminal(page: Page) -> Iterator[RenderableType]:
    """A paper as printable lines."""
    for style, line in plain(page):
        above = 1 if style in ("heading", "title") else 0
        yield Padding(Text(line, style=STYLES.get(style, "")), (above, 0, 0, 0))


def as_pdf(page: Page, sheet: str, *, tight: bool = False) -> bytes:
    """The paper as PDF on the sheet named."""
    try:
        size = Sheet(sheet.lower())
    except ValueError as error:
        names = ", ".join(Sheet)
        raise BadInput(f"--paper {sheet}: no such paper; there are: {names}") from error
    return pdf(page, sheet=size, tight=tight)


def card_pdf(document: Document, clinic: Clinic, sheet: str) -> bytes:
    """The aftercare card; raises NoPlan where there is none."""
    return as_pdf(card(document, clinic), sheet, tight=True)


def consent_pdf(document: Document, clinic: Clinic, sheet: str) -> bytes:
    """The sheet to read before deciding; raises NoPlan where there is none."""
    return as_pdf(consent(document, clinic), sheet)


def as_calendar(document: Document) -> bytes:
    """The calendar file; raises NoPlan where there is none."""
    return calendar_file(document)


def as_html(page: Page) -> bytes:
    """The paper as one HTML file."""
    return html(page).encode()


def write(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write files whole or not at all; OSError says which of them cannot be written, and why."""
    targets = [path.resolve() for path, _ in files]
    if len(set(targets)) < len(targets):
        raise BadInput(f"{files[0][0]} is named twice; give each paper a file of its own")
    for target, (path, _) in zip(targets, files, strict=True):
        if _is_a_case(target):
            raise BadInput(f"{path} holds a case or its records; name another file for the paper")
        if path.is_dir():
            raise OSError(EISDIR, f"{path} is a folder; name a file")
        if not path.parent.is_dir():
            raise OSError(ENOENT, f"{path}: there is no folder {path.parent}; make it first")
    for target, (path, content) in zip(targets, files, strict=True):
        try:
            _replace(target, content)
        except OSError as error:
            raise OSError(error.errno, f"{path}: {error.strerror}") from error


def _is_a_case(path: Path) -> bool:
    """Whether a file holds what somebody filled in, whatever it is called."""
    if path.suffix.lower() == ".toml":
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return CASE.search(file.read(LARGEST_BYTES)) is not None


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file first, then into its place, so that none is ever half there."""
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
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
