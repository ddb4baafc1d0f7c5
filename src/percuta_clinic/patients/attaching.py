"""Putting files into a chart, taking them out with a reason, putting them back."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.files.cleaning import clean
from percuta_clinic.files.store import keep
from percuta_clinic.patients.models import Attachment, Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.models import Account

ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}


def attachment_add(
    *, by: Account, patient: Patient, content: bytes, name: str, title: str = "", size: int = 0
) -> Attachment:
    """Cleans and keeps a file. Raises files.shapes.Refused, and then nothing is kept."""
    found = clean(content, size=size)
    with transaction.atomic():
        added = Attachment.objects.create(
            patient=held_kept(patient.pk),
            file=keep(found, name=name),
            title=(title.strip() or PurePath(name).stem or "Untitled")[:120],
            added_by=by.name,
        )
        record(by=by.actor, action="file.added", subject=added, patient_id=patient.pk)
    return added


def attachment_opened(*, by: Account, attachment: Attachment) -> None:
    """Writes down that somebody looked at a file."""
    record(by=by.actor, action="file.opened", subject=attachment, patient_id=attachment.patient_id)


@transaction.atomic
def attachment_remove(*, by: Account, attachment: Attachment, reason: str) -> None:
    """Takes a file out of the chart; it can be put back."""
    why = reason.strip()
    if not why:
        raise ValidationError({"reason": "Say why the file is removed; it stays in the chart."})
    changed = Attachment.objects.filter(pk=attachment.pk, removed_at=None).update(
        removed_at=timezone.now(), removed_why=why[:300]
    )
    if changed:
        record(
            by=by.actor,
            action="file.removed",
            subject=attachment,
            patient_id=attachment.patient_id,
            reason=why,
        )


@transaction.atomic
def attachment_put_back(*, by: Account, attachment: Attachment) -> None:
    """Undoes a removal."""
    changed = Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=False).update(
        removed_at=None, removed_why=""
    )
    if changed:
        record(
            by=by.actor,
            action="file.put back",
            subject=attachment,
            patient_id=attachment.patient_id,
        )


def file_name(attachment: Attachment) -> str:
    """What the file is called when it is saved: its title, with the ending of its true kind."""
    plain = "".join(
        letter if letter.isalnum() or letter in " -_.,()" else "_" for letter in attachment.title
    )
    title = plain.strip(" .") or "file"
    ending = ENDINGS.get(attachment.file.kind, ".bin")
    return title if title.lower().endswith(ending) else title + ending
