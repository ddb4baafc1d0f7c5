"""What is written about an event until it is closed; all is added, nothing overwritten."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.adverse.models import AdverseEvent, EventNote, EventPhoto, What
from percuta_clinic.adverse.notes import note_add
from percuta_clinic.adverse.opening import as_told, look_on, refuse_onset
from percuta_clinic.adverse.science import (
    ENDS,
    OUTCOMES,
    RELATIONS,
    SERIOUS,
    SEVERITIES,
    TERMS,
    relation_words,
    severity_words,
)
from percuta_clinic.adverse.tasks import task_of_event, tasks_done
from percuta_clinic.adverse.used import device_of, lots_of
from percuta_clinic.audit.services import record
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.models import Photo
from percuta_clinic.treatment.incidents import incident_close
from percuta_clinic.treatment.models import Session

AHEAD = timedelta(days=366)
AMENDABLE = ("term", "severity", "zone", "onset_on", "session")
GRAVE = frozenset({"term", "severity"})  # what a doctor assesses anew
IS_CLOSED = "It is closed. Open it again with a reason, then write."


@transaction.atomic
def event_follow(
    *, by: Account, event: AdverseEvent, words: str, outcome: str = "", next_on: date | None = None
) -> EventNote:
    """Adds how it stands today, and when somebody looks again; no open event is without a day."""
    require(by, Right.WRITE_NOTES)
    event = _held(event)
    _needs(event.is_open, IS_CLOSED)
    _needs(words, "Say how it stands: what was seen or told, and by whom.")
    _needs(not outcome or outcome in OUTCOMES, f"{outcome!r} is no outcome. Choose one.")
    _refuse_look(next_on)
    if outcome:
        event.outcome = outcome
    event.follow_up_on = next_on or look_on(event.severity)
    event.save(update_fields=["outcome", "follow_up_on"])
    told = as_told(event, ("follow_up_on",)) | ({"outcome": outcome} if outcome else {})
    made = note_add(event, what=What.FOLLOW_UP, by=by.actor, words=words, told=told)
    _log(by, event, "adverse.followed")
    return made


@transaction.atomic
def event_assess(
    *,
    by: Account,
    event: AdverseEvent,
    words: str,
    severity: str,
    relation: str,
    serious: Iterable[str] = (),
) -> EventNote:
    """A doctor says how bad it is and how likely it came through the treatment, by name."""
    require(by, Right.DECIDE_FINDINGS)
    event, criteria = _held(event), list(serious)
    _needs(event.is_open, IS_CLOSED)
    _needs(words, "Write the assessment: what it is, and what speaks for and against it.")
    _needs(severity in SEVERITIES, "Choose how severe it is.")
    _needs(relation in RELATIONS, "Choose how likely it came through the treatment.")
    _needs(set(criteria) <= set(SERIOUS), "Choose the criteria of seriousness from the list.")
    event.severity, event.relation, event.serious = severity, relation, criteria
    event.save(update_fields=["severity", "relation", "serious"])
    told = as_told(event, ("severity", "relation", "serious"))
    made = note_add(event, what=What.ASSESSED, by=by.actor, words=words, told=told)
    _log(by, event, "adverse.assessed")
    words = f"{severity_words(severity)}, {relation_words(relation)}"
    tasks_done(event, by=by, outcome=f"Assessed: {words}.")
    return made


@transaction.atomic
def event_amend(
    *, by: Account, event: AdverseEvent, changes: Mapping[str, Any], why: str
) -> EventNote:
    """Puts right what was said of it, with a reason; what stood there stays in its notes."""
    require(by, Right.WRITE_NOTES)
    event = _held(event)
    _needs(why, "Say why it is put right. It stays with the event.")
    changed = {name: changes[name] for name in AMENDABLE if name in changes}
    changed = {name: value for name, value in changed.items() if getattr(event, name) != value}
    _needs(changed, "Nothing is different. Change something, or leave it.")
    _refuse_changes(event, changed)
    before = as_told(event, tuple(name for name in changed if name != "session"))
    for name, value in changed.items():
        setattr(event, name, value)
    if "session" in changed:
        event.device, event.lots = device_of(event.session), lots_of(event.session)
    event.save(update_fields=[*changed, "device", "lots"])
    told = as_told(event, tuple(name for name in changed if name != "session"))
    told |= _session_told(event) if "session" in changed else {}
    made = note_add(event, what=What.AMENDED, by=by.actor, why=why, told=told | {"before": before})
    _log(by, event, "adverse.amended", fields=tuple(changed), reason=why)
    if GRAVE & changed.keys():
        task_of_event(event, by=by.actor)
    return made


def _refuse_changes(event: AdverseEvent, changed: Mapping[str, Any]) -> None:
    _needs(
        event.is_open or not GRAVE & changed.keys(),
        "The event is closed. Open it again first, then say how severe it is, or what it is.",
    )
    _needs(changed.get("term", event.term) in TERMS, "Choose a term of the list.")
    _needs(changed.get("severity", "") in ("", *SEVERITIES), "Choose a severity, or leave it open.")
    refuse_onset(changed.get("onset_on"))
    session = changed.get("session")
    if isinstance(session, Session) and session.patient_id != event.patient_id:
        raise ValidationError("That session is another patient's. Choose one of this patient.")


def _session_told(event: AdverseEvent) -> dict[str, Any]:
    session = str(event.session_id) if event.session_id else ""
    return {"session": session, "device": event.device, "lots": event.lots}


@transaction.atomic
def event_close(*, by: Account, event: AdverseEvent, outcome: str, words: str) -> EventNote:
    """Closes it: with an outcome, after a doctor's assessment. Its incidents close with it."""
    require(by, Right.DECIDE_FINDINGS)
    event = _held(event)
    _needs(event.is_open, "Somebody closed this event meanwhile.")
    _needs(outcome in ENDS, "Choose how it ended. While somebody is recovering, it stays open.")
    _needs(words, "Say why treatment may go on, or that it may not.")
    _needs(is_assessed(event), "A doctor's assessment is missing. Write it first, then close.")
    event.outcome, event.closed_at, event.follow_up_on = outcome, timezone.now(), None
    event.save(update_fields=["outcome", "closed_at", "follow_up_on"])
    told = {"outcome": outcome}
    made = note_add(event, what=What.CLOSED, by=by.actor, words=words, told=told)
    for link in event.incidents.filter(incident__closed_at=None).select_related("incident"):
        incident_close(by=by, incident=link.incident, words=words)
    _log(by, event, "adverse.closed", reason=words)
    tasks_done(event, by=by, outcome=f"The event is closed: {words}")
    return made


def is_assessed(event: AdverseEvent) -> bool:
    """Whether a doctor assessed it as it stands: since it was opened, or said to be otherwise."""
    for note in event.notes.order_by("-number"):
        if note.what == What.ASSESSED:
            return True
        if note.what == What.REOPENED or (note.what == What.AMENDED and GRAVE & note.told.keys()):
            return False
    return False


@transaction.atomic
def event_reopen(*, by: Account, event: AdverseEvent, why: str) -> EventNote:
    """Opens a closed event again: it holds the next session until a doctor assessed it anew."""
    require(by, Right.WRITE_NOTES)
    event = _held(event)
    _needs(not event.is_open, "It is open already.")
    _needs(why, "Say why it is opened again.")
    event.closed_at, event.follow_up_on = None, timezone.localdate()
    event.save(update_fields=["closed_at", "follow_up_on"])
    made = note_add(event, what=What.REOPENED, by=by.actor, why=why)
    _log(by, event, "adverse.reopened", reason=why)
    task_of_event(event, by=by.actor)
    return made


@transaction.atomic
def photo_link(*, by: Account, event: AdverseEvent, photo: Photo) -> EventPhoto:
    """Says that a photograph shows it; once."""
    require(by, Right.SEE_PHOTOS)
    event = _held(event)
    if photo.patient_id != event.patient_id:
        raise ValidationError("That photograph is another patient's.")
    found = EventPhoto.objects.filter(event=event, photo=photo).first()
    if found is not None:
        return found
    _log(by, event, "adverse.photo_linked")
    return EventPhoto.objects.create(event=event, photo=photo, by_name=by.name)


def lots_follow(*, by: Account, session: Session) -> None:
    """As a record is signed, what it used is copied to events that were opened before."""
    for event in AdverseEvent.objects.select_for_update().filter(session=session):
        device, lots = device_of(session), lots_of(session)
        if (device, lots) == (event.device, event.lots):
            continue
        event.device, event.lots = device, lots
        event.save(update_fields=["device", "lots"])
        told = {"device": device, "lots": lots}
        note_add(event, what=What.COPIED, by=by.actor, told=told)


def _held(event: AdverseEvent) -> AdverseEvent:
    """The event as it stands now, which nobody else changes until this is done."""
    held_kept(event.patient_id)
    return AdverseEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)


def _needs(there: object, otherwise: str) -> None:
    if isinstance(there, str):
        there = there.strip()
    if not there:
        raise ValidationError(otherwise)


def _refuse_look(day: date | None) -> None:
    today = timezone.localdate()
    if day is not None and not today <= day <= today + AHEAD:
        raise ValidationError(f"{day.isoformat()}: choose a day from today to a year ahead.")


def _log(
    by: Account,
    event: AdverseEvent,
    action: str,
    *,
    fields: Iterable[str] = (),
    reason: str = "",
) -> None:
    about = event.patient_id
    record(
        by=by.actor, action=action, subject=event, patient_id=about, fields=fields, reason=reason
    )
