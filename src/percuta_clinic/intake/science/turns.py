"""A page numbers its saves: it never meets what it wrote itself, though no answer told it so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PAGE = re.compile("[0-9a-f]{16}", re.ASCII)
MOST_PAGES, MOST_UNHEARD = 20, 40

Turns = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One save of a page: which page it is, and how many it has sent."""

    page: str
    number: int


def is_overtaken(turns: Turns, turn: Turn | None) -> bool:
    """Whether the page has sent something later, which arrived before this."""
    return turn is not None and turn.number < turns.get(turn.page, {}).get("last", 0)


def written_by(turns: Turns, turn: Turn | None) -> frozenset[int]:
    """The versions that the page wrote and may not have heard of."""
    return frozenset(turns.get(turn.page, {}).get("wrote", ())) if turn else frozenset()


def noted(turns: Turns, turn: Turn, *, since: int, version: int | None) -> dict[str, Any]:
    """With this save, which wrote ``version`` or nothing; the page heard of all up to ``since``."""
    wrote = [one for one in written_by(turns, turn) if one > since]
    wrote = sorted({*wrote, *([version] if version else ())})[-MOST_UNHEARD:]
    others = {page: one for page, one in turns.items() if page != turn.page}
    late = sorted(others, key=lambda page: others[page]["at"])[-(MOST_PAGES - 1) :]
    now = {"last": turn.number, "wrote": wrote, "at": version or since}
    return {**{page: dict(others[page]) for page in late}, turn.page: now}
