"""The published form of what goes with a plan: before, during and after a session."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from percuta.evidence.parameter import Status


@dataclass(frozen=True, kw_only=True)
class AdviceDoc:
    """One thing to do, to leave or to ask about, with its hours.

    Hours count from the end of needling, before it below 0; None where the advice has no end.
    ``patient`` is plain, ``clinician`` precise. ``days`` are those of a follow-up, and
    ``come`` is whether the person comes to the clinic then; null where nobody said so.
    """

    key: str
    topic: str
    does: Literal["do", "avoid", "ask"]
    patient: str
    clinician: str
    status: Status
    from_hour: float | None = None
    to_hour: float | None = None
    days: tuple[date, ...] = ()
    sources: tuple[str, ...] = ()
    come: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ExpectDoc:
    """One sign of healing: days on which it is usual, the last day it was reported, how sure."""

    key: str
    sign: str
    from_day: int
    to_day: int
    latest_day: int | None
    patient: str
    clinician: str
    sure: str
    status: Status
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CountDoc:
    """People with an effect out of all who were watched; None where no count was printed."""

    text: str
    events: int | None
    people: int | None
    who: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EffectDoc:
    """One unwanted effect with the counts published for it."""

    key: str
    effect: str
    patient: str
    clinician: str
    status: Status
    counts: tuple[CountDoc, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FlagDoc:
    """Signs that call for help, how fast, and what to do."""

    key: str
    urgency: Literal["now", "today", "week"]
    signs: tuple[str, ...]
    patient: str
    clinician: str
    status: Status
    from_day: int | None = None
    to_day: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AlternativeDoc:
    """Another treatment beside needling: how long one sees it, how often, pigment."""

    treatment: str
    downtime: str
    sessions: str
    pigment: str
    grade: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SaidDoc:
    """Something said in plain and in precise words."""

    key: str
    patient: str
    clinician: str
    status: Status
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CareDoc:
    """Everything that goes with a plan, for the person as treated."""

    preparation: tuple[AdviceDoc, ...] = ()
    during: tuple[AdviceDoc, ...] = ()
    aftercare: tuple[AdviceDoc, ...] = ()
    expect: tuple[ExpectDoc, ...] = ()
    effects: tuple[EffectDoc, ...] = ()
    flags: tuple[FlagDoc, ...] = ()
    follow_up: tuple[AdviceDoc, ...] = ()
    alternatives: tuple[AlternativeDoc, ...] = ()
    unknown: tuple[SaidDoc, ...] = ()
    stop: SaidDoc | None = None
