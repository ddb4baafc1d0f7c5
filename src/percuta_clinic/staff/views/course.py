"""The words of each line of a course, ready to print: a long chart has to open at once."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils.timezone import localtime

from percuta_clinic.booking.course import Event
from percuta_clinic.booking.looks import sign, tone
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.clock import span
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.patients.models import Attachment, NoteText

Line = dict[str, Any]


def lines_of(events: list[Event], treated: Mapping[UUID, UUID]) -> list[Line]:
    """One line for each event, in the same order; ``treated`` are sessions by their visit."""
    return [
        {
            "kind": event.kind,
            "record": treated.get(event.row.pk) if event.kind == "visits" else None,
            **_LINES[event.kind](event.row),
        }
        for event in events
    ]


def day_of(day: date) -> str:
    """3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def moment_of(at: datetime) -> str:
    """3 May 2026, 14:03."""
    here = localtime(at)
    return f"{here.day} {here:%B %Y, %H:%M}"


def _visit(visit: Visit) -> Line:
    label, here = visit.state_words, localtime(visit.starts_at)
    return {
        "title": f"Visit: {visit.service.name}",
        "at": visit.starts_at.isoformat(),
        "when": f"{here.day} {here:%B %Y}, {span(here, localtime(visit.ends_at))}",
        "what": f"{visit.room.name} · {visit.specialist.name}",
        "word": label[:1].upper() + label[1:],
        "tone": tone(visit),
        "icon": sign(visit),
        "why": visit.why_cancelled,
        "who": f"Booked by {visit.made_by}, {moment_of(visit.made_at)}",
    }


def _note(note: Any) -> Line:
    first, *more = note.said
    return {
        "key": note.pk,
        "day": day_of(note.about),
        "first": _text(first),
        "more": [_text(text) for text in more],
    }


def _text(text: NoteText) -> Line:
    return {
        "text": text.text,
        "author": text.author_name,
        "at": text.signed_at.isoformat(),
        "when": moment_of(text.signed_at),
        "reason": text.reason,
    }


def _file(attachment: Attachment) -> Line:
    is_document = attachment.file.kind == "application/pdf"
    size = filesizeformat(attachment.file.size)
    who = f"Added by {attachment.added_by}"
    if attachment.removed_at:
        who += f", removed {moment_of(attachment.removed_at)}"
    return {
        "key": attachment.pk,
        "title": attachment.title,
        "at": attachment.added_at.isoformat(),
        "when": moment_of(attachment.added_at),
        "is_document": is_document,
        "size": f"PDF, {size}" if is_document else size,
        "removed": attachment.removed_at is not None,
        "why": attachment.removed_why,
        "who": who,
    }


def _message(message: Message) -> Line:
    icon, words = _became(message)
    return {
        "title": f"Message by {message.get_channel_display()}",
        "at": message.made_at.isoformat(),
        "when": moment_of(message.made_at),
        "what": message.subject or message.occasion,
        "icon": icon,
        "who": words,
    }


def _became(message: Message) -> tuple[str, str]:
    who = message.to_name
    if message.state == State.SENT:
        at = f", {moment_of(message.sent_at)}" if message.sent_at else ""
        return "check", f"Sent to {who}{at}"
    if message.state == State.WAITING:
        return "clock", f"Waiting, goes to {who} from {moment_of(message.due_at)}"
    if message.state == State.GIVEN_UP:
        return "octagon-x", f"Could not be sent to {who}"
    return "x", f"Cancelled, was for {who}"


_LINES: dict[str, Callable[[Any], Line]] = {
    "visits": _visit,
    "notes": _note,
    "files": _file,
    "messages": _message,
}
