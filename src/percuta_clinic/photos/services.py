"""Putting photographs into a record, saying what they are for, taking them out, putting back."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.files.capture import told_by
from percuta_clinic.files.cleaning import clean_photograph
from percuta_clinic.files.shapes import Clean, Refused
from percuta_clinic.files.store import forget, keep
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.allowed import allowed
from percuta_clinic.photos.framing import VIEWS
from percuta_clinic.photos.models import How, Photo
from percuta_clinic.photos.taken import device_here, device_of, time_here, time_of
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today

LEAST_SIDE = 200  # pixels; less shows no skin
MOST_LETTERS = 300
_NOT_HERE = (State.CANCELLED, State.MISSED)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A picture as it came; ``taken`` and ``device`` are what the page says of its own camera."""

    content: bytes
    view: str
    size: int = 0
    how: str = How.FILE
    taken: datetime | None = None
    device: str = ""
    uses: Collection[str] = ()


def photo_add(*, by: Account, patient: Patient, key: UUID, sent: Sent) -> Photo:
    """Cleans and keeps a picture; sent twice with one ``key`` it is kept once.

    Raises files.shapes.Refused or ValidationError, and then nothing is kept.
    """
    require(by, Right.ADD_PHOTOS)
    if sent.view not in VIEWS:
        raise ValidationError("Choose the view: what the picture shows.")
    digest = hashlib.sha256(sent.content).hexdigest()
    if there := Photo.objects.filter(pk=key, patient=patient, sent_digest=digest).first():
        return there
    found = clean_photograph(sent.content, size=sent.size)
    refuse_small(found)
    with transaction.atomic():
        held = held_kept(patient.pk)
        if there := _there(held.pk, key=key, digest=digest):
            return there
        _refuse_without_consent(held)
        made = _made(held, by=by, sent=sent)
        made.pk, made.sent_digest = key, digest
        made.width, made.height = found.width, found.height
        made.file = keep(found, name=sent.view)
        made.save(force_insert=True)
        record(by=by.actor, action="photo.added", subject=made, patient_id=held.pk)
    return made


def _there(patient: UUID, *, key: UUID, digest: str) -> Photo | None:
    """What the same page has kept already; another picture under its key is refused."""
    found = Photo.objects.filter(pk=key).first()
    if found is None:
        return None
    if found.patient_id != patient or found.sent_digest != digest:
        raise ValidationError("Nothing was saved. Open the page again, and add the picture there.")
    return found


def _refuse_without_consent(patient: Patient) -> None:
    if why := allowed(patient).why_not:
        raise ValidationError(f"No picture can be added. {why}")


def refuse_small(found: Clean) -> None:
    """Raises Refused where no skin could be seen."""
    if min(found.width, found.height) < LEAST_SIDE:
        raise Refused(
            f"This picture has {found.width} by {found.height} pixels; a photograph has at least "
            f"{LEAST_SIDE} on each side. Take it again, nearer or with another camera."
        )


def _made(patient: Patient, *, by: Account, sent: Sent) -> Photo:
    clinic, now = Clinic.objects.get(), timezone.now()
    how = How.TAKEN if sent.how == How.TAKEN else How.FILE
    if how == How.TAKEN:
        at, device = time_here(sent.taken, now=now), device_here(sent.device)
    else:
        told = told_by(sent.content)
        at = time_of(told, patient=patient, now=now, zone=clinic.zone)
        device = device_of(told)
    day = timezone.localdate(at, clinic.zone) if at else today(clinic) if how == "taken" else None
    return Photo(
        patient=patient,
        visit=_visit_on(patient, day, clinic) if day else None,
        view=sent.view,
        zone=VIEWS[sent.view].zone,
        taken_at=at,
        device=device,
        how=how,
        added_by=by,
        added_by_name=by.name,
        uses=allowed(patient).most(sent.uses),
    )


def _visit_on(patient: Patient, day: date, clinic: Clinic) -> Visit | None:
    """The visit of that day; the one at which skin is needled, where there are two."""
    start, end = day_bounds(day, clinic)
    rows = patient.visits.filter(starts_at__gte=start, starts_at__lt=end)
    return rows.exclude(state__in=_NOT_HERE).order_by("-service__is_needling", "starts_at").first()


@transaction.atomic
def photo_uses_set(*, by: Account, photo: Photo, uses: Collection[str]) -> None:
    """Says what one picture may be used for, within what the patient signed."""
    require(by, Right.ADD_PHOTOS)
    held = held_kept(photo.patient_id)
    now = Photo.objects.get(pk=photo.pk)
    may = allowed(held)
    if may.why_not:
        raise ValidationError(f"Nothing was changed. {may.why_not}")
    wanted = may.most(uses)
    if wanted != now.uses:
        Photo.objects.filter(pk=photo.pk).update(uses=wanted)
        record(
            by=by.actor,
            action="photo.uses_changed",
            subject=photo,
            patient_id=held.pk,
            fields=wanted,
        )


@transaction.atomic
def photo_remove(*, by: Account, photo: Photo, reason: str) -> None:
    """Takes a picture out; it can be put back, and is destroyed only with its person's record."""
    require(by, Right.REMOVE_PHOTOS)
    why = " ".join(reason.replace("\x00", "").split())
    if len(why) < 3:
        raise ValidationError({"reason": "Say in a few words why. It stays in the log."})
    changed = Photo.objects.filter(pk=photo.pk, removed_at=None).update(
        removed_at=timezone.now(), removed_why=why[:MOST_LETTERS], removed_by_name=by.name
    )
    if changed:
        _logged(by, "photo.removed", photo, reason=why)


@transaction.atomic
def photo_put_back(*, by: Account, photo: Photo) -> None:
    """Undoes a removal."""
    require(by, Right.REMOVE_PHOTOS)
    changed = Photo.objects.filter(pk=photo.pk, removed_at__isnull=False).update(
        removed_at=None, removed_why="", removed_by_name=""
    )
    if changed:
        _logged(by, "photo.put_back", photo)


def photo_opened(*, by: Account, photo: Photo) -> None:
    """Writes down that somebody looked at a picture."""
    _logged(by, "photo.opened", photo)


def photo_downloaded(*, by: Account, photo: Photo) -> None:
    """Writes down that somebody took a picture out."""
    _logged(by, "photo.downloaded", photo)


def _logged(by: Account, action: str, photo: Photo, *, reason: str = "") -> None:
    record(by=by.actor, action=action, subject=photo, patient_id=photo.patient_id, reason=reason)


def photos_looked_through(*, by: Account, patient: Patient) -> None:
    """Writes down that somebody saw the small pictures of a patient."""
    record(by=by.actor, action="photos.opened", subject=patient, patient_id=patient.pk)


def photos_forgotten(patient: Patient) -> None:
    """Destroys every picture of somebody who is being erased."""
    for photo in Photo.objects.filter(patient=patient).select_related("file"):
        forget(photo, photo.file)
