"""What a limit says in the treatment room: the value found, the limit, why, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from percuta.evidence.parameter import Status
from percuta.evidence.source import Source


class Weight(StrEnum):
    """How much a notice weighs. Nothing that happened is refused; a wall that was passed is."""

    WALL = "wall"  # a label's limit, or a bound of ours that stands for one
    ASK = "ask"  # a missing answer: until it is there, nothing is counted as none
    ADVICE = "advice"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One word on what was found; ``about`` names cream, zone or person.

    ``value`` and ``bound`` are in ``unit``; None where there is nothing to compare, or where the
    value is not known.
    """

    key: str
    weight: Weight
    about: str
    found: str
    limit: str
    do: str
    status: Status
    sources: tuple[Source, ...] = ()
    value: float | None = None
    bound: float | None = None
    unit: str = ""
    zones: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The notice as one reads it out."""
        return f"{self.about}: {self.found}. {self.limit}. {self.do}"


WEIGHT_ORDER: Mapping[Weight, int] = MappingProxyType({one: n for n, one in enumerate(Weight)})


def heaviest_first(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Walls, then open questions, then advice; otherwise as they came."""
    return tuple(sorted(notices, key=lambda one: WEIGHT_ORDER[one.weight]))


def plain(notice: Notice) -> dict[str, Any]:
    """A notice as plain values, with the keys of its sources."""
    names = ("key", "about", "found", "limit", "do", "value", "bound", "unit")
    return {
        **{name: getattr(notice, name) for name in names},
        "severity": notice.weight.value,
        "status": notice.status.value,
        "sources": [source.key for source in notice.sources],
        "zones": list(notice.zones),
        "words": notice.words,
    }
