"""What rules return: a finding with its severity, reach, way out and sources."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from percuta.days import date_in_words
from percuta.evidence.parameter import Status
from percuta.evidence.source import Source


class Severity(StrEnum):
    """What a finding does. A stop is never overridden; a deferral can be, by a doctor."""

    STOP = "stop"
    DEFER = "defer"
    DOCTOR = "doctor"
    ASK = "ask"
    CAUTION = "caution"  # goes with the plan; a doctor confirms it before the first session
    INFORM = "inform"  # an instruction that goes with the plan

    @property
    def words(self) -> str:
        """The severity as people read it; the value is what programs read."""
        return "doctor decides" if self is Severity.DOCTOR else self.value

    @property
    def goes_with_plan(self) -> bool:
        """Whether a plan may stand beside it."""
        return self in (Severity.CAUTION, Severity.INFORM)


class Reach(StrEnum):
    """How far a finding reaches."""

    SPOT = "spot"  # leave the spot out, treat around it
    ZONE = "zone"
    PERSON = "person"
    NUMBING = "numbing"  # only the cream is affected, not the needling


@dataclass(frozen=True, kw_only=True)
class Until:
    """When a finding ends: on a day, or with an event that someone has to confirm."""

    on: date | None = None
    event: str = ""

    def __post_init__(self) -> None:
        """Refuse an end that is neither or both."""
        if (self.on is None) is not bool(self.event):
            raise ValueError("an end is a day or an event")

    def __str__(self) -> str:
        """The end in words, such as ``9 December 2026``."""
        return self.event if self.on is None else date_in_words(self.on)


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A doctor's word that what a rule finds does not hold treatment back, from one day to another.

    No zones means wherever the rule reaches.
    """

    rule: str
    by: str
    on: date
    until: date
    reason: str
    zones: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a decision that nobody made, that has no reason, or that ended before it began."""
        if not self.by.strip():
            raise ValueError(f"a decision on {self.rule}: name the doctor who decided")
        if not self.reason.strip():
            raise ValueError(f"a decision on {self.rule}: write down why")
        if self.until < self.on:
            raise ValueError(
                f"a decision on {self.rule}: it ends on {self.until}, before {self.on}"
            )

    def __str__(self) -> str:
        """Who decided, when, until when and why."""
        on, until = date_in_words(self.on), date_in_words(self.until)
        return f"{self.by} decided on {on}, until {until}: {self.reason}"

    def reaches(self, zone: str) -> bool:
        """Whether it is about this zone, by name or because it is about all."""
        return not self.zones or zone in self.zones


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule's word on a person or on some zones.

    ``patient`` is plain, ``clinician`` precise, ``hint`` the way out. ``asks`` holds the keys
    of the questions still open when the severity is ASK; ``urgent`` is what may not wait; ``over``
    is a wait that ends by the day of treatment. No decision lifts a wait before its ``floor``;
    ``decided`` is the decision that lifts it.
    """

    rule: str
    title: str
    severity: Severity
    reach: Reach
    patient: str
    clinician: str
    hint: str
    status: Status
    sources: tuple[Source, ...]
    zones: tuple[str, ...] = ()
    until: Until | None = None
    asks: tuple[str, ...] = ()
    urgent: str = ""
    over: bool = False
    floor: date | None = None
    decided: Decided | None = None

    def concerns(self, zone: str) -> bool:
        """Whether it reaches this zone: as its own, or as a word on the whole person."""
        return not self.zones or zone in self.zones
