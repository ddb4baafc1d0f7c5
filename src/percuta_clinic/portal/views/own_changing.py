"""A patient moves or cancels a visit alone."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.own import choice_of, day_allowed, own_shift
from percuta_clinic.booking.placing import Stale
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.booking.services import Blocked
from percuta_clinic.booking.stages import stages_booked
from percuta_clinic.frame import sent
from percuta_clinic.frame.times import moment, one_of, times_shown
from percuta_clinic.portal.views.own_booking import PAGE, account_here
from percuta_clinic.portal.views.own_visits import own_visit, row_of
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.readiness.booking_alone import cancel_alone, may_cancel, may_move

CHANGED = "This visit was changed in the meantime. Look at it again before you choose."
LONGEST = 250


@PAGE
@of_patient
@alone
def move(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Free times for the same service; a tap moves the visit."""
    visit = own_visit(request, key)
    if not may_move(visit):
        return _too_late(request, visit)
    if request.method == "POST":
        return _moved(request, visit)
    return _times(request, visit)


def _moved(request: PatientRequest, visit: Visit) -> HttpResponseBase:
    at = moment(request.POST.get("at", ""))
    if at is None:
        return _times(request, visit, refusal="Please choose a time.", status=422)
    who = one_of(specialists_for(visit.service), request.POST.get("with", ""))
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
