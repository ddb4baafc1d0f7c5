"""What follows from new events by itself: incidents that open, and conflicts that close."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from percuta_clinic.people.models import Account
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.incidents import incident_close, incident_open
from percuta_clinic.treatment.models import Event, Incident, Kind, Session
from percuta_clinic.treatment.slot_words import slot_words
from percuta_clinic.treatment.stream import folded_of

_OF_A_SLOT = "conflict:"
_LOG = logging.getLogger(__name__)
# What follows from entries, as whoever looks by hand has to know it.
FOLLOWS: dict[str, str] = {
    "conflicts": "whether two tablets say different things",
    "settled": "closing where two tablets had said different things",
    "late_followed": "an incident for what came after the signing",
    "problem_followed": "an incident for a problem",
    "use_followed": "whether a cartridge or a lot may be used",
    "needled_beyond": "whether the depth or the passes are beyond a limit",
    "stopped_beyond": "whether needling went on beyond a limit",
    "numbed_beyond": "whether the numbing cream is beyond a limit",
}


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
    """Does what follows from ``new``; all of it is in the stream already.

    What cannot be carried out is taken back alone and becomes an incident: no entry is lost by it.
    """
    newest = new[-1]
    found = folded_of(session)
    _carried_out(partial(_conflicts, found, by=by, session=session), by=by, of=newest)
    _carried_out(partial(_settled, found, by=by, session=session), by=by, of=newest)
    for event in new:
        news = News(by=by, session=session, event=event, found=found)
        for done, starts in OF_EVENTS.items():
            if event.slot.startswith(starts):
                _carried_out(partial(done, news), by=by, of=event)


def _carried_out(step: partial[None], *, by: Account, of: Event) -> None:
    name = step.func.__name__.lstrip("_")
    try:
        with transaction.atomic():
            step()
    except Exception:
        _LOG.exception("%s could not be carried out after event %s", name, of.pk)
        what = FOLLOWS.get(name, name.replace("_", " "))
        words = (
            f"An entry of “{slot_words(of.slot)}” is kept, and what follows from it could not be "
            f"carried out: {what}. Check limits, stock and incidents of this session by hand; "
            "tell support."
        )
        cause = f"undone:{name}:{of.pk}"
        incident_open(by=by, session=of.session, cause=cause, kind=Kind.UNDONE, words=words)


def _conflicts(found: Folded, *, by: Account, session: Session) -> None:
    told = {_slot_of(one) for one in _open_conflicts(session)}
    for slot, events in found.conflicts.items():
        if slot in told:  # one that more entries came to is still the same
            continue
        cause = f"{_OF_A_SLOT}{slot}:{min(str(one.id) for one in events)}"
        about = slot_words(slot)
        words = f"Two tablets say different things of “{about}”. Choose which one is right."
        incident_open(by=by, session=session, cause=cause, kind=Kind.CONFLICT, words=words)


def _settled(found: Folded, *, by: Account, session: Session) -> None:
    """A conflict that somebody chose in is over, and so is one whose entries came to the same."""
    for incident in _open_conflicts(session):
        slot = _slot_of(incident)
        if slot not in found.conflicts and (said := found.said(slot)) is not None:
            alone = len(found.standing[slot]) == 1
            chose = f"{said.by_name} chose which entry is right."
            words = chose if alone else "The entries say the same now; nobody had to choose."
            incident_close(by=by, incident=incident, words=words)


def _slot_of(incident: Incident) -> str:
    return incident.cause.removeprefix(_OF_A_SLOT).rpartition(":")[0]


def _open_conflicts(session: Session) -> Iterable[Incident]:
    rows = Incident.objects.filter(session=session, kind=Kind.CONFLICT, closed_at=None)
    return rows.filter(cause__startswith=_OF_A_SLOT)
