"""A patient tells how the skin heals, in a minute, and reads at once what to do."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.frame.sent import key as key_in
from percuta_clinic.frame.sent import whole
from percuta_clinic.healing.access import own_check_in, own_picture, own_session, own_visit
from percuta_clinic.healing.check_ins import (
    Saved,
    Unanswered,
    answer_reopen,
    check_in_save,
    check_in_send,
    tell_open,
    today_there,
)
from percuta_clinic.healing.models import CheckIn, Urgent
from percuta_clinic.healing.own import looked_at
from percuta_clinic.healing.pages import page_of
from percuta_clinic.healing.pictures import picture_leave_out
from percuta_clinic.healing.queries import zone_of
from percuta_clinic.healing.science_triage import Judged, told_in_words
from percuta_clinic.healing.tasks import alert_of
from percuta_clinic.intake.services import Closed
from percuta_clinic.portal.birth import BirthDate
from percuta_clinic.portal.views.check_in_pictures import add_all
from percuta_clinic.portal.views.link import page_name
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.views.saving import Given, kept
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.premises.emergency import emergency_words

STEP = "check-in"
TONES = {Urgent.EXPECTED: "ok", Urgent.WATCH: "warn", Urgent.TODAY: "stop", Urgent.NOW: "stop"}
NOT_ADDED = "A picture was not added."
ELSEWHERE = "Some answers were changed on another device meanwhile. Look at them, then send again."


@require_http_methods(["GET", "HEAD", "POST"])
@of_patient
@alone
def check_in(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """The questions; once they are sent, what to do."""
    found = own_check_in(request.patient, key)
    if request.method == "POST":
        return _send(request, found)
    return _form(request, found) if found.is_open else _read(request, found)


def _send(request: PatientRequest, found: CheckIn) -> HttpResponseBase:
    try:
        saved = check_in_save(
            check_in=found,
            changed=_typed(request),
            version=whole(request.POST.get("version", ""), otherwise=0),
        )
        if saved.clash:
            return _form(request, saved.check_in, trouble=ELSEWHERE, status=HTTPStatus.CONFLICT)
        found = saved.check_in
        if request.POST.keys() & {"picture", "leave_out"}:
            return _pictures(request, found)
        check_in_send(by=request.actor, check_in=found, anyway="anyway" in request.POST)
    except Closed:
        return redirect("my_check_in", found.pk)
    except Unanswered as open_still:
        return _form(request, found, open_still=open_still.judged, status=422)
    except ValidationError as refusal:
        return _form(request, found, trouble=" ".join(refusal.messages), status=422)
    return redirect("my_check_in", found.pk)


def _pictures(request: PatientRequest, found: CheckIn) -> HttpResponseBase:
    """Adds or leaves out where no script does; the answers on the page are saved by then."""
    if left := key_in(request.POST.get("leave_out", "")):
        picture = own_picture(request.patient, found.pk, left)
        picture_leave_out(by=request.actor, picture=picture)
    elif why := add_all(request, found):
        return _form(request, found, trouble=why, title=NOT_ADDED, status=422)
    return redirect(f"{reverse('my_check_in', args=[found.pk])}#pictures")


def _typed(request: PatientRequest) -> dict[str, Any]:
    """The fields that stood on the page; one that is not ticked is empty, not left out."""
    sent = request.POST
    return {name: sent.get(name, "") for name in dict.fromkeys(sent.getlist("shown"))}


def _form(
    request: PatientRequest,
    found: CheckIn,
    *,
    trouble: str = "",
    title: str = "This was not sent.",
    open_still: Judged | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    page = page_of(found, request.clinic)
    context = {
        "check_in": found,
        "form": found,
        "asks": page,
        "step": STEP,
        "emergency": emergency_words(request.clinic),
        "alerted": _alerted(request, found),
        "trouble": trouble,
        "title": title,
        "open_still": open_still,
        "page": page_name(request) if request.way == "link" else "",
        "birth": BirthDate(auto_id="back_%s"),
    }
    with timezone.override(zone_of(request.patient, request.clinic)):
        return render(
            request, "portal/check_ins/form.html", context | shared(request), status=status
        )


def _alerted(request: PatientRequest, found: CheckIn) -> str:
    """When the clinic was told of a sign that cannot wait; empty where it was not."""
    alert = alert_of(found)
    zone = zone_of(request.patient, request.clinic)
    return f"{alert.opened_at.astimezone(zone):%H:%M}" if alert is not None else ""


def _read(request: PatientRequest, found: CheckIn) -> HttpResponse:
    answer = found.answers.last()
    if answer is None:
        return _form(request, found)
    context = {
        "check_in": found,
        "answer": answer,
        "read": answer.read,
        "tone": TONES[Urgent(answer.level)],
        "emergency": emergency_words(request.clinic),
        "looked": looked_at(found),
        "is_now": answer.level == Urgent.NOW,
        "told": [one for one in told_in_words(answer.values) if one.told],
        "pictures": answer.photos.filter(photo__removed_at=None),
        "mends": today_there(request.patient, request.clinic) == answer.told_on,
    }
    with timezone.override(zone_of(request.patient, request.clinic)):
        return render(request, "portal/check_ins/read.html", context | shared(request))


@require_POST
@of_patient
@alone
def save(request: PatientRequest, key: UUID) -> HttpResponse:
    """Saves what was ticked; says what else was ticked meanwhile, and what is asked now."""
    found = own_check_in(request.patient, key)

    def write(given: Given) -> Mapping[str, Any]:
        saved = check_in_save(
            check_in=found, changed=given.values, version=given.version, turn=given.turn
        )
        return _told(request, saved)

    return kept(request, write)


def _told(request: PatientRequest, saved: Saved) -> Mapping[str, Any]:
    found = saved.check_in
    page = page_of(found, request.clinic)
    zone = zone_of(request.patient, request.clinic)
    return {
        "version": found.version,
        "saved_at": f"{found.saved_at.astimezone(zone):%H:%M}" if found.saved_at else "",
        "alerted": _alerted(request, found),
        "clash": dict(saved.clash),
        "news": dict(saved.news),
        "read": {},
        "asked": {STEP: page.asked},
        "answered": {STEP: page.answered},
    }


@require_POST
@of_patient
@alone
def tell(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Somebody wants to tell something now, about this session."""
    session = own_session(request.patient, key)
    opened = tell_open(by=request.actor, patient=request.patient, session=session)
    return redirect("my_check_in", opened.pk)


@require_POST
@of_patient
@alone
def tell_visit(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """The same about a finished visit of which nobody recorded here what was done."""
    visit = own_visit(request.patient, key)
    opened = tell_open(by=request.actor, patient=request.patient, visit=visit)
    return redirect("my_check_in", opened.pk)


@require_POST
@of_patient
@alone
def again(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Puts right, on the same day, what was told; on another day, tells anew."""
    found = own_check_in(request.patient, key)
    try:
        answer_reopen(by=request.actor, check_in=found)
    except ValidationError:
        session = own_session(request.patient, found.session_id) if found.session_id else None
        found = tell_open(
            by=request.actor, patient=request.patient, session=session, visit=found.visit
        )
    return redirect("my_check_in", found.pk)
