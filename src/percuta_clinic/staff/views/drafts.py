"""Saving what is being typed, discarding it, taking it back."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from percuta_clinic.drafts.models import Draft
from percuta_clinic.drafts.services import Stale, draft_drop, draft_save, draft_take_back
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import chart_at_work, note_for
from percuta_clinic.patients.notes import AMENDMENT, NOTE
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

Given = tuple[dict[str, str], int]
_NAME = re.compile(r"[\w-]{1,40}", re.ASCII)
NOT_VALUES = ("csrfmiddlewaretoken", "version", "note")


def _chart_of_patient(account: Account, subject: UUID) -> UUID:
    return chart_at_work(account, subject, Right.WRITE_NOTES).pk


def _chart_of_note(account: Account, subject: UUID) -> UUID:
    return note_for(account, subject, Right.WRITE_NOTES).patient_id


# For each form: may this person write about this subject, and whose chart is it in?
SUBJECTS: dict[str, Callable[[Account, UUID], UUID]] = {
    NOTE: _chart_of_patient,
    AMENDMENT: _chart_of_note,
}


def _patient_of(account: Account, form: str, subject: UUID) -> UUID:
    if form not in SUBJECTS:
        raise NotYours(f"There are no drafts of {form}.")
    return SUBJECTS[form](account, subject)


@require_POST
@needs(Right.WRITE_NOTES)
def save(request: ClinicRequest, form: str, subject: UUID) -> HttpResponseBase:
    """Saves over the version the page knows; otherwise both texts go back."""
    _patient_of(request.user, form, subject)
    return saved(request, form=form, subject=str(subject))


def saved(request: ClinicRequest, *, form: str, subject: str) -> JsonResponse:
    """What became of a draft that was sent, for whoever may write it."""
    given = _given_in(request)
    if given is None:
        words = "Send the fields of the form as text, and the version they were written against."
        return JsonResponse({"error": words}, status=400)
    values, version = given
    try:
        kept = draft_save(
            account=request.user, form=form, subject=subject, values=values, version=version
        )
    except Stale as stale:
        return JsonResponse({"kept": _told_of(stale.kept), "yours": values}, status=409)
    return JsonResponse(_told_of(kept))


def _told_of(kept: Draft) -> dict[str, Any]:
    """A saved draft, as scripts hear of it."""
    return {
        "id": str(kept.pk),
        "version": kept.version,
        "saved_at": timezone.localtime(kept.saved_at).strftime("%H:%M"),
        "values": kept.values,
    }


def _given_in(request: ClinicRequest) -> Given | None:
    """The values sent and the version they were written against; None if that is no draft."""
    try:
        if request.content_type == "application/json":
            sent = json.loads(request.body)
            values, version = dict(sent["values"]), int(sent["version"])
        else:
            values, version = request.POST.dict(), int(request.POST["version"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    kept = {name: text for name, text in values.items() if name not in NOT_VALUES}
    if not all(map(_fits, kept, kept.values())) or not 0 <= version < 2**31:
        return None
    return {name: _storable(text) for name, text in kept.items()}, version


def _fits(name: object, text: object) -> bool:
    """A field of some form, and text for it."""
    return isinstance(name, str) and bool(_NAME.fullmatch(name)) and isinstance(text, str)


def _storable(text: str) -> str:
    """Without NUL signs and halves of letters, which no page could show again."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


@require_POST
@needs(Right.WRITE_NOTES)
def discard(request: ClinicRequest, form: str, subject: UUID) -> HttpResponseBase:
    """Puts the draft aside; it can be taken back."""
    patient = _patient_of(request.user, form, subject)
    draft_drop(account=request.user, form=form, subject=str(subject))
    messages.info(request, "Discarded. You can take it back in the chart for seven days.")
    return redirect("chart", patient)


@require_POST
@needs(Right.WRITE_NOTES)
def take_back(request: ClinicRequest, form: str, subject: UUID) -> HttpResponseBase:
    """Undoes the last discard."""
    patient = _patient_of(request.user, form, subject)
    if draft_take_back(account=request.user, form=form, subject=str(subject)) is None:
        messages.warning(request, "You have begun something new; sign or discard that first.")
    if form == AMENDMENT:
        return redirect("note_amend", subject)
    return redirect("chart", patient)
