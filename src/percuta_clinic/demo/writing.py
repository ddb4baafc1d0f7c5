"""The one place where the sample clinic writes past the services: many at once, and the past."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Visit
from percuta_clinic.outbox.models import Channel, Message, Purpose, State
from percuta_clinic.outbox.services import message_enqueue
from percuta_clinic.patients.models import Note, NoteText, Patient, TeamMember
from percuta_clinic.patients.notes import digest_of
from percuta_clinic.patients.search import rebuild_terms
from percuta_clinic.people.models import Account


def patients_enter(*, by: Account, people: Sequence[Mapping[str, Any]]) -> list[Patient]:
    """Many at once."""
    made = Patient.objects.bulk_create(Patient(**one) for one in people)
    for patient in made:
        record(by=by.actor, action="patient.entered", subject=patient, patient_id=patient.pk)
    return made


def restrict(*, by: Account, patient: Patient, team: Sequence[Account]) -> None:
    """Only ``team`` opens this chart."""
    Patient.objects.filter(pk=patient.pk).update(restricted=True)
    TeamMember.objects.bulk_create(TeamMember(patient=patient, account=one) for one in team)
    record(by=by.actor, action="chart.restricted", subject=patient, patient_id=patient.pk)


def notes_of_the_past(found: Sequence[tuple[Patient, Account, datetime, str]]) -> None:
    """Notes as they were signed at the time."""
    notes = [Note(patient=p, about=at.date(), made_at=at) for p, _, at, _ in found]
    Note.objects.bulk_create(notes)
    texts = [
        NoteText(
            note=note,
            number=1,
            text=text,
            author=author,
            author_name=author.name,
            signed_at=at,
        )
        for note, (_, author, at, text) in zip(notes, found, strict=True)
    ]
    for text in texts:
        text.digest = digest_of(text)
    NoteText.objects.bulk_create(texts)


def index_people() -> None:
    """Lets everybody be found by name."""
    rebuild_terms()


def state_as_of(visit: Visit, since: datetime, *, began: datetime) -> None:
    """When the visit came to where it stands, and when its treatment began if there was one."""
    Visit.objects.filter(pk=visit.pk).update(state_since=since)
    Visit.objects.filter(pk=visit.pk, treatment_began_at__isnull=False).update(
        treatment_began_at=began
    )


def message_as_of(visit: Visit, *, occasion: str, at: datetime, values: Mapping[str, str]) -> None:
    """An e-mail about a visit: one of the past was sent then, another waits."""
    patient, now = visit.patient, timezone.now()
    made = message_enqueue(
        by=SYSTEM,
        occasion=occasion,
        channel=Channel.EMAIL,
        to_name=str(patient),
        address=patient.email,
        patient_id=patient.pk,
        purpose=Purpose.CARE,
        values={"name": patient.given_name, **values},
        due_at=max(at, now),
        once=f"{occasion}:{visit.pk}",
    )
    if at <= now:
        Message.objects.filter(pk=made.pk).update(
            state=State.SENT, made_at=at, due_at=at, sent_at=at, attempts=1
        )
