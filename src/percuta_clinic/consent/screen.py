"""A consent as a page shows it: the sheet in parts, the statements with what is ticked so far."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from percuta_clinic.consent.models import Kind, Level, Offer
from percuta_clinic.consent.signing import Signing
from percuta_clinic.people.access import NotYours

STATEMENT, LEVEL = "s-", "l-"
PLAIN = ("name", "typed", "no_answer_needed", "name_differs")


def sheet_parts(offer: Offer) -> list[dict[str, Any]]:
    """Every section of the sheet; cells know their heads, pictures their numbers."""
    return parts_of(offer.sheet["sections"] if offer.sheet else ())


def parts_of(sections: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Sections of any paper, as a page shows them."""
    pictures = iter(range(len(drawings_in(sections))))
    return [
        {"title": one["title"], "blocks": [_block(b, pictures) for b in one["blocks"]]}
        for one in sections
    ]


def _block(block: Mapping[str, Any], pictures: Iterator[int]) -> dict[str, Any]:
    kind = block["kind"]
    if kind == "table":
        rows = [list(zip(block["head"], row, strict=False)) for row in block["rows"]]
        return {"kind": kind, "head": block["head"], "lines": rows}
    if kind == "picture":
        return {"kind": kind, "words": block["words"], "number": next(pictures)}
    return dict(block)


def pictures_of(offer: Offer) -> list[str]:
    """The drawings of the sheet, in order."""
    return drawings_in(offer.sheet["sections"] if offer.sheet else ())


def drawings_in(sections: Sequence[Mapping[str, Any]]) -> list[str]:
    """The drawings of some sections, in order."""
    return [b["svg"] for one in sections for b in one["blocks"] if b["kind"] == "picture"]


def picture_of(offer: Offer, number: int) -> str:
    """One drawing of the sheet."""
    found = pictures_of(offer)
    if number >= len(found):
        raise NotYours("There is no such picture.")
    return found[number]


def asked(
    offer: Offer, values: Mapping[str, str], wrong: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Everything to tick or to answer, with what is given so far and what is wrong with it."""
    rows = [(f"{STATEMENT}{one['key']}", one) for one in offer.text.statements]
    if offer.kind == Kind.PHOTOS:
        rows += [
            (f"{LEVEL}{one.value}", {"text": one.label, "kind": "choice", "required": True})
            for one in Level
        ]
    return [
        {**one, "name": name, "given": values.get(name, ""), "wrong": wrong.get(name, "")}
        for name, one in rows
    ]


def signing_of(offer: Offer, sent: Mapping[str, str]) -> Signing:
    """What a form sent; it is checked when it is signed."""
    return Signing(
        seen=_key(sent.get("seen", "")),
        answers={
            one["key"]: sent.get(f"{STATEMENT}{one['key']}", "") for one in offer.text.statements
        },
        levels={one.value: sent.get(f"{LEVEL}{one.value}", "") for one in Level},
        name=sent.get("name", "").replace("\0", ""),
        drawn=sent.get("drawn", ""),
        typed=sent.get("typed", "").replace("\0", ""),
        no_answer_needed=sent.get("no_answer_needed") == "yes",
        name_differs=sent.get("name_differs") == "yes",
    )


def typed_of(offer: Offer, sent: Mapping[str, str]) -> dict[str, str]:
    """What is worth keeping while it is typed; a drawn name never is."""
    names = {one["name"] for one in asked(offer, {}, {})} | {*PLAIN, "question"}
    return {name: sent[name] for name in sorted(names) if sent.get(name)}


def drawn_of(sent: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    """A drawn name to be put back into the form, if it is one."""
    return "" if "drawn" in wrong else sent.get("drawn", "")


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return UUID(int=0)
