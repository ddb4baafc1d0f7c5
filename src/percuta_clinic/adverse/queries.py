"""Reading events: which there are, what is due, and each with its history in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from percuta_clinic.adverse.access import events_in_sight
from percuta_clinic.adverse.models import AdverseEvent, EventNote
from percuta_clinic.adverse.science import (
    outcome_words,
    relation_words,
    serious_words,
    severity_words,
    term_words,
)
from percuta_clinic.adverse.used import device_in_words, lot_in_words
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Incident

SHOWS = ("open", "due", "closed", "all")
NOT_KNOWN, NOBODY = "not known", ""


def events_list(account: Account, *, show: str, day: date) -> QuerySet[AdverseEvent]:
    """Open ones first, the next follow-up first among them, then the newest."""
    rows = events_in_sight(account)
    if show == "open":
        rows = rows.filter(closed_at=None)
    elif show == "due":
        rows = rows.filter(closed_at=None, follow_up_on__lte=day)
    elif show == "closed":
        rows = rows.exclude(closed_at=None)
    first = Case(When(closed_at=None, then=Value(0)), default=Value(1))
    return rows.order_by(first, F("follow_up_on").asc(nulls_last=True), "-opened_at", "-pk")


def events_of(patient: Patient) -> QuerySet[AdverseEvent]:
    """Those of one patient, open ones first."""
    first = Case(When(closed_at=None, then=Value(0)), default=Value(1))
    return AdverseEvent.objects.filter(patient=patient).order_by(first, "-opened_at", "-pk")


def event_of(incident: Incident) -> AdverseEvent | None:
    """The event that an incident opened or belongs to."""
    return AdverseEvent.objects.filter(incidents__incident=incident).first()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One note of an event as it is read."""

    at: datetime
    what: str
    words: str
    why: str
    by_name: str
    facts: tuple[tuple[str, str], ...]


def history_of(event: AdverseEvent) -> list[Line]:
    """Everything that was written about it, in its order."""
    return [
        Line(
            at=note.at,
            what=note.get_what_display(),
            words=note.words,
            why=note.why,
            by_name=note.by_name,
            facts=tuple(_facts(note)),
        )
        for note in event.notes.all()
    ]


def _facts(note: EventNote) -> Iterator[tuple[str, str]]:
    """What a note set; of what it put right also what stood there."""
    before = note.told.get("before", {})
    for name, value in note.told.items():
        if name not in LABELS:
            continue
        words = fact_words(name, value)
        was = f" (before: {fact_words(name, before[name])})" if name in before else ""
        yield LABELS[name], f"{words}{was}"


LABELS: Mapping[str, str] = {
    "term": "What",
    "severity": "Severity",
    "serious": "Serious",
    "relation": "Through the treatment",
    "zone": "Where",
    "onset_on": "Began",
    "outcome": "How it stands",
    "follow_up_on": "Next look",
    "device": "Device",
    "lots": "Lots",
}


def fact_words(name: str, value: Any) -> str:
    """A value of an event in words; what nobody said is not known."""
    if name in ("onset_on", "follow_up_on"):
        day = date.fromisoformat(value) if value else None
        nothing = "no day set" if name == "follow_up_on" else NOT_KNOWN
        return f"{day.day} {day:%B %Y}" if day else nothing
    if name == "lots":
        return "; ".join(map(lot_in_words, value)) or NOT_KNOWN
    return _WORDS[name](value) or NOT_KNOWN


_WORDS: Mapping[str, Any] = {
    "term": term_words,
    "severity": severity_words,
    "serious": serious_words,
    "relation": relation_words,
    "zone": place_words,
    "outcome": outcome_words,
    "device": device_in_words,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An event in the words of a list or a head."""

    event: AdverseEvent
    term: str
    severity: str
    relation: str
    serious: str
    outcome: str
    place: str
    device: str
    lots: tuple[tuple[str, str], ...]


def shown(event: AdverseEvent) -> Shown:
    """All of it in words."""
    return Shown(
        event=event,
        term=term_words(event.term),
        severity=severity_words(event.severity),
        relation=relation_words(event.relation) if event.relation else "not assessed yet",
        serious=serious_words(event.serious) if event.relation else "not assessed yet",
        outcome=outcome_words(event.outcome),
        place=place_words(event.zone) if event.zone else NOT_KNOWN,
        device=device_in_words(event.device) or NOT_KNOWN,
        lots=tuple((lot_in_words(one), one.get("sure", "")) for one in event.lots),
    )
