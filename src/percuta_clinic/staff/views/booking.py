"""Booking a visit and moving one: free times first, any other time behind them."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from percuta_clinic.billing.covering import paying_another
from percuta_clinic.booking.access import visit_for
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.booking.notices import is_told
from percuta_clinic.booking.placing import (
    MOVABLE,
    Refused,
    Stale,
    Wish,
    visit_book,
    visit_shift,
)
from percuta_clinic.booking.stages import stages_booked, stages_for
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import patient_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.queries import patients_found
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.booking import BookForm, ServiceTimesForm, TimesForm, WhenForm
from percuta_clinic.staff.views.free_times import (
    keys_of,
    override_of,
    refusal_shown,
    times_shown,
)
from percuta_clinic.staff.views.shown import row

CHOSEN = ("service", "specialist", "room")
NOBODY = UUID(int=0)


@require_http_methods(["GET", "POST"])
@needs(Right.BOOK_VISITS)
def new(request: ClinicRequest) -> HttpResponseBase:
    """Books a visit for the patient named in the address; without one, asks whom for."""
    named = request.GET.get("patient", "")
    if not named:
        return _for_whom(request)
    patient = patient_for(request.user, sent.key(named) or NOBODY, Right.BOOK_VISITS)
    form = BookForm(request.POST or None, initial=_chosen(request))
    refused: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _booked(request, patient, form.cleaned_data)
        except Refused as refusal:
            hidden = keys_of(form.cleaned_data, CHOSEN)
            at = form.cleaned_data["starts_at"]
            refused = refusal_shown(request, refusal, at, hidden=hidden)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _new_page(request, patient, form, refused=refused)


def _booked(request: ClinicRequest, patient: Patient, values: dict[str, Any]) -> HttpResponseBase:
    visit = visit_book(
        by=request.user,
        patient=patient,
        starts_at=values["starts_at"],
        wish=Wish(override=override_of(request)),
        **{name: values[name] for name in CHOSEN},
    )
    messages.success(request, f"Booked for {_when(visit)}. {told_words(visit)}")
    return redirect("visit", visit.pk)


def _new_page(
    request: ClinicRequest, patient: Patient, form: BookForm, *, refused: dict[str, Any] | None
) -> HttpResponse:
    given = request.GET if "service" in request.GET else request.POST
    asked = ServiceTimesForm(
        given if "service" in given else None, initial=_chosen(request), auto_id="ask_%s"
    )
    times = None
    if asked.is_bound and asked.is_valid():
        values = asked.cleaned_data
        service = values["service"]
        wanted = Wanted(
            service=service,
            stages=stages_for(service, patient),
            patient=patient,
            specialist=values["specialist"],
            room=values["room"],
        )
        times = times_shown(request, wanted, values["first"])
        times["package"] = paying_another(patient, service)
        chosen = keys_of(values, CHOSEN)
        times["hidden"] = chosen.items()
        times["look"] = f"?{urlencode({'patient': patient.pk} | chosen)}&"
        if not form.is_bound:
            form = BookForm(initial=values | {"day": times["first"]})
    context = {
        "patient": patient,
        "asked": asked,
        "times": times,
        "form": form,
        "refused": refused,
        "services": Service.objects.filter(is_offered=True).exists(),
        "crumbs": _crumbs("Book a visit"),
    }
    return render(request, "staff/visits/new.html", context)


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"label": "Today", "url": reverse("board")}, {"label": here}]


def _for_whom(request: ClinicRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    hits, _ = patients_found(request.user, text)
    context = {
        "crumbs": _crumbs("Book a visit"),
        "q": text,
        "rows": [row(request, hit.patient, why=hit.why) for hit in hits],
    }
    return render(request, "staff/visits/for_whom.html", context)


def _chosen(request: ClinicRequest) -> dict[str, Any]:
    return {name: request.GET[name] for name in CHOSEN if request.GET.get(name)}


def _when(visit: Visit) -> str:
    at = timezone.localtime(visit.starts_at)
    return f"{at:%A %-d %B, %H:%M}, {visit.chair or visit.room}, with {visit.specialist.name}"


def told_words(visit: Visit) -> str:
    """Whether the patient hears of it."""
    return "The patient gets a message." if is_told(visit) else "No message goes out about it."


@require_http_methods(["GET", "POST"])
@needs(Right.BOOK_VISITS)
def shift(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Another time, room or specialist."""
    found = visit_for(request.user, key, Right.BOOK_VISITS)
    if found.state not in MOVABLE:
        messages.error(request, f"A visit that is {found.state_words} cannot be moved.")
        return redirect("visit", key)
    form = WhenForm(request.POST or None)
    refused: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _shifted(request, found, form.cleaned_data)
        except Stale as refusal:
            messages.error(request, f"{refusal} It was not moved.")
            return redirect("visit", key)
        except Refused as refusal:
            hidden = keys_of(form.cleaned_data, CHOSEN[1:]) | {"version": found.version}
            at = form.cleaned_data["starts_at"]
            refused = refusal_shown(request, refusal, at, hidden=hidden)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    return _shift_page(request, found, form, refused=refused)


def _shifted(request: ClinicRequest, found: Visit, values: dict[str, Any]) -> HttpResponseBase:
    version = sent.whole(request.POST.get("version", ""))
    visit = visit_shift(
        by=request.user,
        visit=found,
        starts_at=values["starts_at"],
        version=version,
        specialist=values["specialist"],
        room=values["room"],
        wish=Wish(override=override_of(request)),
    )
    messages.success(request, f"Moved to {_when(visit)}. {told_words(visit)}")
    return redirect("visit", visit.pk)


def _shift_page(
    request: ClinicRequest, found: Visit, form: WhenForm, *, refused: dict[str, Any] | None
) -> HttpResponse:
    given = request.GET if "specialist" in request.GET else request.POST
    usual = {"specialist": str(found.specialist_id)}
    asked = TimesForm(given if "specialist" in given else usual, auto_id="ask_%s")
    asked.is_valid()
    values = asked.cleaned_data
    wanted = Wanted(
        service=found.service,
        stages=stages_booked(found),
        patient=found.patient,
        specialist=values.get("specialist"),
        room=values.get("room"),
        but_visit=found.pk,
    )
    same = wanted.specialist in (None, found.specialist) and wanted.room in (None, found.room)
    but = found.starts_at if same else None
    times = times_shown(request, wanted, values.get("first"), but=but)
    chosen = keys_of(values, CHOSEN[1:])
    times["hidden"] = (chosen | {"version": found.version}).items()
    times["look"] = f"?{urlencode({'specialist': ''} | chosen)}&"
    if not form.is_bound:
        starts = timezone.localtime(found.starts_at)
        form = WhenForm(initial=values | {"day": starts.date(), "begins": starts.time()})
    context = {
        "visit": found,
        "asked": asked,
        "times": times,
        "form": form,
        "refused": refused,
        "crumbs": [
            *_crumbs("")[:1],
            {"label": "Visit", "url": reverse("visit", args=[found.pk])},
            {"label": "Move"},
        ],
    }
    return render(request, "staff/visits/shift.html", context)
