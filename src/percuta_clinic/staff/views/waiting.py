"""The waiting list, and who asked for a time on the public pages."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.booking.asking_in import (
    ended_waits,
    newcomers,
    waiters,
    waiting_for,
)
from percuta_clinic.booking.models import Service, Waiting
from percuta_clinic.booking.waiting import waiting_end, waiting_join
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.waiting import WaitingForm
from percuta_clinic.patients.access import patient_for
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.views.shown import row


@require_safe
@needs(Right.BOOK_VISITS)
def waiting(request: ClinicRequest) -> HttpResponse:
    """Who waits, what was offered, and what came of it."""
    context = {
        "rows": [
            {"one": one, "row": row(request, one.waiting.patient)} for one in waiters(request.user)
        ],
        "ended": [
            {"one": one, "row": row(request, one.patient)} for one in ended_waits(request.user)
        ],
        "here": "waiting",
        "crumbs": _crumbs("Waiting list"),
    }
    return render(request, "staff/waiting/list.html", context)


@require_safe
@needs(Right.BOOK_VISITS)
def newcomers_page(request: ClinicRequest) -> HttpResponse:
    """Who booked on the public pages, and whether they may be here already."""
    rows = [{"one": one, "row": row(request, one.patient)} for one in newcomers(request.user)]
    context = {"rows": rows, "here": "newcomers", "crumbs": _crumbs("New by the public pages")}
    return render(request, "staff/waiting/newcomers.html", context)


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"label": "Today", "url": reverse("board")}, {"label": here}]


@require_POST
@needs(Right.BOOK_VISITS)
def end(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes somebody off the list."""
    found = waiting_for(request.user, key)
    if waiting_end(by=request.user.actor, waiting=found, why=Waiting.Ended.STAFF):
        messages.success(request, "Taken off the waiting list.")
    return redirect("waiting")


class ServiceForm(forms.Form):
    """What is waited for."""

    service = forms.ModelChoiceField(
        queryset=Service.objects.filter(is_offered=True), label="Wait for"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BOOK_VISITS)
def join(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Puts a patient on the list."""
    patient = patient_for(request.user, key, Right.BOOK_VISITS)
    first = Service.objects.filter(is_offered=True).first()
    if first is None:
        return render(request, "staff/waiting/none.html", {"patient": patient})
    what = ServiceForm(request.POST or None, initial={"service": first})
    service = what.cleaned_data["service"] if request.POST and what.is_valid() else first
    form = WaitingForm(request.POST or None, service=service, all_people=True)
    if request.method == "POST" and what.is_valid() and form.is_valid():
        try:
            waiting_join(by=request.user.actor, patient=patient, service=service, when=form.when)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{patient} is on the waiting list.")
            return redirect("waiting")
    wrong = bool(what.errors or form.errors)
    context: dict[str, Any] = {
        "patient": patient,
        "what": what,
        "form": form,
        "crumbs": [
            {"label": "Today", "url": reverse("board")},
            {"label": "Waiting list", "url": reverse("waiting")},
            {"label": str(patient), "private": True},
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "staff/waiting/join.html", context, status=status)
