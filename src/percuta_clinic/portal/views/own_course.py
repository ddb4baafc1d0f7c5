"""A patient books the sessions of her plan together: a time for each, one look, all or none."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.billing.terms import terms_for
from percuta_clinic.booking.own import choice_of, day_allowed
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.frame.limits import within
from percuta_clinic.frame.times import (
    moment,
    one_of,
    times_sent,
    times_shown,
    zone_name,
)
from percuta_clinic.people.models import Account
from percuta_clinic.planning.access import own_plan
from percuta_clinic.planning.course_booking import (
    Proposed,
    free_at,
    times_proposed,
    wanted_for,
)
from percuta_clinic.planning.dates import course_dates
from percuta_clinic.planning.models import Plan
from percuta_clinic.portal.views.own_booking import (
    OFTEN,
    PAGE,
    SECONDS,
    TIMES,
    agreed_here,
)
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.readiness.booking_alone import course_alone

KEPT = "my_course"  # where a session keeps the times that were chosen, by plan
TRIES = 20

Chosen = dict[int, tuple[datetime, Account]]


@PAGE
@of_patient
@alone
def dates(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Every session without a visit, with a free time; one button books them."""
    plan = own_plan(request.patient, key)
    if not _may(request, plan):
        return redirect(_back(plan))
    if request.method == "POST":
        return _booked(request, plan)
    return _page(request, plan, _chosen(request, plan))


def _may(request: PatientRequest, plan: Plan) -> bool:
    """Where not, the page of the plan says why."""
    return plan.in_force and choice_of(plan.service, request.patient, request.clinic).may


def _back(plan: Plan) -> str:
    return f"{reverse('my_plan', args=[plan.pk])}#dates"


def _booked(request: PatientRequest, plan: Plan) -> HttpResponseBase:
    times = _chosen(request, plan)
    if not within(request.patient.pk.hex, what="courses booked", times=TRIES, seconds=SECONDS):
        return _page(request, plan, times, refusal=OFTEN, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        times = times_sent(request.POST.getlist("time"), plan.service)
        done = course_alone(
            by=request.actor,
            patient=request.patient,
            key=plan.pk,
            times=times,
            agreed=agreed_here(request),
            clinic=request.clinic,
        )
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
        return _page(request, plan, times, refusal=words, status=HTTPStatus.CONFLICT)
    _keep(request, plan, {})
    days = ", ".join(f"{timezone.localtime(one.starts_at):%-d %B, %H:%M}" for one in done.visits)
    said = "These were booked already, and stay booked once" if done.again else "Booked"
    messages.success(request, f"{said}: {days}.")
    return redirect(_back(plan))


def _page(
    request: PatientRequest,
    plan: Plan,
    chosen: Chosen,
    *,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponseBase:
    rows = _rows(request, plan, chosen)
    if not rows:
        return redirect(_back(plan))
    there = [one for one in rows if one.offer]
    context: dict[str, Any] = {
        "plan": plan,
        "rows": rows,
        "there": there,
        "refusal": refusal,
        "terms": terms_for(plan.service),
        "zone": zone_name(request.clinic),
    }
    return render(
        request, "portal/plans/choose_dates.html", context | shared(request), status=status
    )


def _rows(request: PatientRequest, plan: Plan, chosen: Chosen) -> list[Proposed]:
    dates = course_dates(plan, request.clinic)
    return times_proposed(plan, dates, request.clinic, chosen=chosen, themselves=True)


@PAGE
@of_patient
@alone
def session(request: PatientRequest, key: UUID, number: int) -> HttpResponseBase:
    """Another time for one session; what comes too near after it is looked for anew."""
    plan = own_plan(request.patient, key)
    if not _may(request, plan):
        return redirect(_back(plan))
    rows = _rows(request, plan, _chosen(request, plan))
    row = next((one for one in rows if one.dated.number == number), None)
    if row is None:
        return redirect("my_plan_dates", key)
    if request.method == "POST":
        return _put(request, plan, row)
    return _times(request, plan, row)


def _put(request: PatientRequest, plan: Plan, row: Proposed) -> HttpResponseBase:
    """Kept in the session of the browser; nobody has to hold a time for a whole course."""
    at = moment(request.POST.get("at", ""))
    who = one_of(specialists_for(plan.service), request.POST.get("with", ""))
    if not within(request.patient.pk.hex, what="own times kept", times=TIMES, seconds=SECONDS):
        return _times(request, plan, row, refusal=OFTEN, status=HTTPStatus.TOO_MANY_REQUESTS)
    offer = free_at(plan, at, request.clinic, who=who) if at else None
    if offer is None or timezone.localdate(offer.starts_at) < row.soonest:
        words = "This time is not free for you. Please choose another one."
        return _times(request, plan, row, refusal=words, status=HTTPStatus.CONFLICT)
    number = row.dated.number
    _keep(request, plan, _chosen(request, plan) | {number: (offer.starts_at, offer.specialist)})
    return redirect(f"{reverse('my_plan_dates', args=[plan.pk])}#session-{number}")


def _times(
    request: PatientRequest,
    plan: Plan,
    row: Proposed,
    *,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    wanted = wanted_for(plan, themselves=True)
    shown = times_shown(
        request,
        wanted,
        clinic=request.clinic,
        not_before=row.soonest,
        allowed=day_allowed(wanted, request.clinic),
    )
    here = {"plan": plan, "row": row, "pick_url": request.get_full_path(), "refusal": refusal}
    context = shown | here | shared(request)
    return render(request, "portal/plans/choose_time.html", context, status=status)


def _chosen(request: PatientRequest, plan: Plan) -> Chosen:
    kept = request.session.get(KEPT, {})
    try:
        return times_sent(kept.get(str(plan.pk), []), plan.service)
    except ValidationError:
        return {}


def _keep(request: PatientRequest, plan: Plan, times: Chosen) -> None:
    lines = [f"{number}|{at.isoformat()}|{who.pk}" for number, (at, who) in times.items()]
    request.session[KEPT] = {str(plan.pk): lines}
