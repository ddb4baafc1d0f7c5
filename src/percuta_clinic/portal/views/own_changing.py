"""A patient moves or cancels a visit alone."""

from copy import copy
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from percuta_clinic.billing.terms import agreed_for
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.own import choice_of, day_allowed, own_shift
from percuta_clinic.booking.placing import Stale
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.booking.services import Blocked
from percuta_clinic.booking.stages import stages_booked
from percuta_clinic.frame import sent
from percuta_clinic.frame.times import moment, one_of, times_shown, zone_name
from percuta_clinic.portal.views.own_booking import PAGE, account_here
from percuta_clinic.portal.views.own_visits import keep_undo, own_visit, row_of
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.readiness.booking_alone import (
    cancel_alone,
    may_cancel,
    may_move,
    window_at,
)

CHANGED = "This visit was changed in the meantime. Look at it again before you choose."
LONGEST = 250


@PAGE
@of_patient
@alone
def move(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Free times for the same service; a tap asks, a second one moves the visit."""
    visit = own_visit(request, key)
    if not may_move(visit):
        return _too_late(request, visit)
    if request.method == "POST":
        at = moment(request.POST.get("at", ""))
        if at is None:
            return _times(request, visit, refusal="Please choose a time.", status=422)
        is_sure = "sure" in request.POST or at == visit.starts_at
        return (_moved if is_sure else _asked)(request, visit, at)
    return _times(request, visit)


def _asked(request: PatientRequest, visit: Visit, at: datetime) -> HttpResponse:
    """The old time beside the new one, and what follows from it."""
    here = {
        "visit": visit,
        "at": at,
        "with": one_of(specialists_for(visit.service), request.POST.get("with", "")),
        "version": sent.whole(request.POST.get("version", "")),
        "window": window_at(visit, at),
        "agreed": agreed_for(visit),
        "zone": zone_name(request.clinic),
    }
    return render(request, "portal/visits/move_check.html", here | shared(request))


def _moved(request: PatientRequest, visit: Visit, at: datetime) -> HttpResponseBase:
    who, before = one_of(specialists_for(visit.service), request.POST.get("with", "")), copy(visit)
    version = sent.whole(request.POST.get("version", ""))
    try:
        done = own_shift(
            by=request.actor, visit=visit, starts_at=at, version=version, specialist=who
        )
    except Stale:
        visit.refresh_from_db()
        return _times(request, visit, refusal=CHANGED, status=HTTPStatus.CONFLICT)
    except ValidationError as refused:
        said = " ".join(refused.messages)
        return _times(request, visit, refusal=said, status=HTTPStatus.CONFLICT)
    when = f"{timezone.localtime(done.visit.starts_at):%A %-d %B, %H:%M}"
    if not done.again:
        keep_undo(request, before, done.visit)
    messages.success(request, f"Your visit is on {when} now. The old time is free again.")
    return redirect("my_visits")


def _times(
    request: PatientRequest, visit: Visit, *, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    wanted = Wanted(
        service=visit.service,
        stages=stages_booked(visit),
        patient=request.patient,
        themselves=True,
        but_visit=visit.pk,
    )
    choice = choice_of(visit.service, request.patient, request.clinic, moves=visit)
    shown = times_shown(
        request,
        wanted,
        clinic=request.clinic,
        not_before=choice.first_day,
        allowed=day_allowed(wanted, request.clinic),
    )
    here: dict[str, Any] = {
        "visit": visit,
        "choice": choice,
        "sent_along": {"version": visit.version},
        "pick_url": request.get_full_path(),
        "refusal": refusal,
    }
    context = shown | here | shared(request)
    return render(request, "portal/visits/move.html", context, status=status)


def _too_late(request: PatientRequest, visit: Visit) -> HttpResponse:
    context = {"row": row_of(visit, request.clinic)} | shared(request)
    return render(request, "portal/visits/too_late.html", context, status=HTTPStatus.CONFLICT)


@PAGE
@of_patient
@alone
def cancel(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Asks once; a late no is possible too, so that somebody else can have the time."""
    visit = own_visit(request, key)
    if visit.state == State.CANCELLED and request.method == "POST":
        return _cancelled(request)
    if not may_cancel(visit):
        return _too_late(request, visit)
    refusal = ""
    if request.method == "POST":
        try:
            cancel_alone(
                by=request.actor,
                visit=visit,
                version=sent.whole(request.POST.get("version", "")),
                why=sent.line(request.POST, "why")[:LONGEST],
                account=account_here(request),
            )
        except Stale:
            refusal = CHANGED
        except (Blocked, ValidationError) as refused:
            refusal = " ".join(getattr(refused, "messages", [str(refused)]))
        else:
            return _cancelled(request)
        visit.refresh_from_db()
    context = {"row": row_of(visit, request.clinic), "refusal": refusal} | shared(request)
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "portal/visits/cancel.html", context, status=status)


def _cancelled(request: PatientRequest) -> HttpResponseBase:
    messages.success(request, "Cancelled. You need not come.")
    return redirect("my_visits")
