"""A patient waits for a time, and answers what is offered."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from percuta_clinic.billing.models import Shown
from percuta_clinic.billing.terms import terms_for
from percuta_clinic.booking.models import TimeOffered, Waiting
from percuta_clinic.booking.offering_times import (
    WAITER,
    Gone,
    offer_decline,
    offered_of,
)
from percuta_clinic.booking.own import choice_of
from percuta_clinic.booking.waiting import visits_booked, waiting_end, waiting_join
from percuta_clinic.frame import sent
from percuta_clinic.frame.limits import sender_of, within
from percuta_clinic.frame.times import zone_name
from percuta_clinic.frame.waiting import WaitingForm
from percuta_clinic.outbox.reach import reach
from percuta_clinic.people.access import NotYours
from percuta_clinic.portal.views.own_booking import PAGE, service_asked
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.booking_alone import Agreed, offer_alone

TIMES, SECONDS = 60, 600


@PAGE
@of_patient
@alone
def join(request: PatientRequest) -> HttpResponseBase:
    """For which days and parts of the day a time is wished for."""
    service = service_asked(request)
    choice = choice_of(service, request.patient, request.clinic)
    if not choice.may:
        context = {"choices": [choice], "only": service} | shared(request)
        return render(request, "portal/visits/services.html", context)
    form = WaitingForm(request.POST or None, service=service, first_day=choice.first_day)
    if request.method == "POST" and form.is_valid() and _joined(request, form):
        messages.success(request, "You are on the waiting list. We write when a time comes free.")
        return redirect("my_visits")
    way = reach(request.patient)
    context = {"form": form, "service": service, "way": way, **shared(request)}
    context["no_way"] = way.channel is None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/visits/wait.html", context, status=status)


def _joined(request: PatientRequest, form: WaitingForm) -> bool:
    try:
        waiting_join(
            by=request.actor, patient=request.patient, service=form.service, when=form.when
        )
    except ValidationError as refusal:
        form.refuse(refusal)
        return False
    return True


@require_POST
@of_patient
@alone
def leave(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Off the list."""
    found = request.patient.waitings.filter(pk=key).first()
    if found is None:
        raise NotYours("There is no such wish.")
    waiting_end(by=request.actor, waiting=found, why=Waiting.Ended.LEFT)
    messages.success(request, "You are off the waiting list.")
    return redirect("my_visits")


class AnswerForm(forms.Form):
    """What somebody says to a time that came free."""

    answer = forms.ChoiceField(choices=[(one, one) for one in ("take", "no", "leave")])


@login_not_required
@never_cache
@PAGE
def offer(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The link in the message is the key; it names no person and no treatment."""
    if not within(sender_of(request), what="offers answered", times=TIMES, seconds=SECONDS):
        return _page(request, None, status=HTTPStatus.TOO_MANY_REQUESTS)
    found = offered_of(secret)
    if found is None:
        return _page(request, None, status=HTTPStatus.NOT_FOUND)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, found, form.cleaned_data["answer"])
    return _page(request, found)


def _answered(request: HttpRequest, offered: TimeOffered, answer: str) -> HttpResponse:
    if answer == "take":
        agreed = Agreed(digest=sent.line(request.POST, "digest"), how=Shown.ONLINE)
        try:
            offer_alone(by=WAITER, offered=offered, agreed=agreed)
        except (Gone, ValidationError) as refused:
            offered.refresh_from_db()
            words = " ".join(getattr(refused, "messages", ()))
            return _page(request, offered, refusal=words, status=HTTPStatus.CONFLICT)
    else:
        offer_decline(by=WAITER, offered=offered)
        if answer == "leave":
            waiting_end(by=WAITER, waiting=offered.waiting, why=Waiting.Ended.LEFT)
    offered.refresh_from_db()
    offered.waiting.refresh_from_db()
    return _page(request, offered)


def _page(
    request: HttpRequest,
    offered: TimeOffered | None,
    *,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    state = offered.state if offered else ""
    is_open = offered is not None and state == TimeOffered.State.OPEN
    context: dict[str, Any] = {
        "offered": offered,
        "is_open": is_open and offered is not None and offered.until > timezone.now(),
        "is_taken": state == TimeOffered.State.TAKEN,
        "is_declined": state == TimeOffered.State.DECLINED,
        "has_left": offered is not None and offered.waiting.ended_why == Waiting.Ended.LEFT,
        "often": status == HTTPStatus.TOO_MANY_REQUESTS,
        "zone": zone_name(Clinic.objects.get()),
        "refusal": refusal,
    }
    if context["is_open"] and offered is not None:
        context["booked"] = next(iter(visits_booked(offered.waiting)), None)
        context["terms"] = terms_for(offered.waiting.service, unnamed=True)
    answer = render(request, "portal/visits/offer.html", context, status=status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
