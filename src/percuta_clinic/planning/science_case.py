"""The case a plan was made from: kept in its document, written as a file others can plan from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from percuta.casefile.case import Case
from percuta.casefile.problems import CaseFileError
from percuta.casefile.reader import parse_case
from percuta.casefile.toml_text import case_text
from percuta.casefile.writer import case_table
from percuta.evidence.errors import EvidenceError
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.report.build import build_document
from percuta.report.document import Document
from percuta.screening.screen import Verdict, screen
from percuta_clinic.planning.science_numbers import numbers_in

KEPT = "case"  # under which a document of the clinic keeps it
SAME = "Read by this version of Percuta, it gives the numbers of the plan."
MIND = (
    "It names nobody, and still holds facts of one person's health: keep it as you keep a record."
)


def with_case(document: Document, request: Request) -> Document:
    """The document with the case that it answers, so that it can be made again years later."""
    made = document.made_by
    case = made.case | {KEPT: case_table(_planned(document, request), named=False)}
    return replace(document, made_by=replace(made, case=case))


def _planned(document: Document, request: Request) -> Request:
    """The request without zones that a doctor held back, which no case file can say."""
    left = {one.zone for one in document.zones if one.verdict is Verdict.PLAN}
    treatable = set(screen(request.situation, request.zones).treatable)
    if treatable <= left:
        return request
    narrow = [replace(c, zones=tuple(z for z in c.zones if z in left)) for c in request.concerns]
    concerns = tuple(one for one in narrow if one.zones)
    return replace(request, concerns=concerns, choice=request.choice.within(left))


def case_of(document: Document) -> Mapping[str, Any]:
    """The case that a document of the clinic kept; empty where it kept none."""
    found = document.made_by.case.get(KEPT, {})
    return found if isinstance(found, Mapping) else {}


def case_written(document: Document, *, about: str) -> str:
    """The case as TOML, with a word on whether it gives the same numbers here."""
    table = case_of(document)
    differs = _differs(document, case_text(table))
    return case_text(table, remark="\n".join((about, MIND, differs or SAME)))


def _differs(document: Document, text: str) -> str:
    """What comes out otherwise when the case is planned here; empty where nothing does."""
    try:
        case = parse_case(text, "case.toml")
        again = made_again(case)
    except (CaseFileError, EvidenceError) as why:
        return f"This version of Percuta cannot plan it: {why}"
    found, kept = numbers_of(again), numbers_of(document)
    other = [path for path in dict.fromkeys((*kept, *found)) if found.get(path) != kept.get(path)]
    if not other:
        return ""
    return (
        f"Here runs another science than the one that made the plan: {len(other)} of {len(kept)} "
        f"numbers come out otherwise, first {other[0]}: {kept.get(other[0], 'none')} in the plan, "
        f"{found.get(other[0], 'none')} here."
    )


def made_again(case: Case) -> Document:
    """The document of a case, as the command line makes it."""
    return build_document(case, propose(case.request))


def numbers_of(document: Document) -> dict[str, str]:
    """Every number of a document in words, by path."""
    return {path: one.value for path, one in numbers_in(document.plan, None).items()}
