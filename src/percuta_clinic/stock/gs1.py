"""GS1 element strings, as scanners give them and as people read them."""

import re
from collections import Counter
from dataclasses import replace
from urllib.parse import parse_qsl, unquote

from biip import ParseConfig, ParseError
from biip.gs1_element_strings import GS1ElementStrings
from biip.gs1_messages import GS1Message

from percuta_clinic.stock.coded import NO_SUCH_DAY, NOT_READ, Code, day_of, year_of

GS = "\x1d"
WRONG_DIGIT = "The check digit of the article number is wrong. Read the code again."
TWICE = "This code says ({ai}) twice, differently. Type what the label says."
_SAYS_GS1 = re.compile(r"\](d2|Q3|C1|e0|J1)")
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9]")
_HUMAN = re.compile(r"\(\d{2,4}\)")
_PLAIN = re.compile(r"01\d{14}")
# What scanners type where a keyboard has no separator; none of these may stand in a value.
_SEPARATORS = re.compile(r"<GS>|\{GS\}|\[GS\]|\u241d|[|~^\x1e]")
_LINK = re.compile(r"https?://[^/?#]+(?:/[^?#]*?)?/(01/\d{8,14})(?=[/?#]|$)", re.IGNORECASE)
_CONFIG = ParseConfig(gs1_element_strings_verify_date=False)


def gs1_read(text: str) -> Code | None:
    """What a GS1 code says; None for what is none."""
    raw, text = text, text.strip(" \t\r\n")
    if link := _LINK.match(text):
        return _of_link(raw, text[link.start(1) :])
    says = _SAYS_GS1.match(text)
    text = _SEPARATORS.sub(GS, _SYMBOLOGY.sub("", text, count=1) if text[:1] == "]" else text)
    human = _HUMAN.match(text)
    if not text.isascii() or not (says or human or text.startswith(GS) or _PLAIN.match(text)):
        return None
    try:
        found = _parsed(text.strip(GS), human=bool(human))
    except (ParseError, ValueError, IndexError):
        return Code(system="text", raw=raw, flags=(NOT_READ.format(system="GS1"),))
    if twice := _twice(found):
        return Code(system="text", raw=raw, flags=(TWICE.format(ai=twice),))
    return _code(raw, found)


def _of_link(raw: str, text: str) -> Code:
    """A GS1 Digital Link: the same identifiers as parts of an address, in any order."""
    address, _, asked = text.partition("#")[0].partition("?")
    parts = [unquote(one) for one in address.strip("/").split("/")]
    found = [*zip(parts[::2], parts[1::2], strict=False), *parse_qsl(asked)]
    said = dict[str, str]()
    for ai, value in found:
        if said.setdefault(ai, value) != value:
            return Code(system="text", raw=raw, flags=(TWICE.format(ai=ai),))
    names = [ai for ai in ("01", "17", "10", "21") if ai in said]
    said["01"] = said["01"].zfill(14)
    read = gs1_read("".join(f"({ai}){said[ai]}" for ai in names))
    return replace(read or Code(system="text", raw=raw), raw=raw)


def _parsed(text: str, *, human: bool) -> GS1ElementStrings:
    if human:
        return GS1Message.parse_hri(text, config=_CONFIG).element_strings
    return GS1Message.parse(text, config=_CONFIG).element_strings


def _twice(found: GS1ElementStrings) -> str:
    """An identifier with two values; the same value again is allowed by GS1."""
    different = {(one.ai.ai, one.value) for one in found}
    counts = Counter(ai for ai, _ in sorted(different))
    return next((ai for ai, number in counts.items() if number > 1), "")


def _code(raw: str, found: GS1ElementStrings) -> Code:
    said = {one.ai.ai: one.value for one in found}
    errors = [one for one in found if one.ai.ai == "01" and one.gtin_error]
    flags = [WRONG_DIGIT] if errors else []
    until = said.get("17", "")
    expires = day_of(year_of(int(until[:2])), int(until[2:4]), int(until[4:])) if until else None
    if until and expires is None:
        flags.append(NO_SUCH_DAY)
    return Code(
        system="gs1",
        raw=raw,
        item=said.get("01", ""),
        lot=said.get("10", ""),
        expires=expires,
        serial=said.get("21", ""),
        flags=tuple(flags),
    )
