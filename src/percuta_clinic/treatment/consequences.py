"""What follows from new events by itself: incidents that open, and conflicts that close."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from percuta_clinic.people.models import Account
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.incidents import incident_close, incident_open
from percuta_clinic.treatment.models import Event, Incident, Kind, Session
from percuta_clinic.treatment.stream import folded_of

_OF_A_SLOT = "conflict:"


@dataclass(frozen=True, kw_only=True)
class News:
    """One new event, who sent it, and what its session comes to with all that came along."""

    by: Account
    session: Session
    event: Event
    found: Folded


# Further consequences of single events, with how their slots begin; each is done again unharmed.
Consequence = Callable[[News], None]
OF_EVENTS: dict[Consequence, tuple[str, ...]] = {}


def follow(*, by: Account, session: Session, new: Sequence[Event]) -> None:
    """Does what follows from ``new``; all of it is in the stream already."""
    found = folded_of(session)
    _conflicts(found, by=by, session=session)
    _settled(found, by=by, session=session)
    for event in new:
        if event.late:
            words = f"An entry came after the record was signed: {event.slot}. Amend the record."
            cause = f"late:{event.pk}"
            incident_open(by=by, session=session, cause=cause, kind=Kind.LATE, words=words)
        news = News(by=by, session=session, event=event, found=found)
        for done, starts in OF_EVENTS.items():
            if event.slot.startswith(starts):
                done(news)


def _conflicts(found: Folded, *, by: Account, session: Session) -> None:
    for slot, events in found.conflicts.items():
        cause = f"{_OF_A_SLOT}{slot}:{min(str(one.id) for one in events)}"
        words = f"Two tablets say different things of {slot}. Choose which one is right."
        incident_open(by=by, session=session, cause=cause, kind=Kind.CONFLICT, words=words)


def _settled(found: Folded, *, by: Account, session: Session) -> None:
    """A conflict that somebody chose in is over."""
    for incident in _open_conflicts(session):
        slot = incident.cause.removeprefix(_OF_A_SLOT).rpartition(":")[0]
        if slot not in found.conflicts and (said := found.said(slot)) is not None:
            words = f"{said.by_name} chose which entry is right."
            incident_close(by=by, incident=incident, words=words)


def _open_conflicts(session: Session) -> Iterable[Incident]:
    rows = Incident.objects.filter(session=session, kind=Kind.CONFLICT, closed_at=None)
    return rows.filter(cause__startswith=_OF_A_SLOT)
