"""What goes with a plan, as typed records: each in plain and in precise words, with sources."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source


class Does(StrEnum):
    """What a piece of advice asks for."""

    DO = "do"
    AVOID = "avoid"
    ASK = "ask"


class Urgency(StrEnum):
    """How fast help is needed."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One thing to do or to leave. Hours count from the end of needling, below 0 before it.

    ``parameters`` are the other numbers its words or its day rest on. ``come`` is whether the
    person comes to the clinic for it; None where that is no question.
    """

    key: str
    topic: str
    does: Does
    patient: str
    clinician: str
    sources: tuple[Source, ...]
    from_hour: Parameter | None = None
    to_hour: Parameter | None = None
    status: Status = Status.MEASURED
    days: tuple[date, ...] = ()
    disagreement: Disagreement | None = None
    parameters: tuple[Parameter, ...] = ()
    come: bool | None = None

    @property
    def numbers(self) -> tuple[Parameter, ...]:
        """Every number behind it, its hours first."""
        ends = (self.from_hour, self.to_hour)
        return (*(hour for hour in ends if hour is not None), *self.parameters)


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """One sign of healing: usual to ``to_day``, reported to ``latest_day`` at the most."""

    key: str
    sign: str
    to_day: Parameter
    latest_day: Parameter | None
    patient: str
    clinician: str
    sure: str
    sources: tuple[Source, ...]
    from_day: int = 0
    parameters: tuple[Parameter, ...] = ()

    @property
    def numbers(self) -> tuple[Parameter, ...]:
        """Every number behind it, its days first."""
        days = (self.to_day, self.latest_day)
        return (*(day for day in days if day is not None), *self.parameters)


@dataclass(frozen=True, kw_only=True)
class Count:
    """People with an effect among those watched; a rate alone where no count was printed."""

    text: str
    who: str
    source: Source
    events: int | None = None
    people: int | None = None

    def __post_init__(self) -> None:
        """Refuse a count of more people than were there."""
        known = self.events is not None and self.people is not None
        if known and not 0 <= (self.events or 0) <= (self.people or 0):
            raise ValueError(f"{self.text}: {self.events} of {self.people} people cannot be")


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One unwanted effect, with every count read for it."""

    key: str
    effect: str
    patient: str
    clinician: str
    counts: tuple[Count, ...] = ()
    sources: tuple[Source, ...] = ()
    status: Status = Status.MEASURED


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Signs that call for help, how fast, and what to do."""

    key: str
    urgency: Urgency
    signs: tuple[str, ...]
    patient: str
    clinician: str
    sources: tuple[Source, ...]
    from_day: Parameter | None = None
    to_day: Parameter | None = None
    status: Status = Status.DERIVED
    parameters: tuple[Parameter, ...] = ()

    @property
    def numbers(self) -> tuple[Parameter, ...]:
        """Every number behind it, its days first."""
        days = (self.from_day, self.to_day)
        return (*(day for day in days if day is not None), *self.parameters)


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """Another treatment beside needling. Spans are published ones, never a promise."""

    treatment: str
    downtime: str
    sessions: str
    pigment: str
    grade: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something said in plain and in precise words."""

    key: str
    patient: str
    clinician: str
    sources: tuple[Source, ...]
    status: Status = Status.MEASURED


@dataclass(frozen=True, kw_only=True)
class Care:
    """Everything that goes with one plan."""

    preparation: tuple[Advice, ...]
    during: tuple[Advice, ...]
    aftercare: tuple[Advice, ...]
    expect: tuple[Expectation, ...]
    effects: tuple[Effect, ...]
    flags: tuple[Flag, ...]
    follow_up: tuple[Advice, ...]
    alternatives: tuple[Alternative, ...]
    unknown: tuple[Said, ...]
    stop: Said
    disagreements: tuple[Disagreement, ...] = field(default=())
