"""The plain marks of a public text: headings, lists, bold words, links, numbers, tables.

Whatever is not one of these marks stays text. Pages show pieces, never HTML that was written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_PART = re.compile(r"\[\[([a-z-]+)\]\]")
_NUMBER = re.compile(r"\{([a-z_]+)\}")
_MARK = re.compile(r"\*\*(?P<strong>[^*\n]+)\*\*|\[(?P<words>[^\]\n]+)\]\((?P<url>[^)\s]+)\)")
_LINK = re.compile(r"https?://[^\s]+|/(?![/\\])[^\s\\]*|#[\w-]+")
_ITEM = re.compile(r"(?:[-*]|\d+[.)])\s+(?P<text>.+)")


@dataclass(frozen=True)
class Span:
    """Some words, perhaps strong, perhaps a link."""

    text: str
    strong: bool = False
    url: str = ""

    @property
    def leaves(self) -> bool:
        """Whether the link leads outside."""
        return self.url.startswith("http")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A heading, a paragraph, a list or a part that the science fills; ``kind`` says which."""

    kind: str
    spans: tuple[Span, ...] = ()
    items: tuple[tuple[Span, ...], ...] = ()
    name: str = ""


def blocks(text: str, numbers: Mapping[str, str]) -> list[Block]:
    """The pieces of a text, in order."""
    found = text.replace("\r\n", "\n").split("\n\n")
    return [one for piece in found if piece.strip() for one in _block(piece.strip(), numbers)]


def names_in(text: str) -> list[str]:
    """The numbers a text asks for, each once."""
    return list(dict.fromkeys(_NUMBER.findall(text)))


def parts_in(text: str) -> list[str]:
    """The tables and pictures a text asks for."""
    return _PART.findall(text)


def _block(piece: str, numbers: Mapping[str, str]) -> Iterator[Block]:
    first, _, rest = piece.partition("\n")
    if part := _PART.fullmatch(first.strip()):
        yield Block(kind="part", name=part[1])
    elif first.startswith("## "):
        yield Block(kind="heading", spans=_spans(first[3:], numbers), name=_anchor(first[3:]))
    elif first.startswith("### "):
        yield Block(kind="lower", spans=_spans(first[4:], numbers))
    else:
        yield _lines(piece, numbers)
        return
    if rest.strip():
        yield from _block(rest.strip(), numbers)


def _lines(piece: str, numbers: Mapping[str, str]) -> Block:
    lines = [line.strip() for line in piece.split("\n")]
    if not _ITEM.fullmatch(lines[0]):
        return Block(kind="words", spans=_spans(" ".join(lines), numbers))
    items: list[str] = []
    for line in lines:
        if found := _ITEM.fullmatch(line):
            items.append(found["text"])
        else:
            items[-1] += f" {line}"
    kind = "numbered" if lines[0][0].isdigit() else "list"
    return Block(kind=kind, items=tuple(_spans(item, numbers) for item in items))


def _anchor(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:60] or "part"


def _spans(text: str, numbers: Mapping[str, str]) -> tuple[Span, ...]:
    filled = _NUMBER.sub(lambda found: numbers.get(found[1], found[0]), text)
    return tuple(_marked(filled.replace(" %", "\N{NO-BREAK SPACE}%")))


def _marked(text: str) -> Iterator[Span]:
    end = 0
    for found in _MARK.finditer(text):
        if found["url"] and not _LINK.fullmatch(found["url"]):
            continue  # stays as it was typed
        if found.start() > end:
            yield Span(text[end : found.start()])
        yield Span(found["strong"] or found["words"], bool(found["strong"]), found["url"] or "")
        end = found.end()
    if end < len(text):
        yield Span(text[end:])


def plain(found: list[Block]) -> str:
    """The words alone, for feeds and for what machines read."""
    said = []
    for one in found:
        rows = (one.spans, *one.items)
        said += ["".join(span.text for span in row) for row in rows if row]
    return " ".join(said)
