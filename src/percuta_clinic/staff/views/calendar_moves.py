"""A visit that is dropped elsewhere on the calendar; the script moves nothing by itself."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from percuta_clinic.booking.access import visit_for
from percuta_clinic.booking.models import Claim, Visit
from percuta_clinic.booking.placing import Override, Refused, Stale, Wish, visit_shift
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.booking import DropForm
from percuta_clinic.staff.views.booking import told_words
from percuta_clinic.staff.views.free_times import keys_of, override_of, refusal_shown

REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY
COLUMN = ("specialist", "room", "chair")


@require_POST
@needs(Right.BOOK_VISITS)
def drop(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Moves it, or says what stands in the way; how it was comes back to undo it."""
    found = visit_for(request.user, key, Right.BOOK_VISITS)
    form = DropForm(request.POST)
    if not form.is_valid():
        words = [str(word) for several in form.errors.values() for word in several]
        return _no(request, found, words)
    before = _as_it_is(found)
    try:
        moved = _moved(request, found, form.cleaned_data)
    except Stale:
        return _stale(request, key)
    except Refused as refusal:
        named = form.cleaned_data | {"specialist": _specialist(found, form.cleaned_data)}
        hidden = keys_of(named, COLUMN) | {"version": found.version}
        at = form.cleaned_data["starts_at"]
        shown = refusal_shown(request, refusal, at, hidden=hidden)
        return _dialog(request, found, {"refused": shown}, status=REFUSED)
    except ValidationError as refusal:
        return _no(request, found, refusal.messages)
    at = timezone.localtime(moved.starts_at)
    place = f"{moved.chair or moved.room}, with {moved.specialist.name}"
    said = f"Moved to {at:%A %-d %B, %H:%M}, {place}. {told_words(moved)}"
    return JsonResponse({"said": said, "undo": before | {"version": moved.version}})


def _moved(request: ClinicRequest, found: Visit, values: dict[str, Any]) -> Visit:
    """In the place it was in if the column names none; another one only if that is taken."""
    specialist = _specialist(found, values)
    if specialist not in specialists_for(found.service):
        raise ValidationError(f"{specialist.name} does not do {found.service}. Choose another one.")
    tried: Refused | None = None
    override = override_of(request)
    for place in _places(found, values, override=override):
        try:
            return visit_shift(
                by=request.user,
                visit=found,
                starts_at=values["starts_at"],
                version=sent.whole(request.POST.get("version", "")),
                specialist=specialist,
                wish=Wish(override=override, **place),
            )
        except Refused as refusal:
            tried = tried or refusal
            if {one.kind for one in refusal.conflicts} != {Claim.Kind.PLACE}:
                break
    raise tried or Refused("No place was named.")


def _specialist(found: Visit, values: dict[str, Any]) -> Account:
    """Of the column it was dropped in; a column of a room leaves it with whom it was."""
    return values["specialist"] or found.specialist


def _places(
    found: Visit, values: dict[str, Any], *, override: Override | None
) -> Iterator[dict[str, Any]]:
    if values["room"]:
        yield {"room": values["room"], "chair": values["chair"]}
        return
    if override is None:
        yield {"room": found.room, "chair": found.chair}
    yield {}


def _as_it_is(found: Visit) -> dict[str, str]:
    return {
        "starts_at": timezone.localtime(found.starts_at).isoformat(),
        "specialist": str(found.specialist_id),
        "room": str(found.room_id),
        "chair": str(found.chair_id or ""),
    }


def _stale(request: ClinicRequest, key: UUID) -> HttpResponse:
    now = visit_for(request.user, key, Right.BOOK_VISITS)
    return _dialog(request, now, {"stale": True}, status=HTTPStatus.CONFLICT)


def _no(request: ClinicRequest, found: Visit, words: list[str]) -> HttpResponse:
    return _dialog(request, found, {"words": words}, status=REFUSED)


def _dialog(
    request: ClinicRequest, found: Visit, more: dict[str, Any], *, status: HTTPStatus
) -> HttpResponse:
    context = {"visit": found, **more}
    return render(request, "staff/calendar/refused.html", context, status=status)
