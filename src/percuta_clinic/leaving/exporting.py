"""Everything held about one person, in one file that other programs can read."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from percuta_clinic.adverse.leaving import events_told
from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.queries import entries
from percuta_clinic.audit.services import record
from percuta_clinic.billing.leaving import money_of
from percuta_clinic.booking.models import Request, Waiting
from percuta_clinic.booking.requests import wish_of
from percuta_clinic.config.cells import harmless
from percuta_clinic.consent.models import Consent
from percuta_clinic.duty.leaving import tasks_told
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.store import Gone, content_of
from percuta_clinic.files.vault import Unreadable
from percuta_clinic.healing.leaving import healing_told
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Attachment, Note, Patient
from percuta_clinic.photos.allowed import allowed
from percuta_clinic.photos.framing import view_name
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.queries import photos_of
from percuta_clinic.review.leaving import reviews_told
from percuta_clinic.treatment.leaving import sessions_told

IN_MEMORY = 5_000_000  # bytes; a larger export waits on the disk
HIDDEN = frozenset({"wrapped_key", "password", "account", "version", "template", "stamps", "turns"})
README = """This file holds what the clinic keeps about one person.

person.json   details with their history, contacts, visits, notes with every amendment, messages,
              consents with questions, answers and what was withdrawn,
              plans with every step, reviews of courses and what was decided, charges,
              payments, packages and terms, urgent tasks, the list of files,
              and who opened or changed the record and when
files/        the files themselves
consents/     every signed consent, as it was signed
photographs/  the photographs, and photographs.csv with what is known of each

What was taken out of the record, such as a picture put into the wrong one, is not here: it may be
of somebody else. Ask the clinic about it.

person.json is plain JSON (RFC 8259) in UTF-8; times are in UTC.
"""


@dataclass(frozen=True, kw_only=True)
class Export:
    """A finished export; ``open`` hands its bytes over once."""

    name: str
    content: IO[bytes] = field(
        default_factory=partial(tempfile.SpooledTemporaryFile, max_size=IN_MEMORY)
    )

    def open(self) -> IO[bytes]:
        """From the beginning."""
        self.content.seek(0)
        return self.content


@transaction.atomic
def export_of(*, by: Actor, patient: Patient) -> Export:
    """One archive with all of it; that it was taken out is logged."""
    export = Export(name=f"percuta-{patient.pk}-{timezone.localdate()}.zip")
    with zipfile.ZipFile(export.content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README)
        held = json.dumps(everything(patient), cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
        archive.writestr("person.json", held)
        for name, attachment in _files(patient):
            archive.writestr(*_content(name, attachment.file))
        for name, photo in _photos(patient):
            archive.writestr(*_content(name, photo.file))
        archive.writestr("photographs/photographs.csv", _table([*_photos(patient)]))
        for signed in patient.consents.select_related("pdf"):
            archive.writestr(*_content(_paper(signed), signed.pdf))
    record(by=by, action="patient.exported", subject=patient, patient_id=patient.pk)
    return export


def everything(patient: Patient) -> dict[str, Any]:
    """All rows that are about this person, by what they are."""
    return {
        "format": "percuta person 1",
        "made_at": timezone.now(),
        "details": plain(patient),
        "details_before": [plain(row) for row in patient.history.order_by("history_date")],
        "contacts": [plain(row) for row in patient.contacts.all()],
        "visits": [_visit(row) for row in patient.visits.select_related("service", "room")],
        "waiting_list": [_waiting(row) for row in patient.waitings.select_related("service")],
        **money_of(patient, plain),
        "notes": [_note(note) for note in patient.notes.prefetch_related("texts")],
        "consents": [_offer(row) for row in patient.offers.select_related("service", "text")],
        "files": [_file(name, row) for name, row in _files(patient)],
        "photographs": [_photo(name, row) for name, row in _photos(patient)],
        "questions": [_form(row) for row in patient.forms.order_by("made_at")],
        "answers": [plain(row) | {"by": row.by_name} for row in patient.facts.order_by("id")],
        "decisions": [
            plain(row) | {"made_by": row.by_name} for row in patient.decisions.order_by("id")
        ],
        "skin": [plain(row) | {"by": row.by_name} for row in patient.gradings.order_by("id")],
        "plans": [_plan(row) for row in patient.plans.select_related("service")],
        "sessions": sessions_told(patient),
        "check_ins": healing_told(patient),
        "urgent_tasks": tasks_told(patient),
        "adverse_events": events_told(patient),
        **reviews_told(patient),
        "screenings": [plain(row) for row in patient.screenings.order_by("id")],
        "reminders": [plain(row) for row in patient.reminders.all()],
        "private_links": [
            plain(row) | {"digest": None} for row in patient.links.order_by("made_at")
        ],
        "messages": [plain(row) for row in Message.objects.filter(patient_id=patient.pk)],
        "opened_and_changed": [
            {"at": entry.at, "who": entry.actor_name, "what": entry.action, "fields": entry.fields}
            for entry in entries(patient_id=patient.pk).iterator()
        ],
    }


def plain(row: models.Model) -> dict[str, Any]:
    """The columns of a row, without what is only ours."""
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in HIDDEN and field.name.removesuffix("_id") != "patient"
    }


def _visit(row: Any) -> dict[str, Any]:
    asked = Request.objects.filter(visit=row).first()
    return plain(row) | {
        "wish": wish_of(asked) if asked else "",
        "service": row.service.name,
        "room": row.room.name,
        "specialist": row.specialist.name,
    }


def _waiting(row: Waiting) -> dict[str, Any]:
    """A wish on the waiting list, and what was offered."""
    offered = [plain(one) | {"digest": None} for one in row.offered.all()]
    return plain(row) | {"service": row.service.name, "offered": offered}


def _form(form: Any) -> dict[str, Any]:
    """What was typed is there even if it was never sent."""
    return plain(form) | {"visit": str(form.visit_id) if form.visit_id else None}


def _note(note: Note) -> dict[str, Any]:
    texts = [plain(text) | {"note": None, "author": text.author_name} for text in note.texts.all()]
    return plain(note) | {"texts": texts}


def _offer(offer: Any) -> dict[str, Any]:
    """A consent with its text, its questions, and what was signed and withdrawn."""
    signed = Consent.objects.filter(offer=offer).select_related("pdf").first()
    return plain(offer) | {
        "service": offer.service.name if offer.service else "",
        "text": {"title": offer.text.title, "body": offer.text.body},
        "text_version": offer.text.version,
        "statements": offer.text.statements,
        "questions": [plain(row) for row in offer.questions.all()],
        "signed": plain(signed) | {"paper": _paper(signed)} if signed else None,
        "withdrawn": [plain(row) for row in signed.withdrawals.all()] if signed else [],
    }


def _plan(plan: Any) -> dict[str, Any]:
    """A version of a plan with every step of it, and what was asked and answered."""
    return plain(plan) | {
        "service": plan.service.name,
        "made_by": plan.by_name,
        "steps": [plain(row) | {"by": row.by_name} for row in plan.steps.all()],
        "questions": [plain(row) for row in plan.questions.all()],
    }


def _files(patient: Patient) -> Iterator[tuple[str, Attachment]]:
    rows = Attachment.objects.filter(patient=patient, removed_at=None).select_related("file")
    for number, row in enumerate(rows.order_by("added_at"), start=1):
        safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in row.file.name)[-80:]
        yield f"files/{number:03d}-{safe.lstrip('.')}", row


def _photos(patient: Patient) -> Iterator[tuple[str, Photo]]:
    for number, row in enumerate(reversed(photos_of(patient)), start=1):
        day = timezone.localdate(row.when)
        yield f"photographs/{number:03d}-{row.view}-{day}.{row.file.kind.split('/')[-1]}", row


def _photo(name: str, row: Photo) -> dict[str, Any]:
    """What is known of a photograph, and what its person allows now."""
    return {
        "file": name,
        "view": view_name(row.view),
        "taken_at": row.taken_at,
        "device": row.device,
        "how": row.get_how_display(),
        "added_at": row.added_at,
        "added_by": row.added_by_name,
        "width": row.width,
        "height": row.height,
        "may_be_used_for": allowed(row.patient).of(row),
        "sha256": row.file.digest,
    }


def _table(photos: list[tuple[str, Photo]]) -> str:
    """The same for people, as a table."""
    out = io.StringIO()
    rows = [_photo(*one) for one in photos]
    table = csv.DictWriter(out, rows[0] if rows else ["file", "view", "taken_at"])
    table.writeheader()
    for row in rows:
        uses = ", ".join(row["may_be_used_for"])
        cells = {key: str(cell or "") for key, cell in (row | {"may_be_used_for": uses}).items()}
        table.writerow({key: harmless(cell) for key, cell in cells.items()})
    return out.getvalue()


def _paper(signed: Consent) -> str:
    return f"consents/{signed.signed_at:%Y-%m-%d}-{signed.pk}.pdf"


def _content(name: str, file: StoredFile) -> tuple[str, bytes]:
    """One file that cannot be read must not keep all the others from their person."""
    try:
        return name, content_of(file)
    except (Gone, Unreadable) as error:
        return f"{name}.missing.txt", f"{error} Ask the clinic about it.\n".encode()


def _file(name: str, row: Attachment) -> dict[str, Any]:
    return {
        "file": name,
        "title": row.title,
        "kind": row.file.kind,
        "added_by": row.added_by,
        "added_at": row.added_at,
        "sha256": row.file.digest,
    }
