"""The published form of a forecast: plain values, as ``percuta forecast --json`` prints them.

Parts run from 0 to 1; bands are five quantiles: 5, 25, 50, 75 and 95 of 100 virtual people.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from percuta.report.band import Band
from percuta.report.healing_doc import HealingDoc, PigmentDoc

NEAR = timedelta(days=3)  # half a week, rounded down


@dataclass(frozen=True, kw_only=True)
class TemperingDoc:
    """How virtual people were moved towards what was seen, where weights were not enough.

    In so many ``steps``; ``taken`` is the least part of moves taken in one of them; ``rare`` how
    many standard deviations from the middle of people they stand. ``weights_effective`` and
    ``weights_tail`` are what weights alone came to.
    """

    steps: int
    taken: float
    rare: float
    weights_effective: float
    weights_tail: float


@dataclass(frozen=True, kw_only=True)
class WeightDoc:
    """What a person's own observations did, and whether virtual people can be trusted after it.

    ``before`` is the band without them; ``from_people`` the part of its doubt that is left: 1
    without own observations. ``may_be_nothing`` where hope alone could have made them.
    ``tempering`` is None where people are weighed and not moved, as in documents kept from before.
    """

    observations: int
    before: Band
    effective: float
    tail: float
    trusted: bool
    from_people: float
    may_be_nothing: bool
    tempering: TemperingDoc | None = None


@dataclass(frozen=True, kw_only=True)
class CourseDoc:
    """One concern: how much of it may be gone, when, and how sure that is.

    Readings of the studies lie between ``measured_from`` and ``measured_until``.
    """

    concern: str
    name: str
    zones: tuple[str, ...]
    sessions: tuple[date, ...]
    days: tuple[date, ...]
    bands: tuple[Band, ...]
    measured_from: date
    measured_until: date
    at: date
    at_band: Band
    little: float
    quarter: float
    half: float
    by: str
    why_by: str
    studies: tuple[str, ...]
    notes: tuple[str, ...]
    people: int
    weight: WeightDoc

    @property
    def is_read(self) -> bool:
        """Whether trials looked on that day; they tell theirs in weeks, so some days count."""
        return self.measured_from - NEAR <= self.at <= self.measured_until + NEAR


@dataclass(frozen=True, kw_only=True)
class WordsDoc:
    """A concern that no number can be given for, and why."""

    concern: str
    name: str
    zones: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class ForecastDoc:
    """The whole forecast of one plan. The same case, day and seed give the same document."""

    format: Literal["percuta.forecast/1"]
    title: str
    at: date
    courses: tuple[CourseDoc, ...]
    words: tuple[WordsDoc, ...]
    healing: HealingDoc
    pigment: PigmentDoc
    unknown: tuple[str, ...]
    said: tuple[str, ...]
    unused: tuple[str, ...]
    seed: int
    fitted_on: str
    fit_version: int
    fit_data: str
    percuta: str
