"""The published form of what was set by people, and how far it may be moved: plain values."""

from dataclasses import dataclass
from datetime import date

from percuta.evidence.parameter import Status


@dataclass(frozen=True, kw_only=True)
class ChosenDoc:
    """That a clinician chose a number, and what was proposed instead; ``by`` may be empty."""

    by: str
    value: float | None
    low: float | None
    high: float | None
    why: str


@dataclass(frozen=True, kw_only=True)
class MovedDoc:
    """That the house protocol moved a number, and what the evidence says instead."""

    number: int
    by: str
    on: date
    reason: str
    value: float | None
    low: float | None
    high: float | None
    why: str


@dataclass(frozen=True, kw_only=True)
class BoundDoc:
    """One end of a range: where it lies, why, how sure and who says so."""

    value: float
    why: str
    status: Status
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RangeDoc:
    """How far a number may be moved, in multiples of ``step``.

    Nothing can be planned beyond an absolute bound. Beyond a recommended one, or beyond any of
    ``soft``, the soft walls of a depth, a doctor confirms. A null was set by no source read.
    """

    unit: str
    step: float
    absolute_low: BoundDoc
    absolute_high: BoundDoc
    recommended_low: BoundDoc | None
    recommended_high: BoundDoc | None
    soft: tuple[BoundDoc, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RangesDoc:
    """How far the numbers of a zone may be moved."""

    sessions: RangeDoc
    depth: RangeDoc
    passes: RangeDoc


@dataclass(frozen=True, kw_only=True)
class HouseDoc:
    """The house protocol a plan was made under."""

    number: int
    by: str
    on: date
    reason: str
