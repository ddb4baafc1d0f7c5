"""The course of a patient: visits, notes, files and messages in one line, the newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, State, Visit
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Attachment, Note, Patient

PAGE = 30
KINDS = {
    "": "All",
    "visits": "Visits",
    "notes": "Notes",
    "files": "Files",
    "messages": "Messages",
}
_UNSEEN = ("body", "address", "trouble")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing in the line; ``row`` is a Visit, Note, Attachment or Message."""

    kind: str
    at: datetime
    row: Any

    @property
    def key(self) -> str:
        """Where a next page begins."""
        return f"{self.at.isoformat()}_{self.row.pk.hex}"


@dataclass(frozen=True)
class Course:
    """A page of events, and the key of the next page if there is one."""

    events: list[Event]
    older: str


def course_of(patient: Patient, *, kind: str = "", before: str = "") -> Course:
    """A page of the line of a patient whose chart is open, older than the key ``before``."""
    wanted = [kind] if kind in _SOURCES else list(_SOURCES)
    found = sorted(
        (event for name in wanted for event in _events(patient, name, before)),
        key=lambda event: (event.at, event.row.pk),
        reverse=True,
    )
    page = found[:PAGE]
    return Course(page, page[-1].key if len(found) > PAGE else "")


def next_visits(patient: Patient) -> list[Visit]:
    """Visits that are still to come or going on now, the soonest first."""
    found = patient.visits.filter(state__in=HOLDS, ends_at__gt=timezone.now())
    return list(found.select_related("service", "specialist", "room").order_by("starts_at")[:20])


def past_visits(patient: Patient) -> list[Visit]:
    """Visits that were, the newest first."""
    over = Q(starts_at__lte=timezone.now()) | ~Q(state__in=HOLDS)
    found = patient.visits.filter(over).exclude(state__in=HOLDS, ends_at__gt=timezone.now())
    return list(found.select_related("service", "specialist", "room").order_by("-starts_at")[:50])


def _visits(patient: Patient) -> QuerySet[Any]:
    shown = Q(starts_at__lte=timezone.now()) | Q(state=State.CANCELLED)
    rows = Visit.objects.filter(shown, patient=patient).annotate(when=F("starts_at"))
    return rows.select_related("service", "specialist", "room")


def _notes(patient: Patient) -> QuerySet[Any]:
    rows = Note.objects.filter(patient=patient).annotate(when=F("made_at"))
    return rows.prefetch_related("texts")


def _files(patient: Patient) -> QuerySet[Any]:
    rows = Attachment.objects.filter(patient=patient).annotate(when=F("added_at"))
    return rows.select_related("file")


def _messages(patient: Patient) -> QuerySet[Any]:
    rows = Message.objects.filter(patient_id=patient.pk).annotate(when=F("made_at"))
    return rows.defer(*_UNSEEN)


_SOURCES: dict[str, Callable[[Patient], QuerySet[Any]]] = {
    "visits": _visits,
    "notes": _notes,
    "files": _files,
    "messages": _messages,
}


def _events(patient: Patient, kind: str, before: str) -> Iterable[Event]:
    rows = _SOURCES[kind](patient)
    if place := _place(before):
        at, key = place
        rows = rows.filter(Q(when__lt=at) | Q(when=at, pk__lt=key))
    return [
        Event(kind=kind, at=row.when, row=row) for row in rows.order_by("-when", "-pk")[: PAGE + 1]
    ]


def _place(before: str) -> tuple[datetime, UUID] | None:
    at, _, key = before.partition("_")
    try:
        found = datetime.fromisoformat(at.replace(" ", "+"))
        return (found.astimezone(UTC), UUID(hex=key)) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
