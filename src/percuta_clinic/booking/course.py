"""The course of a patient: visits, notes, files and messages in one line, the newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import HOLDS, INSIDE, State, Visit
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Attachment, Note, NoteText, Patient

PAGE = 30
OVERRUN = timedelta(hours=12)  # a longer stay is one that nobody finished on the board
KINDS = {
    "": "All",
    "visits": "Visits",
    "notes": "Notes",
    "files": "Files",
    "messages": "Messages",
}
_UNSEEN = ("body", "calendar", "address", "trouble")


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
    now = timezone.now()
    return _NEXT.rows(patient=patient.pk, now=now, lately=now - OVERRUN)


def past_visits(patient: Patient) -> list[Visit]:
    """Visits that were, the newest first."""
    now = timezone.now()
    over = Q(starts_at__lte=now) | ~Q(state__in=HOLDS)
    found = patient.visits.filter(over).exclude(to_come_or_going_on(now))
    return list(found.select_related("service", "specialist", "room").order_by("-starts_at")[:50])


def to_come_or_going_on(now: Any, lately: Any = None) -> Q:
    """Visits that have not ended; who is in a room stays there beyond the time that was booked."""
    lately = lately or now - OVERRUN
    inside = Q(state__in=INSIDE, state_since__gt=lately)
    return Q(state__in=HOLDS, ends_at__gt=now) | inside


_WHOSE, _NOW = Slot("patient", UUID), Slot("now", datetime)
_NEXT: Prepared[Visit] = Prepared(
    lambda: (
        Visit.objects.filter(to_come_or_going_on(_NOW, Slot("lately", datetime)), patient=_WHOSE)
        .select_related("service", "specialist", "room")
        .order_by("starts_at")[:20]
    )
)


def _visits() -> QuerySet[Any]:
    shown = Q(starts_at__lte=_NOW) | Q(state=State.CANCELLED)
    rows = Visit.objects.filter(shown, patient=_WHOSE).annotate(when=F("starts_at"))
    return rows.select_related("service", "specialist", "room")


def _notes() -> QuerySet[Any]:
    return Note.objects.filter(patient=_WHOSE).annotate(when=F("made_at"))


def _files() -> QuerySet[Any]:
    rows = Attachment.objects.filter(patient=_WHOSE).annotate(when=F("added_at"))
    return rows.select_related("file")


def _messages() -> QuerySet[Any]:
    rows = Message.objects.filter(patient_id=_WHOSE).annotate(when=F("made_at"))
    return rows.defer(*_UNSEEN)


_SOURCES: dict[str, Callable[[], QuerySet[Any]]] = {
    "visits": _visits,
    "notes": _notes,
    "files": _files,
    "messages": _messages,
}


def _newest(kind: str) -> Callable[[], QuerySet[Any]]:
    return lambda: _SOURCES[kind]().order_by("-when", "-pk")[: PAGE + 1]


def _older(kind: str) -> Callable[[], QuerySet[Any]]:
    at, key = Slot("at", datetime), Slot("key", UUID)
    older = Q(when__lt=at) | Q(when=at, pk__lt=key)
    return lambda: _SOURCES[kind]().filter(older).order_by("-when", "-pk")[: PAGE + 1]


_NEWEST: dict[str, Prepared[Any]] = {kind: Prepared(_newest(kind)) for kind in _SOURCES}
_OLDER: dict[str, Prepared[Any]] = {kind: Prepared(_older(kind)) for kind in _SOURCES}
_TEXTS: Prepared[NoteText] = Prepared(
    lambda: NoteText.objects.filter(
        note__patient=_WHOSE, note__made_at__gte=Slot("first", datetime)
    ).order_by("number")
)


def _events(patient: Patient, kind: str, before: str) -> Iterable[Event]:
    asked: dict[str, Any] = {"patient": patient.pk, "now": timezone.now()}
    if place := _place(before):
        at, key = place
        rows = _OLDER[kind].rows(**asked, at=at, key=key)
    else:
        rows = _NEWEST[kind].rows(**asked)
    if kind == "notes":
        _add_texts(patient, rows)
    return [Event(kind=kind, at=row.when, row=row) for row in rows]


def _add_texts(patient: Patient, notes: list[Any]) -> None:
    """Gives each note its ``said``: the text that was signed, then the amendments."""
    for note in notes:
        note.said = []
    by_key = {note.pk: note for note in notes}
    texts = _TEXTS.rows(patient=patient.pk, first=notes[-1].made_at) if notes else []
    for text in texts:
        if text.note_id in by_key:
            by_key[text.note_id].said.append(text)


def _place(before: str) -> tuple[datetime, UUID] | None:
    at, _, key = before.partition("_")
    try:
        found = datetime.fromisoformat(at.replace(" ", "+"))
        return (found.astimezone(UTC), UUID(hex=key)) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
