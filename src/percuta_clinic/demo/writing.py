"""The one place where the sample clinic writes what has no service yet, and dates the past."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.outbox.models import Channel, Message, Purpose, State
from percuta_clinic.patients.models import Note, NoteText, Patient, TeamMember
from percuta_clinic.people.models import Account
from percuta_clinic.stock.models import Device, Lot, Product


def service_add(*, by: Actor, **details: Any) -> Service:
    """A new service."""
    made = Service.objects.create(**details)
    record(by=by, action="service.added", subject=made, fields=details)
    return made


def device_add(*, by: Actor, **details: Any) -> Device:
    """A device that stands here."""
    made = Device.objects.create(**details)
    record(by=by, action="device.added", subject=made, fields=details)
    return made


def product_add(*, by: Actor, **details: Any) -> Product:
    """A new product."""
    made = Product.objects.create(**details)
    record(by=by, action="product.added", subject=made, fields=details)
    return made


def lot_receive(
    *, by: Actor, product: Product, number: str, expires_on: date, quantity: int, received_on: date
) -> Lot:
    """A delivery."""
    made = Lot.objects.create(
        product=product,
        number=number,
        expires_on=expires_on,
        quantity=quantity,
        received_on=received_on,
    )
    record(by=by, action="lot.received", subject=made, fields=("quantity",))
    return made


def lot_recall(*, by: Actor, lot: Lot, reason: str) -> None:
    """Takes a lot out of use."""
    Lot.objects.filter(pk=lot.pk).update(recalled_at=timezone.now(), recall_reason=reason)
    record(by=by, action="lot.recalled", subject=lot, fields=("recalled_at",), reason=reason)


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
        text.digest = _digest(text)
    NoteText.objects.bulk_create(texts)


def _digest(text: NoteText) -> str:
    if find_spec("percuta_clinic.patients.notes"):
        return str(import_module("percuta_clinic.patients.notes").digest_of(text))
    return hashlib.sha256(text.text.encode()).hexdigest()


def index_people() -> None:
    """Lets everybody be found by name."""
    if find_spec("percuta_clinic.patients.search"):
        import_module("percuta_clinic.patients.search").rebuild_terms()


def attach(*, by: Account, patient: Patient, content: bytes, name: str, title: str) -> None:
    """A file in a chart."""
    if find_spec("percuta_clinic.patients.attaching"):
        import_module("percuta_clinic.patients.attaching").attachment_add(
            by=by, patient=patient, content=content, name=name, title=title
        )


def state_as_of(visit: Visit, since: datetime) -> None:
    """When the visit came to where it stands."""
    Visit.objects.filter(pk=visit.pk).update(state_since=since)


def messages_as_of(found: Sequence[tuple[Patient, str, str, str, datetime]]) -> None:
    """E-mails made at a time; those of the past were sent then, the others wait."""
    now = timezone.now()
    rows = []
    for patient, occasion, subject, body, at in found:
        key = new_id()
        sent = at <= now
        rows.append(
            Message(
                id=key,
                patient_id=patient.pk,
                to_name=str(patient),
                address=patient.email,
                channel=Channel.EMAIL,
                purpose=Purpose.CARE,
                occasion=occasion,
                subject=subject,
                body=body,
                message_id=f"<{key}@demo.example>",
                state=State.SENT if sent else State.WAITING,
                made_at=min(at, now),
                due_at=at,
                sent_at=at if sent else None,
                attempts=int(sent),
            )
        )
    Message.objects.bulk_create(rows)
