"""One adverse event: its history, follow-ups, the doctor's assessment, closing and photographs."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.adverse.access import event_for
from percuta_clinic.adverse.before_closing import still_open
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.queries import history_of, shown
from percuta_clinic.adverse.reporting import forms_told, title_of
from percuta_clinic.adverse.science_complications import advised_for
from percuta_clinic.adverse.services import (
    event_amend,
    event_assess,
    event_close,
    event_follow,
    event_reopen,
    is_assessed,
    photo_link,
)
from percuta_clinic.audit.services import record as log
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.access import photo_for
from percuta_clinic.photos.framing import view_name
from percuta_clinic.photos.queries import photos_of
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.adverse import (
    AmendForm,
    AssessForm,
    CloseForm,
    FollowForm,
    ReopenForm,
)
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.photos_shown import when
from percuta_clinic.staff.views.shown import row
from percuta_clinic.treatment.operators import operators_of


@require_safe
@needs(Right.OPEN_CHART)
def event(request: ClinicRequest, key: UUID) -> HttpResponse:
    """What happened, what was written since, and what is still missing."""
    found = event_for(request.user, key)
    by, action, about = request.user.actor, "adverse.read", found.patient_id
    log(by=by, action=action, subject=found, patient_id=about)
    return page(request, found)


def page(request: ClinicRequest, found: AdverseEvent, **came_back: forms.Form) -> HttpResponse:
    """The page of an event; a form that came back stands in its place."""
    may_write = request.user.may(Right.WRITE_NOTES)
    is_doctor = request.user.may(Right.DECIDE_FINDINGS)
    written = {
        "follow": FollowForm(auto_id="follow_%s") if may_write and found.is_open else None,
        "amend": AmendForm.of(found) if may_write else None,
        "reopen": ReopenForm(auto_id="reopen_%s") if may_write and not found.is_open else None,
        "assess": _assessment(found) if is_doctor and found.is_open else None,
        "close": _closing(found) if is_doctor and found.is_open else None,
    }
    context = {
        **written,
        "shown": shown(found),
        "event": found,
        "row": row(request, found.patient),
        "operators": operators_of([found.session])[found.session.pk] if found.session else (),
        "history": history_of(found),
        "incidents": [link.incident for link in found.incidents.select_related("incident")],
        "photos": _photos(request, found),
        "reports": [(one, title_of(one), one.sendings.last()) for one in found.reports.all()],
        "forms": forms_told().items() if may_write else (),
        "is_assessed": is_assessed(found),
        "still_open": list(still_open(found)) if written["close"] else (),
        "advised": advised_for(found.term),
        "day": today(request.clinic),
        "crumbs": [
            {"label": "Today", "url": reverse("board")},
            {"label": "Adverse events", "url": reverse("adverse")},
            {"label": "What happened"},
        ],
    }
    status = 422 if came_back else 200
    return render(request, "staff/adverse/event.html", context | came_back, status=status)


def _assessment(found: AdverseEvent) -> AssessForm:
    """With what stands there; a new one is written in new words."""
    known = {name: getattr(found, name) for name in ("severity", "relation", "serious")}
    return AssessForm(initial=known, auto_id="assess_%s")


def _closing(found: AdverseEvent) -> CloseForm | None:
    if not is_assessed(found):
        return None
    return CloseForm(initial={"outcome": found.outcome}, auto_id="close_%s")


def _photos(request: ClinicRequest, found: AdverseEvent) -> dict[str, Any] | None:
    """Those that show it, and those that could be linked."""
    if not request.user.may(Right.SEE_PHOTOS):
        return None
    linked = set(found.photos.values_list("photo", flat=True))
    every = [(one, f"{view_name(one.view)}, {when(one)}") for one in photos_of(found.patient)]
    return {
        "linked": [(one, words) for one, words in every if one.pk in linked],
        "others": [(one.pk, words) for one, words in every if one.pk not in linked],
    }


@require_POST
@needs(Right.WRITE_NOTES)
def follow(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """How it stands today."""
    found = event_for(request.user, key, Right.WRITE_NOTES)
    form = FollowForm(request.POST, auto_id="follow_%s")
    write = partial(event_follow, by=request.user, event=found)
    return _done(request, found, ("follow", form, write), said="The follow-up is kept.")


@require_POST
@needs(Right.DECIDE_FINDINGS)
def assess(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A doctor's assessment, under the doctor's name."""
    found = event_for(request.user, key, Right.DECIDE_FINDINGS)
    form = AssessForm(request.POST, auto_id="assess_%s")
    write = partial(event_assess, by=request.user, event=found)
    return _done(request, found, ("assess", form, write), said="Your assessment is kept.")


@require_POST
@needs(Right.DECIDE_FINDINGS)
def close(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Closes it; the next session no longer waits for it."""
    found = event_for(request.user, key, Right.DECIDE_FINDINGS)
    form = CloseForm(request.POST, auto_id="close_%s")
    write = partial(event_close, by=request.user, event=found)
    said = "Closed. The next session no longer waits for it."
    return _done(request, found, ("close", form, write), said=said)


@require_POST
@needs(Right.WRITE_NOTES)
def amend(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Puts right what was said; what stood there stays in the history."""
    found = event_for(request.user, key, Right.WRITE_NOTES)
    form = AmendForm.of(found, request.POST)

    def write(*, why: str, **changes: Any) -> object:
        return event_amend(by=request.user, event=found, changes=changes, why=why)

    said = "Put right. What stood there before stays in the history."
    return _done(request, found, ("amend", form, write), said=said)


@require_POST
@needs(Right.WRITE_NOTES)
def reopen(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Opens a closed event again."""
    found = event_for(request.user, key, Right.WRITE_NOTES)
    form = ReopenForm(request.POST, auto_id="reopen_%s")
    write = partial(event_reopen, by=request.user, event=found)
    said = "Open again. The next session waits until a doctor assessed and closed it."
    return _done(request, found, ("reopen", form, write), said=said)


def _done(
    request: ClinicRequest,
    found: AdverseEvent,
    what: tuple[str, forms.Form, Callable[..., object]],
    *,
    said: str,
) -> HttpResponseBase:
    """Writes what was typed, or shows the page with it and why it was not kept."""
    name, form, write = what
    if form.is_valid():
        try:
            write(**form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            toasts.success(request, said)
            return redirect("adverse_event", found.pk)
    return page(request, found, **{name: form})


@require_POST
@needs(Right.SEE_PHOTOS)
def link_photo(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Says that a photograph of this patient shows it."""
    found = event_for(request.user, key, Right.SEE_PHOTOS)
    chosen = sent.key(request.POST.get("photo", ""))
    if chosen is None:
        toasts.error(request, "Choose a photograph first.")
        return redirect("adverse_event", key)
    photo = photo_for(request.user, chosen)
    if photo.patient_id != found.patient_id:
        raise NotYours("There is nothing of that name.")
    photo_link(by=request.user, event=found, photo=photo)
    toasts.success(request, "Linked.")
    return redirect("adverse_event", key)
