"""Visits: booked, looked at, moved, cancelled."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.booking.access import visit_for
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.booking.queries import free_windows, visits_on
from percuta_clinic.booking.services import (
    Blocked,
    Stale,
    visit_book,
    visit_move,
    visit_shift,
)
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import patient_for
from percuta_clinic.patients.queries import patients_found
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.beginning import (
    NotAgreed,
    NotReady,
    treatment_begin,
    treatment_resume,
)
from percuta_clinic.staff.forms.beginning import BeginForm
from percuta_clinic.staff.forms.booking import BookForm, WhenForm
from percuta_clinic.staff.views.readiness import strip_shown, strips_shown
from percuta_clinic.staff.views.shown import row
from percuta_clinic.staff.views.treating import treating_shown
from percuta_clinic.staff.views.visit_steps import points_shown, steps_shown


def _say(request: ClinicRequest, refusal: Exception) -> None:
    messages.error(request, "; ".join(getattr(refusal, "messages", [str(refusal)])))


@require_http_methods(["GET", "POST"])
@needs(Right.BOOK_VISITS)
def new(request: ClinicRequest) -> HttpResponseBase:
    """Books a visit for the patient named in the address; without one, asks whom for."""
    named = request.GET.get("patient", "")
    if not named:
        return _for_whom(request)
    patient = patient_for(request.user, _key(named), Right.BOOK_VISITS)
    form = BookForm(request.POST or None, initial=_soon(request))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("service", "specialist", "room")}
        try:
            visit = visit_book(
                by=request.user,
                patient=patient,
                starts_at=form.cleaned_data["starts_at"],
                **values,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            when = timezone.localtime(visit.starts_at).strftime("%A %-d %B, %H:%M")
            messages.success(request, f"Booked for {when}.")
            return redirect("visit", visit.pk)
    context = {"form": form, "patient": patient, "crumbs": _crumbs("Book a visit")}
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


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _soon(request: ClinicRequest) -> dict[str, Any]:
    initial: dict[str, Any] = {"day": today(request.clinic)}
    if any(role.label in ("specialist", "doctor") for role in request.user.roles):
        initial["specialist"] = request.user
    return initial


@require_safe
@needs(Right.BOOK_VISITS)
def taken(request: ClinicRequest) -> HttpResponse:
    """What is booked on a day, beside the form."""
    day = sent.day(request.GET.get("day", "")) or today(request.clinic)
    visits = visits_on(request.user, day=day, clinic=request.clinic)
    context = {"visits": visits, "day": day, **_free(request, visits, day)}
    return render(request, "staff/visits/taken.html", context)


def _free(request: ClinicRequest, visits: Sequence[Visit], day: date) -> dict[str, Any]:
    """When the chosen specialist and room are both free for the chosen service."""
    chosen = {name: _key(request.GET.get(name, "")) for name in ("service", "specialist", "room")}
    service = Service.objects.filter(pk=chosen["service"]).first()
    if service is None or not (chosen["specialist"].int and chosen["room"].int):
        return {}
    either = [
        visit
        for visit in visits
        if visit.specialist_id == chosen["specialist"] or visit.room_id == chosen["room"]
    ]
    free = free_windows(either, minutes=service.minutes, day=day, clinic=request.clinic)
    now = timezone.now()
    return {"asked": True, "free": [window for window in free if window.last > now]}


@require_safe
@needs(Right.SEE_BOARD)
def visit(request: ClinicRequest, key: UUID) -> HttpResponse:
    """One visit and what can be done with it."""
    return _page(request, visit_for(request.user, key))


def _page(
    request: ClinicRequest,
    found: Visit,
    form: WhenForm | None = None,
    *,
    beginning: BeginForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    starts = timezone.localtime(found.starts_at)
    form = form or WhenForm(
        initial={
            "specialist": found.specialist_id,
            "room": found.room_id,
            "day": starts.date(),
            "begins": starts.time(),
        }
    )
    movable = found.state in (State.BOOKED, State.CONFIRMED)
    strip = strips_shown(request.user, [found]).get(found.pk)
    context = {
        "visit": found,
        "form": form,
        "movable": movable,
        "strip": strip,
        "treating": treating_shown(request.user, [found]).get(found.pk),
        "agreed": (found.cleared or {}).get("plan", ""),
        "crumbs": _crumbs(f"Visit at {starts:%H:%M}"),
    }
    steps = steps_shown(request.user, found, strip=strip, clinic=request.clinic)
    if any(step["agrees"] for step in steps["steps"]):
        context["beginning"] = beginning or BeginForm(account=request.user)
        context["points"] = points_shown(request.user, found, clinic=request.clinic)
    return render(request, "staff/visits/visit.html", context | steps, status=status)


@require_POST
@needs(Right.MOVE_VISITS)
def move(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The next step of one visit, from the board or its own page."""
    found = visit_for(request.user, key, Right.MOVE_VISITS)
    beginning = BeginForm(request.POST, account=request.user)
    try:
        _move(request, found, _step(request.POST.get("to", "")), beginning=beginning)
    except NotReady as refusal:
        return _not_ready(request, found, refusal)
    except NotAgreed as refusal:
        if beginning.is_valid():  # else the field says it
            _say(request, refusal)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, found, beginning=beginning, status=status)
    except (Blocked, Stale, ValidationError) as refusal:
        _say(request, refusal)
    back = "visit" if request.POST.get("back") == "visit" else "board"
    return redirect("visit", key) if back == "visit" else redirect("board")


def _not_ready(request: ClinicRequest, found: Visit, refusal: NotReady) -> HttpResponse:
    """What is missing, how to clear it and who can; nothing was changed."""
    context = {
        "visit": found,
        "strip": strip_shown(request.user, found, refusal.strip),
        "age": found.patient.age_on(today(request.clinic)),
        "crumbs": _crumbs("Not ready"),
    }
    return render(request, "staff/visits/not_ready.html", context, status=HTTPStatus.CONFLICT)


def _move(request: ClinicRequest, found: Visit, to: State, *, beginning: BeginForm) -> None:
    """A treatment begins when everything is there; one finished by mistake just goes on."""
    version = sent.whole(request.POST.get("version", ""))
    if to == State.TREATING and found.state == State.FINISHED:
        treatment_resume(by=request.user, visit=found, version=version)
    elif to == State.TREATING:
        agreed_by = beginning.agreed_by
        treatment_begin(by=request.user, visit=found, version=version, agreed_by=agreed_by)
    else:
        why = sent.line(request.POST, "why")
        visit_move(by=request.user.actor, visit=found, to=to, version=version, why=why)


def _step(text: str) -> State:
    if text not in State.values:
        raise ValidationError("Choose what happens with the visit: one of the buttons on its page.")
    return State(text)


@require_POST
@needs(Right.BOOK_VISITS)
def shift(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Another time, room or specialist."""
    found = visit_for(request.user, key, Right.BOOK_VISITS)
    form = WhenForm(request.POST)
    if form.is_valid():
        try:
            visit_shift(
                by=request.user,
                visit=found,
                specialist=form.cleaned_data["specialist"],
                room=form.cleaned_data["room"],
                starts_at=form.cleaned_data["starts_at"],
                version=sent.whole(request.POST.get("version", "")),
            )
        except Stale as refusal:
            _say(request, refusal)
            return redirect("visit", key)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "The visit was moved.")
            return redirect("visit", key)
    return _page(request, visit_for(request.user, key, Right.BOOK_VISITS), form)
