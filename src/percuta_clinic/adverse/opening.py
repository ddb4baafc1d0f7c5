"""An event is opened: by staff, from a check-in, or by an incident of the treatment room."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.adverse.models import AdverseEvent, EventIncident, Source, What
from percuta_clinic.adverse.notes import note_add
from percuta_clinic.adverse.science import BEYOND, SERIOUS, SEVERITIES, TERMS, look_again_days
from percuta_clinic.adverse.science import term_of_problem as of_problem
from percuta_clinic.adverse.tasks import task_of_event
from percuta_clinic.adverse.used import device_of, lots_of
from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import ADVERSE, Incident, Kind, Session
from percuta_clinic.treatment.problems import item_of
from percuta_clinic.treatment.stream import folded_of

EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of an event as it is opened; empty is not known, never none."""

    term: str
    words: str
    severity: str = ""
    serious: tuple[str, ...] = field(default=())
    zone: str = ""
    onset_on: date | None = None


@transaction.atomic
def event_open(
    *,
    by: Actor,
    patient: Patient,
    session: Session | None = None,
    source: Source,
    key: str,
    told: Told,
) -> AdverseEvent:
    """Opens an event, or gives the one that was opened for this source and key before."""
    _refuse(told)
    patient = held_kept(patient.pk)
    if session is not None and session.patient_id != patient.pk:
        raise ValidationError("That session is another patient's. Choose one of this patient.")
    begun = _begun(told, by=by, patient=patient, session=session)
    found, made = AdverseEvent.objects.get_or_create(source=source, key=key[:200], defaults=begun)
    if made:
        told_now = as_told(found, ("term", "severity", "zone", "onset_on"))
        if told.serious:  # nobody asked, and silence is no "not serious"
            told_now["serious"] = list(told.serious)
        note_add(found, what=What.OPENED, by=by, words=told.words, told=told_now)
        action = "adverse.opened"
        record(by=by, action=action, subject=found, patient_id=patient.pk, fields=(told.term,))
        task_of_event(found, by=by)
    return found


def _refuse(told: Told) -> None:
    if told.term not in TERMS:
        raise ValidationError(f"{told.term!r} is no term of the list. Choose one of it.")
    if not told.words.strip():
        raise ValidationError("Say in a few words what happened.")
    if told.severity and told.severity not in SEVERITIES:
        raise ValidationError(f"{told.severity!r} is no severity. Choose one, or leave it open.")
    if unknown := [one for one in told.serious if one not in SERIOUS]:
        raise ValidationError(f"{unknown[0]!r} is no criterion of seriousness.")
    refuse_onset(told.onset_on)


def refuse_onset(day: date | None) -> None:
    """Nothing begins tomorrow, or before there was needling."""
    if day is not None and not EARLIEST <= day <= timezone.localdate():
        raise ValidationError(
            f"{day.isoformat()}: an event began today or before. Leave the day empty if nobody "
            "knows it."
        )


def _begun(told: Told, *, by: Actor, patient: Patient, session: Session | None) -> dict[str, Any]:
    return {
        "patient": patient,
        "session": session,
        "term": told.term,
        "words": told.words.strip()[:2000],
        "severity": told.severity,
        "serious": list(told.serious),
        "zone": told.zone[:40],
        "onset_on": told.onset_on,
        "device": device_of(session),
        "lots": lots_of(session),
        "follow_up_on": look_on(told.severity),
        "opened_by_name": by.name[:120],
    }


def look_on(severity: str) -> date:
    """The day of the next look, unless whoever writes says another."""
    return timezone.localdate() + timedelta(days=look_again_days(severity))


def as_told(event: AdverseEvent, names: tuple[str, ...]) -> dict[str, Any]:
    """Columns of an event as a note keeps them."""
    values = {name: getattr(event, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


@transaction.atomic
def incident_followed(*, by: Account, incident: Incident) -> AdverseEvent | None:
    """The event of an incident that harmed somebody or may have; None where it did not.

    All that went beyond a limit in one session belongs to one event while that is open.
    """
    if incident.kind not in ADVERSE:
        return None
    there = EventIncident.objects.filter(incident=incident).select_related("event").first()
    if there is not None:
        return there.event
    event = _open_beyond(incident) if incident.kind == Kind.BEYOND else None
    if event is None:
        event = _of_incident(by, incident)
    else:
        note_add(event, what=What.LINKED, by=by.actor, words=incident.words)
    EventIncident.objects.create(event=event, incident=incident)
    return event


def _open_beyond(incident: Incident) -> AdverseEvent | None:
    rows = AdverseEvent.objects.filter(session=incident.session_id, closed_at=None, term=BEYOND)
    return rows.filter(source=Source.INCIDENT).select_for_update().first()


def _of_incident(by: Account, incident: Incident) -> AdverseEvent:
    session = Session.objects.select_related("patient").get(pk=incident.session_id)
    term = BEYOND if incident.kind == Kind.BEYOND else _problem(incident, session)
    return event_open(
        by=by.actor,
        patient=session.patient,
        session=session,
        source=Source.INCIDENT,
        key=str(incident.pk),
        told=Told(term=term, words=incident.words, onset_on=timezone.localdate(incident.opened_at)),
    )


def _problem(incident: Incident, session: Session) -> str:
    began = folded_of(session).get(f"problem/{item_of(incident)}")
    return of_problem((began or {}).get("kind", ""))
