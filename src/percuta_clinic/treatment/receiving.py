"""Events on their way into the stream: each is kept once, whole, and answered for by its id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.db import transaction
from msgspec import Meta

from percuta_clinic.people.models import Account
from percuta_clinic.treatment.consequences import follow
from percuta_clinic.treatment.heard import Heard, heard_in
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Event, Kind, Session
from percuta_clinic.treatment.problems import about_a_colleague
from percuta_clinic.treatment.vocabulary import Moment, refuse_no_time, why_not

MOST_AT_ONCE = 200
MOST_IN_ALL = 20_000
Count = Annotated[int, Meta(ge=1, le=1_000_000)]
_SAME = ("device", "n", "seen", "at", "doubt", "slot", "value", "said_by")


class Sent(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """One event as a tablet sends it."""

    id: UUID
    device: UUID
    n: Count
    seen: Annotated[dict[UUID, Count], Meta(max_length=50)]
    at: Moment
    by: UUID
    slot: Annotated[str, Meta(max_length=160)]
    value: Any
    doubt: Annotated[int, Meta(ge=0, le=10_000_000)] = 0

    def __post_init__(self) -> None:
        """Refuses a moment that no clock here tells."""
        refuse_no_time("at", self.at)


@dataclass(kw_only=True)
class Received:
    """What became of a batch; ``refused`` says of each id why."""

    accepted: list[str] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)


@transaction.atomic
def events_receive(*, by: Account, session: Session, sent: Iterable[Any]) -> Received:
    """Keeps what is new, in its order. What is clinically beyond a limit is kept like all else."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    found, new, heard = Received(), list[Event](), heard_in(session, by)
    for one in sent:
        _receive(one, heard=heard, found=found, new=new)
    if new:
        Session.objects.filter(pk=session.pk).update(last=session.last)
        follow(by=by, session=session, new=new)
    return found


def _receive(one: Any, *, heard: Heard, found: Received, new: list[Event]) -> None:
    session = heard.session
    name = str(one.get("id", ""))[:36] if isinstance(one, Mapping) else ""
    try:
        event = msgspec.convert(one, type=Sent)
    except msgspec.ValidationError as trouble:
        found.refused.append({"id": name, "code": "shape", "why": f"{trouble}."})
        return
    code, why = _refusal(event, heard)
    made = _event(event, heard)
    before = Event.objects.filter(pk=event.id).first()
    if before is not None:
        code, why = _met_before(before, made, by=heard.by)
    if why:
        found.refused.append({"id": name, "code": code, "why": why})
        return
    if before is None:
        session.last += 1
        made.save()
        heard.note(event)
        new.append(made)
    found.accepted.append(name)


def _event(sent: Sent, heard: Heard) -> Event:
    session = heard.session
    return Event(
        id=sent.id,
        session=session,
        number=session.last + 1,
        device=sent.device,
        n=sent.n,
        seen={str(device): n for device, n in sent.seen.items()},
        at=sent.at,
        doubt=sent.doubt,
        slot=sent.slot,
        value=sent.value,
        said_by=sent.by,
        by=heard.by,
        by_name=heard.told_by(sent),
        late=session.signed_at is not None,
    )


def _refusal(sent: Sent, heard: Heard) -> tuple[str, str]:
    session = heard.session
    if why := why_not(sent.slot, sent.value):
        return "value", why
    if why := about_a_colleague(session, sent.slot, sent.value):
        return "value", why
    if session.last >= MOST_IN_ALL:
        return "many", f"This session has {MOST_IN_ALL} entries; no session needs more."
    taken = Event.objects.filter(session=session, device=sent.device, n=sent.n)
    if taken.exclude(pk=sent.id).exists():
        return "n", f"Entry {sent.n} of this tablet is another one. Say it again as a new entry."
    return heard.refusal(sent)


def _met_before(before: Event, now: Event, *, by: Account) -> tuple[str, str]:
    """The same event again is no trouble; another one under its id is an incident."""
    same = before.session_id == now.session_id and all(
        getattr(before, name) == getattr(now, name) for name in _SAME
    )
    if same:
        return "", ""
    words = f"Two different entries came under one id; the second is not in the record: {now.slot}."
    session, cause = now.session, f"id:{now.pk}:{now.session_id}"
    incident_open(by=by, session=session, cause=cause, kind=Kind.CONFLICT, words=words)
    return "id", "Another entry came under this id before. Enter it again."
