"""A picture that a patient sends: cleaned as any other, kept for care, and in no set view."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.consent.models import Level
from percuta_clinic.files.capture import told_by
from percuta_clinic.files.cleaning import clean_photograph
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.shapes import Clean, Refused
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.framing import SENT
from percuta_clinic.photos.models import Device, How, Photo
from percuta_clinic.photos.services import refuse_small
from percuta_clinic.photos.taken import device_of, time_of
from percuta_clinic.premises.models import Clinic


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What came of an upload: the pixels alone, and what was known of them before they were."""

    clean: Clean
    digest: str
    taken_at: datetime | None
    device: Device


def arrived(content: bytes, *, size: int, patient: Patient, now: datetime) -> Arrived:
    """A picture as it may be kept. Raises Refused in words for whoever sent it."""
    if content.startswith(b"%PDF-"):
        raise Refused("This is a document, not a picture. Take a photograph, or choose one.")
    found = clean_photograph(content, size=size)
    refuse_small(found)
    told, zone = told_by(content), Clinic.objects.get().zone
    return Arrived(
        clean=found,
        digest=hashlib.sha256(content).hexdigest(),
        taken_at=time_of(told, patient=patient, now=now, zone=zone),
        device=device_of(told),
    )


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A picture that was kept until it is sent, with its facts."""

    file: StoredFile
    zone: str
    width: int
    height: int
    taken_at: datetime | None
    device: str
    digest: str


def photo_sent(*, by: Actor, patient: Patient, kept: Kept, at: datetime) -> Photo:
    """Puts a picture that its patient sends into the record, for care and nothing else."""
    made = Photo.objects.create(
        patient_id=patient.pk,
        file=kept.file,
        view=SENT,
        zone=kept.zone,
        width=kept.width,
        height=kept.height,
        taken_at=kept.taken_at,
        device=kept.device,
        how=How.SENT,
        sent_digest=kept.digest,
        added_at=at,
        added_by_name=by.name[:120],
        uses=[Level.RECORD.value],
    )
    record(by=by, action="photo.sent", subject=made, patient_id=patient.pk)
    return made
