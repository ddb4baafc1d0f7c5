"""What consents ask the science: the sheet, and the signed paper; the only file here to know it."""

import hashlib
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from percuta.papers.consent import COSTS, TEST_COSTS, TO_BUY
from percuta.papers.consent import consent as information
from percuta.papers.foot import NO_DEVICE
from percuta.papers.handouts import Clinic, NoPlan
from percuta.papers.page import Block, Box, Bullets, Lines, Page, Section, Table, Text
from percuta.papers.patient import DECIDES
from percuta.papers.pdf import pdf
from percuta.papers.picture import Picture
from percuta.report.document import Document
from percuta.report.versions import percuta_version, rule_set_digest
from percuta_clinic.consent.paper import Part, Signed
from percuta_clinic.consent.signatures import HEIGHT, WIDTH
from percuta_clinic.premises.models import Clinic as Here

SheetJson = dict[str, Any]
ASK_US = "not filled in; ask us before you sign"
COST_LINES = COSTS  # price of one visit, of all visits, and what else has to be bought
TEST_COST_LINES = TEST_COSTS  # price of a test, and what else has to be bought
_LEFT_OUT = (TO_BUY,)  # where a clinic has not filled it in
_DECISION, _OWN = "Your decision", "My own questions"
_BLOCKS: Mapping[str, type[Block]] = {
    "text": Text,
    "bullets": Bullets,
    "table": Table,
    "box": Box,
    "lines": Lines,
    "picture": Picture,
}


class NothingToSay(Exception):
    """There is no plan yet, and so nothing to inform about."""


class NotASheet(ValueError):
    """What was kept cannot be read as a sheet."""


def sheet(
    document: Document,
    clinic: Here,
    filled: Mapping[str, str] | None = None,
    *,
    minutes: int | None = None,
    test_area: bool = False,
) -> SheetJson:
    """The information for one plan as plain data; ``filled`` says what belongs on its lines.

    ``minutes`` are those kept for the visit; ``test_area``: only a small place is tried in it.
    """
    try:
        here = Clinic(name=clinic.name, phone=clinic.phone)
        page = information(document, here, kept=minutes, test_area=test_area)
    except NoPlan as why:
        raise NothingToSay(str(why)) from why
    known = filled or {}
    sections = [
        Section(
            title=one.title, blocks=tuple(_on_screen(block, known) for block in _read_only(one))
        )
        for one in page.sections
    ]
    told: SheetJson = msgspec.to_builtins(
        Page(
            title=page.title,
            subtitle=page.subtitle,
            sections=tuple(one for one in sections if one.blocks),
            foot=page.foot,
            for_patient=True,
        )
    )
    return told


def _read_only(section: Section) -> list[Block]:
    """Without the lines to sign on: signing is done on the page that follows."""
    if section.title == _DECISION:
        return [Text(text=DECIDES)]
    return [b for b in section.blocks if not (isinstance(b, Lines) and _OWN in b.labels)]


def _on_screen(block: Block, filled: Mapping[str, str]) -> Block:
    if not isinstance(block, Lines):
        return block
    told = [(label, filled.get(label, "")) for label in block.labels]
    return Bullets(
        items=tuple((label, words or ASK_US) for label, words in told if words or _is_owed(label))
    )


def _is_owed(label: str) -> bool:
    """Whether a line stays to be asked about where nobody has filled it in."""
    return label not in _LEFT_OUT


def sheet_digest(told: SheetJson | None) -> str:
    """The fingerprint of a sheet; empty where there is none."""
    if told is None:
        return ""
    return hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()


def page_of(told: SheetJson) -> Page:
    """A sheet as it was kept. Raises NotASheet."""
    try:
        sections = tuple(
            Section(title=str(one["title"]), blocks=tuple(_block(b) for b in one["blocks"]))
            for one in told["sections"]
        )
        title, subtitle, foot = (str(told[name]) for name in ("title", "subtitle", "foot"))
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        raise NotASheet("This sheet cannot be read.") from error
    return Page(title=title, subtitle=subtitle, sections=sections, foot=foot, for_patient=True)


def _block(told: Mapping[str, Any]) -> Block:
    return msgspec.convert(dict(told), _BLOCKS[told["kind"]], strict=True)


def signed_paper(signed: Signed) -> bytes:
    """The PDF of a signed consent; the same facts give the same bytes."""
    told = page_of(signed.sheet) if signed.sheet is not None else None
    front = [section_of(part) for part in signed.parts]
    about = [
        Section(title=f"{one.title} (from the sheet)", blocks=one.blocks)
        for one in (told.sections if told is not None else ())
    ]
    page = Page(
        title=signed.title,
        subtitle=signed.subtitle,
        sections=(*front, _signature(signed), *about),
        foot=_foot(signed, told),
        for_patient=True,
    )
    return pdf(page)


def section_of(part: Part) -> Section:
    """A part of a paper as the papers know it."""
    blocks: list[Block] = [Text(text=words) for words in part.paragraphs]
    if part.facts:
        blocks.append(Bullets(items=part.facts))
    if part.rows:
        blocks.append(
            Table(head=part.head, rows=part.rows, widths=(3, 1) if part.short else (1, 1))
        )
    return Section(title=part.title, blocks=tuple(blocks))


def _signature(signed: Signed) -> Section:
    return signature_of(signed.path, words=signed.signature_words)


def signature_of(path: str, *, words: str) -> Section:
    """A signature on paper: drawn where there is a path, and in words."""
    drawn = [Picture(svg=_svg(path, words), words=words)] if path else []
    return Section(title="Signature", blocks=(*drawn, Text(text=words)))


def _svg(path: str, words: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f"aria-label={quoteattr(words)}><path d={quoteattr(path)} "
        'fill="none" stroke="#1f2937" stroke-width="3" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )


def _foot(signed: Signed, told: Page | None) -> str:
    if told is not None:
        return f"{signed.foot} · {told.foot}"
    made = f"Percuta {percuta_version()} · rule set {rule_set_digest()}"
    return f"{signed.foot} · {made} · {NO_DEVICE}"
