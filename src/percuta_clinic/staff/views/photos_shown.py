"""Photographs as pages show them: a frame for each view, the facts under each picture."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.allowed import SHORT, Allowed
from percuta_clinic.photos.framing import SENT, VIEWS, View, view_name
from percuta_clinic.photos.models import How, Photo
from percuta_clinic.photos.queries import Frame, days_of, frames_of, photos_of, sessions_of

Sessions = Mapping[UUID, int]
LEAST_TO_COMPARE = 2


def shown(photo: Photo, *, may: Allowed, sessions: Sessions) -> dict[str, Any]:
    """One picture with its facts."""
    return {
        "photo": photo,
        "is_shown": may.shows(photo),
        "key": photo.pk,
        "view": view_name(photo.view),
        "day": f"{timezone.localtime(photo.when):%-d %b %Y}",
        "when": when(photo),
        "at": at_session(photo, sessions),
        "device": device(photo),
        "uses": [SHORT[one] for one in may.of(photo)],
        "lost": [SHORT[one] for one in may.lost(photo)],
        "lost_words": ", ".join(SHORT[one] for one in may.lost(photo)),
    }


def when(photo: Photo) -> str:
    """When it was taken, or that nobody knows."""
    if photo.taken_at:
        return f"{timezone.localtime(photo.taken_at):%-d %B %Y, %H:%M}"
    return f"Time not known; added {timezone.localtime(photo.added_at):%-d %B %Y, %H:%M}"


def device(photo: Photo) -> str:
    """What it was taken with."""
    known = photo.get_device_display()
    return known.capitalize()


def at_session(photo: Photo, sessions: Sessions) -> str:
    """Which session or visit it belongs to."""
    if photo.how == How.SENT:
        return "Taken by the patient"
    if photo.visit is None:
        return "No visit on that day"
    number = sessions.get(photo.visit.pk)
    return f"Session {number}" if number else photo.visit.service.name


def frames_shown(patient: Patient, *, may: Allowed) -> list[dict[str, Any]]:
    """Every view of a patient; an empty one says what to do."""
    sessions = sessions_of(patient)
    return [
        _frame(frame, may=may, sessions=sessions)
        for frame in frames_of(patient, photos_of(patient))
    ]


def _frame(frame: Frame, *, may: Allowed, sessions: Sessions) -> dict[str, Any]:
    pictures = [shown(one, may=may, sessions=sessions) for one in frame.photos]
    today = timezone.localdate()
    return {
        "view": frame.view,
        "newest": pictures[0] if pictures else None,
        "earlier": pictures[1:],
        "is_done_today": any(timezone.localdate(one.when) == today for one in frame.photos),
        "can_compare": frame.view.key != SENT and len(pictures) >= LEAST_TO_COMPARE,
        "is_shown": any(one["is_shown"] for one in pictures),
        "is_known": frame.view.key in VIEWS,
    }


def other_views(frames: Sequence[Mapping[str, Any]]) -> list[View]:
    """What can be photographed besides."""
    there = {one["view"].key for one in frames}
    return [one for one in VIEWS.values() if one.key not in there]


def card_shown(account: Account, patient: Patient) -> dict[str, Any] | None:
    """What the chart says of photographs, for whoever may see them; no picture is shown there."""
    if not account.may(Right.SEE_PHOTOS):
        return None
    known = days_of(patient)
    newest = max((day for day, _ in known), default=None)
    views = {view for _, view in known}
    face = [one for one in VIEWS.values() if one.is_face]
    begun = any(one.key in views for one in face)
    return {
        "count": len(known),
        "newest": f"{newest:%-d %b %Y}" if newest else "",
        "today": newest == timezone.localdate(),
        "missing": [one.name for one in face if begun and one.key not in views],
        "can_add": account.may(Right.ADD_PHOTOS),
    }
