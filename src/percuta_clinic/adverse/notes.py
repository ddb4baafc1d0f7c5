"""Notes of an event: numbered, added, never changed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from percuta_clinic.adverse.models import AdverseEvent, EventNote, What
from percuta_clinic.audit.actor import Actor
from percuta_clinic.people.models import Account


def note_add(
    event: AdverseEvent,
    *,
    what: What,
    by: Actor,
    words: str = "",
    why: str = "",
    told: Mapping[str, Any] | None = None,
) -> EventNote:
    """Adds the next one; whoever calls holds the event."""
    last = event.notes.aggregate(last=Max("number"))["last"] or 0
    account = Account.objects.filter(pk=by.id).first() if by.id else None
    return EventNote.objects.create(
        event=event,
        number=last + 1,
        what=what,
        by=account,
        by_name=by.name[:120],
        words=words.strip()[:2000],
        why=why.strip()[:500],
        told=dict(told or {}),
    )
