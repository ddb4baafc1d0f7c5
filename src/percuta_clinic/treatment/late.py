"""What came after the signing: no part of the record, and read by whoever amends it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from percuta_clinic.booking.services import visit_needled
from percuta_clinic.treatment.consequences import News
from percuta_clinic.treatment.folding import fold
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.late_words import entry_words, when
from percuta_clinic.treatment.models import Event, Incident, Kind, Session
from percuta_clinic.treatment.problems import OF_STAFF
from percuta_clinic.treatment.stream import folded_of, said

CAUSE = "late:"
NOT_TOLD = "stage"  # which screen a tablet shows is nothing that happened to somebody
MOST = 300  # letters of one entry in the words of an incident; its page has them all


@dataclass(frozen=True, kw_only=True)
class Late:
    """One entry as it stands: what, when and by whom; ``doubt``: seconds it may be off."""

    at: datetime
    words: str
    by_name: str
    doubt: int


def late_entries(session: Session, *, since: int = 0, before: int | None = None) -> list[Late]:
    """What was entered after the signing, in the order of time, each thing as it stands now."""
    rows = _rows(session).filter(number__gte=since)
    rows = rows if before is None else rows.filter(number__lt=before)
    standing = fold(said(row) for row in rows).standing.values()
    found = folded_of(session, late=True)
    told = sorted((one for events in standing for one in events), key=lambda one: one.order)
    return [
        Late(at=one.at, words=entry_words(one, found), by_name=one.by_name, doubt=one.doubt)
        for one in told
    ]


def late_told(session: Session) -> list[dict[str, Any]]:
    """The same as tablets read it."""
    if session.signed_at is None:
        return []
    return [
        {"words": one.words, "by": one.by_name, "at": one.at.isoformat(timespec="milliseconds")}
        for one in late_entries(session)
    ]


def late_of(incident: Incident) -> list[Late]:
    """The entries of one incident: from its first to that of the next one."""
    starts = sorted(_starts(incident.session, incident.session.incidents.filter(kind=Kind.LATE)))
    own = list(_starts(incident.session, [incident]))
    if not own:
        return []
    later = [number for number in starts if number > own[0]]
    return late_entries(incident.session, since=own[0], before=later[0] if later else None)


def late_followed(news: News) -> None:
    """Opens an incident, which goes on to grow until somebody closes it."""
    session, event = news.session, news.event
    if not event.late or not _rows(session).filter(pk=event.pk).exists():
        return
    if event.slot.startswith("zone/"):
        visit_needled(session.visit, ())  # the record does not know of it: so anywhere
    if session.incidents.filter(kind=Kind.LATE, closed_at=None).exists():
        return
    one = said(event)
    told = entry_words(one, folded_of(session, late=True))
    told = told if len(told) <= MOST else f"{told[:MOST]}…"
    who = f"{one.by_name[:100]}, {when(one)}"
    words = f"Entered after the signing by {who}: {told}. Amend the record."
    cause = f"{CAUSE}{event.pk}"
    incident_open(by=news.by, session=session, cause=cause, kind=Kind.LATE, words=words)


def _rows(session: Session) -> QuerySet[Event]:
    """Late events of the patient; what happened to a colleague has its own incident."""
    rows = Event.objects.filter(session=session, late=True).exclude(slot=NOT_TOLD)
    for slot in _of_staff(session):
        rows = rows.exclude(slot=slot).exclude(slot__startswith=f"{slot}/")
    return rows.order_by("number")


def _of_staff(session: Session) -> Iterator[str]:
    began = Event.objects.filter(session=session, slot__startswith="problem/", value__kind=OF_STAFF)
    return iter(set(began.values_list("slot", flat=True)))


def _starts(session: Session, incidents: Iterable[Incident]) -> Iterator[int]:
    keys = [one.cause.removeprefix(CAUSE) for one in incidents if one.cause.startswith(CAUSE)]
    return iter(session.events.filter(pk__in=keys).values_list("number", flat=True))
