"""Writing notes: signed once, then only amended; the first text and every later one stay."""

import hashlib
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.drafts.models import Draft
from percuta_clinic.drafts.services import Stale, draft_end, draft_of
from percuta_clinic.patients.models import Note, NoteText, Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account

NOTE, AMENDMENT = "note", "amendment"
LONGEST = 100_000


class AmendedMeanwhile(Exception):
    """Somebody else amended the note after it was shown; ``newest`` is what stands now."""

    def __init__(self, newest: NoteText) -> None:
        super().__init__("This note was amended in the meantime.")
        self.newest = newest


class SignedAlready(Exception):
    """The draft was signed before, with other words; ``note`` is what was signed."""

    def __init__(self, note: Note) -> None:
        super().__init__("This draft was signed already.")
        self.note = note


@transaction.atomic
def note_sign(
    *, by: Account, patient: Patient, text: str, about: date, draft: tuple[UUID, int]
) -> Note:
    """Signs ``text``: it is locked and the draft ends. The same draft signs only once."""
    words = _checked(text)
    key, version = draft
    _refuse_newer_draft(by=by, subject=str(patient.pk), text=words, version=version)
    try:
        with transaction.atomic():
            note = Note(id=key, patient=held_kept(patient.pk), about=about)
            note.save(force_insert=True)
    except IntegrityError:
        return _signed_before(by=by, patient=patient, key=key, text=words)
    _add_text(by=by, note=note, number=1, text=words, reason="")
    draft_end(account=by, form=NOTE, subject=str(patient.pk))
    record(by=by.actor, action="note.signed", subject=note, patient_id=patient.pk)
    return note


def _refuse_newer_draft(*, by: Account, subject: str, text: str, version: int) -> None:
    kept = draft_of(account=by, form=NOTE, subject=subject)
    if kept and kept.version > version and _tidy(kept.values.get("text", "")) != text:
        raise Stale(kept)


def _signed_before(*, by: Account, patient: Patient, key: UUID, text: str) -> Note:
    first = NoteText.objects.filter(note_id=key, number=1).select_related("note").first()
    if not first or first.author_id != by.pk or first.note.patient_id != patient.pk:
        raise NotYours("There is nothing of that name.")
    if first.text != text:
        raise SignedAlready(first.note)
    return first.note


@transaction.atomic
def note_amend(*, by: Account, note: Note, text: str, reason: str, seen: int) -> NoteText:
    """Adds a text that stands from now on; ``seen`` is the number it was written against."""
    words, why = _checked(text), reason.strip()
    if not why:
        raise ValidationError({"reason": "Say why the note is amended; it stays with the note."})
    newest = note.texts.order_by("-number").first()
    if newest is None:
        raise NotYours("There is nothing of that name.")
    if newest.number == seen + 1 and _is_same(newest, by=by, text=words, reason=why):
        return newest
    if newest.number != seen:
        raise AmendedMeanwhile(newest)
    if newest.text == words:
        raise ValidationError({"text": "The text is the same as before; there is nothing to sign."})
    added = _amended(by=by, note=note, number=seen + 1, text=words, reason=why)
    draft_end(account=by, form=AMENDMENT, subject=str(note.pk))
    record(
        by=by.actor,
        action="note.amended",
        subject=note,
        patient_id=note.patient_id,
        fields=("text",),
        reason=why,
    )
    return added


def _amended(*, by: Account, note: Note, number: int, text: str, reason: str) -> NoteText:
    try:
        with transaction.atomic():
            return _add_text(by=by, note=note, number=number, text=text, reason=reason)
    except IntegrityError:
        raise AmendedMeanwhile(note.texts.get(number=number)) from None


def _is_same(newest: NoteText, *, by: Account, text: str, reason: str) -> bool:
    return (newest.author_id, newest.text, newest.reason) == (by.pk, text, reason)


def _add_text(*, by: Account, note: Note, number: int, text: str, reason: str) -> NoteText:
    added = NoteText(
        note=note,
        number=number,
        text=text,
        reason=reason,
        author=by,
        author_name=by.name,
        signed_at=timezone.now(),
    )
    added.digest = digest_of(added)
    added.save()
    return added


def note_opened(*, by: Account, note: Note) -> None:
    """Writes down that somebody read a note on a page of its own."""
    record(by=by.actor, action="note.opened", subject=note, patient_id=note.patient_id)


def digest_of(signed: NoteText) -> str:
    """The fingerprint of a text with its author, time, number and reason."""
    parts = (
        str(signed.note_id),
        signed.number,
        signed.text,
        signed.reason,
        str(signed.author_id),
        signed.author_name,
        _instant(signed.signed_at),
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _checked(text: str) -> str:
    words = _tidy(text)
    if not words:
        raise ValidationError({"text": "The note is empty. Write what was seen and done."})
    if len(words) > LONGEST:
        raise ValidationError(
            {"text": f"The note has {len(words)} characters; it may have {LONGEST}."}
        )
    return words


def unfinished(account: Account, *, form: str, subject: str) -> Draft | None:
    """A draft that holds at least one word."""
    kept = draft_of(account=account, form=form, subject=subject)
    return kept if kept and any(str(value).strip() for value in kept.values.values()) else None
