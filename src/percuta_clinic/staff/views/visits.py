"""Visits: looked at, moved on, cancelled."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.billing.packages import visit_follow
from percuta_clinic.booking.access import visit_for
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.placing import MOVABLE, Stale
from percuta_clinic.booking.services import Blocked, visit_move
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.apart import next_too_near
from percuta_clinic.planning.queries import by_the_patient
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.beginning import (
    NotAgreed,
    NotReady,
    treatment_resume,
)
from percuta_clinic.staff.forms.beginning import BeginForm
from percuta_clinic.staff.views.payments_shown import visit_money
from percuta_clinic.staff.views.readiness import strip_shown, strips_shown
from percuta_clinic.staff.views.segments_shown import in_spite, staged
from percuta_clinic.staff.views.treating import treating_shown
from percuta_clinic.staff.views.visit_steps import points_shown, steps_shown
from percuta_clinic.treatment.checklist import CHECKS, checks_of, checks_set
from percuta_clinic.treatment.ending import treatment_end
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.opening import session_of, session_open
from percuta_clinic.treatment.ready import ready_of


def _say(request: ClinicRequest, refusal: Exception) -> None:
    messages.error(request, "; ".join(getattr(refusal, "messages", [str(refusal)])))


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"label": "Today", "url": reverse("board")}, {"label": here}]


@require_safe
@needs(Right.SEE_BOARD)
def visit(request: ClinicRequest, key: UUID) -> HttpResponse:
    """One visit and what can be done with it."""
    return _page(request, visit_for(request.user, key))


def _page(
    request: ClinicRequest,
    found: Visit,
    *,
    beginning: BeginForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    starts = timezone.localtime(found.starts_at)
    strip = strips_shown(request.user, [found]).get(found.pk)
    context = {
        "visit": found,
        "movable": found.state in MOVABLE,
        "segments": staged(found),
        "spite": in_spite(found),
        "strip": strip,
        "treating": treating_shown(request.user, [found]).get(found.pk),
        "agreed": by_the_patient((found.cleared or {}).get("plan", ""), str(found.patient)),
        "money": visit_money(request.user, found),
        "session": session_of(found),
        **_room(request, found),
        "crumbs": _crumbs(f"Visit at {starts:%H:%M}"),
    }
    steps = steps_shown(request.user, found, strip=strip, clinic=request.clinic)
    context["begins"] = any(step["to"] == State.TREATING for step in steps["steps"])
    if any(step["agrees"] for step in steps["steps"]):
        context["beginning"] = beginning or BeginForm(account=request.user)
        context["points"] = points_shown(
            request.user, found, new=steps["new"], clinic=request.clinic
        )
    return render(request, "staff/visits/visit.html", context | steps, status=status)


def _room(request: ClinicRequest, found: Visit) -> dict[str, Any]:
    """Room, device and stock, while the treatment is still to begin."""
    if not found.service.is_needling or found.state not in (State.ARRIVED, State.IN_ROOM):
        return {}
    ticked = checks_of(found)
    rows = [{"key": key, "words": words, "by": ticked.get(key)} for key, words in CHECKS.items()]
    return {"room": ready_of(found, day=today(request.clinic)), "checks": rows}


@require_POST
@needs(Right.MOVE_VISITS)
def check(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Room and tray were looked at."""
    found = visit_for(request.user, key, Right.MOVE_VISITS)
    keys = _ticked(request, found)
    messages.success(request, f"Room and tray: {len(keys)} of {len(CHECKS)} ticked.")
    return redirect(f"{reverse('visit', args=[key])}#room")


def _ticked(request: ClinicRequest, found: Visit) -> frozenset[str]:
    keys = frozenset(one for one in request.POST.getlist("check") if one in CHECKS)
    checks_set(by=request.user, visit=found, keys=keys)
    return keys


@require_POST
@needs(Right.MOVE_VISITS)
def move(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The next step of one visit, from the board or its own page."""
    found = visit_for(request.user, key, Right.MOVE_VISITS)
    beginning = BeginForm(request.POST, account=request.user)
    if "ticks" in request.POST:
        _ticked(request, found)  # kept even where nothing begins
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
    else:
        if (begun := _in_the_room(request, key)) is not None:
            return redirect("room", begun.pk)
    back = "visit" if request.POST.get("back") == "visit" else "board"
    return redirect("visit", key) if back == "visit" else redirect("board")


def _in_the_room(request: ClinicRequest, key: UUID) -> Session | None:
    """The session that has begun just now, for whoever treats: its screen comes next."""
    begins = request.POST.get("to") == State.TREATING
    found = session_of(key) if begins else None
    return found if found is not None and found.signed_at is None else None


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
        session_open(by=request.user, visit=found, version=version, agreed_by=agreed_by)
    else:
        why = sent.line(request.POST, "why")
        moved = _moved(request.user, found, to, version=version, why=why)
        visit_follow(by=request.user, visit=moved)
        near = next_too_near(moved, request.clinic) if to == State.FINISHED else ""
        if near:
            messages.warning(request, near)


def _moved(by: Account, found: Visit, to: State, *, version: int, why: str) -> Visit:
    if to == State.FINISHED:
        return treatment_end(by=by, visit=found, version=version, why=why)
    return visit_move(by=by.actor, visit=found, to=to, version=version, why=why)


def _step(text: str) -> State:
    if text not in State.values:
        raise ValidationError("Choose what happens with the visit: one of the buttons on its page.")
    return State(text)
