"""What a published scale is: its version, its coding, who rates, and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from percuta.evidence.source import Source


class Better(StrEnum):
    """Which way is better."""

    LOWER = "lower is better"
    HIGHER = "higher is better"
    NEITHER = "neither is better"


class Rater(StrEnum):
    """Who rates."""

    CLINICIAN = "clinician"
    PATIENT = "patient"
    BOTH = "clinician or patient"
    INSTRUMENT = "instrument"


class NotOnScale(ValueError):
    """A value that a scale does not have."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One scale. With ``levels`` its values are these; else any from ``low`` to ``high``.

    ``caution`` names other codings in use and what the scale is not for; ``unread`` is what its
    authors here could not read of it.
    """

    key: str
    name: str
    version: str
    source: Source
    rater: Rater
    better: Better
    low: float
    high: float
    levels: Mapping[int, str] = field(default_factory=dict)
    caution: str = ""
    unread: str = ""

    def __post_init__(self) -> None:
        """Refuse a scale whose ends and levels do not fit together."""
        if self.levels and (min(self.levels), max(self.levels)) != (self.low, self.high):
            raise ValueError(f"scale {self.key!r}: levels do not end at {self.low} and {self.high}")
        if self.low >= self.high:
            raise ValueError(f"scale {self.key!r}: {self.low} is not below {self.high}")

    @property
    def to_mind(self) -> str:
        """All that stands in the way of reading too much into it."""
        return "; ".join(filter(None, (self.caution, self.unread)))

    @property
    def span(self) -> str:
        """Its values in words: ``1 to 4``."""
        return f"{self.low:g} to {self.high:g}"

    def allows(self, value: float) -> bool:
        """Whether the scale has this value."""
        return value in self.levels if self.levels else self.low <= value <= self.high

    def describe(self, value: float) -> str:
        """What a value says; raises NotOnScale where the scale has no such value."""
        if not self.allows(value):
            raise NotOnScale(f"{self.name} has {self.span}, not {value:g}")
        return self.levels[int(value)] if self.levels else f"of {self.span}, {self.better}"
