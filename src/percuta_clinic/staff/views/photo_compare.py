"""Two pictures of one view beside each other; what is not alike is refused."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.access import photos_patient, seen_page
from percuta_clinic.photos.allowed import Allowed, allowed
from percuta_clinic.photos.framing import SENT, view_name
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.queries import photos_of, sessions_of
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.photos_shown import shown

PAIR = 2


@require_safe
@needs(Right.SEE_PHOTOS)
def compare(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Two chosen pictures, or the first and the newest of a view."""
    patient = photos_patient(request.user, key)
    may = allowed(patient)
    photos = photos_of(patient) if may.seen else []
    if may.seen:
        seen_page(request.user, patient)
    two = chosen(photos, request.GET.getlist("pair")) or _ends(photos, request.GET.get("view", ""))
    why, status = _why_not(two, may, asked=len(request.GET.getlist("pair")))
    context: dict[str, Any] = {
        "patient": patient,
        "crumbs": crumbs_to(patient, "Photographs", "Compare"),
        "why": why,
        "unlike": sorted({one.view for one in two}) if len(two) == PAIR else [],
    }
    if not why:
        context |= _side_by_side(patient, two, photos, may=may)
    return render(request, "staff/photos/compare.html", context, status=status)


def chosen(photos: Sequence[Photo], keys: Sequence[str]) -> list[Photo]:
    """The pictures that were named, the earlier first; what is not there is none."""
    by_key = {str(one.pk): one for one in photos}
    found = list({key: by_key[key] for key in keys if key in by_key}.values())[:PAIR]
    return sorted(found, key=lambda one: one.when)


def _ends(photos: Sequence[Photo], view: str) -> list[Photo]:
    """The first and the newest picture of a view."""
    alike = [one for one in photos if one.view == view]
    return [alike[-1], alike[0]] if len(alike) >= PAIR else []


def _why_not(two: Sequence[Photo], may: Allowed, *, asked: int) -> tuple[str, int]:
    if may.why_hidden:
        return may.why_hidden, 200
    if asked > PAIR:
        return f"{asked} pictures are ticked. Two are compared: tick two of one view.", 422
    if len(two) < PAIR:
        return "Tick two pictures of one view on the page of the photographs.", 200
    left, right = two
    if SENT in (left.view, right.view):
        return (
            "A picture that a patient sent is in no set view, at another distance and in other "
            "light. Beside another it would show a change that may be none.",
            422,
        )
    if left.view == right.view:
        return "", 200
    return (
        f"These are two views: {view_name(left.view)}, and {view_name(right.view)}. Beside each "
        "other they would show a change that is none. Choose two pictures of one view.",
        422,
    )


def _side_by_side(
    patient: Patient, two: Sequence[Photo], photos: Sequence[Photo], *, may: Allowed
) -> dict[str, Any]:
    left, right = two
    sessions = sessions_of(patient)
    alike = {
        one.pk: shown(one, may=may, sessions=sessions)
        for one in reversed(photos)
        if one.view == left.view
    }
    return {
        "view": view_name(left.view),
        "sides": [
            _side("Left", patient, alike, pair=(left, right)),
            _side("Right", patient, alike, pair=(right, left)),
        ],
    }


def _side(
    title: str, patient: Patient, alike: Mapping[UUID, dict[str, Any]], *, pair: tuple[Photo, Photo]
) -> dict[str, Any]:
    """One of the two, and what could stand in its place."""
    here, other = pair
    choices = [
        one | {"url": _url(patient, key, other.pk), "is_here": key == here.pk}
        for key, one in alike.items()
        if key != other.pk
    ]
    return {"title": title, "one": alike[here.pk], "choices": choices}


def _url(patient: Patient, one: UUID, other: UUID) -> str:
    asked = urlencode({"pair": [one, other]}, doseq=True)
    return f"{reverse('photos_compare', args=[patient.pk])}?{asked}"
