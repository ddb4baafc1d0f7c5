"""Photographs themselves: small, whole, and saved outside; never kept by a browser."""

from uuid import UUID

from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.files.store import Gone, content_of, small_of
from percuta_clinic.files.vault import Unreadable
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.access import picture_for, seen_small
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import photo_downloaded, photo_opened

SMALL = "image/webp"


@require_safe
@needs(Right.SEE_PHOTOS)
def small(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A small picture; looking through them is written down once for all."""
    found = picture_for(request.user, key)
    try:
        held = small_of(found.file)
    except (Gone, Unreadable) as error:
        raise NotYours("There is no small picture.") from error
    seen_small(request.user, found.patient)
    return _answer(held, kind=SMALL, name="small.webp")


@require_safe
@needs(Right.SEE_PHOTOS)
def whole(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A picture as large as it is; opening it is written down."""
    found = picture_for(request.user, key)
    held = _held(found)
    photo_opened(by=request.user, photo=found)
    return _answer(held, kind=found.file.kind, name=name_of(found))


@require_safe
@needs(Right.DOWNLOAD_PHOTOS)
def download(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A picture to save outside the clinic; that is written down by itself."""
    found = picture_for(request.user, key, Right.DOWNLOAD_PHOTOS)
    held = _held(found)
    photo_downloaded(by=request.user, photo=found)
    return _answer(held, kind=found.file.kind, name=name_of(found), as_attachment=True)


def name_of(photo: Photo) -> str:
    """What it is called outside: its view and day, never whose it is."""
    day = timezone.localdate(photo.when)
    return f"{photo.view}-{day}.{photo.file.kind.split('/')[-1]}"


def _held(photo: Photo) -> bytes:
    try:
        return content_of(photo.file)
    except (Gone, Unreadable) as error:
        raise NotYours(str(error)) from error


def _answer(
    content: bytes, *, kind: str, name: str, as_attachment: bool = False
) -> HttpResponseBase:
    answer = file_answer(content, kind=kind, name=name, as_attachment=as_attachment)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
