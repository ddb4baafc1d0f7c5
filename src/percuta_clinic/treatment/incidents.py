"""Incidents: opened once for each cause, added to at any time, closed once; always with words."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.models import Incident, IncidentNote, Kind, Session
from percuta_clinic.treatment.signals import incident_opened


def incident_open(*, by: Account, session: Session, cause: str, kind: Kind, words: str) -> Incident:
    """Opens an incident, or gives the one that was opened for this cause before."""
    found, made = Incident.objects.get_or_create(
        session=session,
        cause=cause[:200],
        defaults={
            "patient_id": session.patient_id,
            "kind": kind,
            "words": words[:500],
            "opened_by_name": by.name,
        },
    )
    if made:
        action, about = "incident.opened", session.patient_id
        record(by=by.actor, action=action, subject=found, patient_id=about, fields=(kind.value,))
        incident_opened.send(sender=Incident, by=by, incident=found)
    return found


@transaction.atomic
def incident_close(*, by: Account, incident: Incident, words: str) -> Incident:
    """Closes it for good. What harmed somebody needs a doctor; words are always needed."""
    require(by, Right.DECIDE_FINDINGS if incident.needs_doctor else Right.OPEN_CHART)
    if not words.strip():
        raise ValidationError("Say what was found and done. It stays with the incident.")
    changed = Incident.objects.filter(pk=incident.pk, closed_at=None).update(
        closed_at=timezone.now(),
        closed_by=by,
        closed_by_name=by.name,
        closing=words.strip()[:1000],
    )
    incident.refresh_from_db()
    if not changed:
        raise ValidationError(f"{incident.closed_by_name} closed this incident meanwhile.")
    action, about = "incident.closed", incident.patient_id
    record(by=by.actor, action=action, subject=incident, patient_id=about, reason=words)
    return incident


@transaction.atomic
def incident_add(*, by: Account, incident: Incident, words: str) -> IncidentNote:
    """Adds words to it, also when it is closed; what stood there stays."""
    require(by, Right.OPEN_CHART)
    if not words.strip():
        raise ValidationError("Write what is to be added. It stays with the incident.")
    held_kept(incident.patient_id)
    found = IncidentNote.objects.create(
        incident=incident, by=by, by_name=by.name, words=words.strip()[:1000]
    )
    action, about = "incident.amended", incident.patient_id
    record(by=by.actor, action=action, subject=incident, patient_id=about)
    return found
