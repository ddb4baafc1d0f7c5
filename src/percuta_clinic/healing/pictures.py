"""Pictures of a check-in: added while it is open, left out again, sent with the answers."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.files.store import forget, keep
from percuta_clinic.healing.models import Answer, AnswerPhoto, CheckIn, Picture
from percuta_clinic.healing.science import needled_in
from percuta_clinic.intake.services import Closed
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.sending import Kept, arrived, photo_sent
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.stream import folded_of

MOST = 6  # in one check-in; more shows no more, and each is looked at by somebody
UNSENT_FOR = timedelta(days=14)  # so long one that nobody sends is kept, and no longer
SENT_ALREADY = "Your answers were sent already. Tell us again, and add the picture there."
ANEW = "Nothing was kept. Open the page again, and add the picture there."


@dataclass(frozen=True, kw_only=True)
class Given:
    """A picture as it came; ``zone`` is the place it shows, empty where nobody said."""

    content: bytes
    size: int
    zone: str = ""


def zones_shown(session: Session | None) -> list[str]:
    """The places that a picture may show: those that were needled, as far as it was recorded."""
    return list(needled_in(folded_of(session))) if session is not None else []


def picture_add(*, by: Actor, check_in: CheckIn, key: UUID, given: Given) -> Picture:
    """Cleans and keeps a picture until it is sent; sent twice with one ``key`` it is kept once.

    Raises files.shapes.Refused, Closed or ValidationError, and then nothing is kept.
    """
    _refuse(check_in)
    found = arrived(given.content, size=given.size, patient=check_in.patient, now=timezone.now())
    with transaction.atomic():
        held = CheckIn.objects.select_for_update(of=("self",)).get(pk=check_in.pk)
        there = Picture.objects.filter(pk=key).first()
        if there is not None:
            if there.check_in_id == held.pk and there.sent_digest == found.digest:
                return there
            raise ValidationError(ANEW)
        _refuse(held)
        made = Picture.objects.create(
            id=key,
            check_in=held,
            patient_id=held.patient_id,
            file=keep(found.clean, name="check-in"),
            zone=given.zone if given.zone in zones_shown(held.session) else "",
            width=found.clean.width,
            height=found.clean.height,
            taken_at=found.taken_at,
            device=found.device,
            sent_digest=found.digest,
            added_at=timezone.now(),
        )
        _log(by, "picture_added", held)
    return made


def _refuse(check_in: CheckIn) -> None:
    if not check_in.is_open:
        raise Closed(SENT_ALREADY)
    if check_in.pictures.count() >= MOST:
        raise ValidationError(
            f"{MOST} pictures are here already, and more are not taken. Leave one out first."
        )


@transaction.atomic
def picture_leave_out(*, by: Actor, picture: Picture) -> None:
    """Destroys one that is not sent yet; one that is gone already is no fault."""
    held = CheckIn.objects.select_for_update(of=("self",)).get(pk=picture.check_in_id)
    found = Picture.objects.filter(pk=picture.pk).select_related("file").first()
    if found is not None:
        forget(found, found.file)
        _log(by, "picture_left_out", held)


def pictures_sent(*, by: Actor, answer: Answer) -> list[AnswerPhoto]:
    """What was added goes into the record with the answer; whoever calls holds the check-in."""
    return [
        _sent(by, answer, one) for one in answer.check_in.pictures.select_related("file", "patient")
    ]


def _sent(by: Actor, answer: Answer, picture: Picture) -> AnswerPhoto:
    kept = Kept(
        file=picture.file,
        zone=picture.zone,
        width=picture.width,
        height=picture.height,
        taken_at=picture.taken_at,
        device=picture.device,
        digest=picture.sent_digest,
    )
    picture.delete()
    made = photo_sent(by=by, patient=picture.patient, kept=kept, at=answer.at)
    return AnswerPhoto.objects.create(answer=answer, patient_id=answer.patient_id, photo=made)


def pictures_forget() -> int:
    """Destroys what was added and never sent; how many."""
    old = Picture.objects.filter(added_at__lt=timezone.now() - UNSENT_FOR)
    found = list(old.select_related("file", "check_in"))
    for one in found:
        with transaction.atomic():
            forget(one, one.file)
            _log(SYSTEM, "pictures_forgotten", one.check_in)
    return len(found)


def pictures_forgotten(patient: Patient) -> None:
    """Destroys those of somebody who is being erased."""
    for one in Picture.objects.filter(patient=patient).select_related("file"):
        forget(one, one.file)


def _log(by: Actor, what: str, check_in: CheckIn) -> None:
    patient = check_in.patient_id
    record(by=by, action=f"check_in.{what}", subject=check_in, patient_id=patient)
