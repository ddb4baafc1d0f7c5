"""Who is at the patient's pages: somebody signed in, or somebody with a private link."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Literal, cast
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.consent.models import How
from percuta_clinic.consent.services import patient_in_log
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.links import HANDED, VISIT, VISITOR
from percuta_clinic.intake.models import Link
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.patients.access import own_patient
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account

IDLE = 30 * 60  # seconds after which the birth date is asked for again
Way = Literal["account", "link"]


class PatientRequest(ClinicRequest):
    """What ``of_patient`` has made sure of; ``actor`` is how the log names the patient."""

    patient: Patient
    actor: Actor
    way: Way
    handed_by: str  # who of the staff brought the link; empty where nobody did


def of_patient(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lets in the patient, by account or by private link; others learn nothing."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        known = cast(PatientRequest, request)
        if isinstance(request.user, Account):
            known.patient = own_patient(request.user)
            known.actor, known.way = patient_in_log(request.user.pk), "account"
            known.handed_by = ""
        elif (link := _by_link(request)) is not None:
            known.patient, known.way, known.handed_by = link.patient, "link", link.handed_by
            known.actor = HANDED if link.seen_by_staff else VISITOR
        else:
            return _shut(request)
        try:
            return view(known, *args, **kwargs)
        except DeviceGone:
            return _not_now(request)

    cast(Any, page).of_patient = True
    return login_not_required(page)


def alone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For what was told or signed before: shut to a link that somebody of the staff could open."""

    @wraps(view)
    def page(request: PatientRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return not_here(request) if request.handed_by else view(request, *args, **kwargs)

    return page


def how_of(request: PatientRequest) -> How:
    """How somebody comes to sign something here."""
    if request.handed_by:
        return How.CLINIC
    return How.LINK if request.way == "link" else How.ACCOUNT


def not_here(request: PatientRequest) -> HttpResponse:
    """Says why, and how the patient sees it."""
    context = {"handed_by": request.handed_by}
    return render(request, "portal/not_here.html", context, status=HTTPStatus.FORBIDDEN)


def _not_now(request: HttpRequest) -> HttpResponse:
    """Nobody can be asked or screened until the owner names a device; a script says so too."""
    if request.headers.get("X-Percuta"):
        words = "Not saved: the clinic has to put something right first. Please call us."
        return JsonResponse({"words": words}, status=HTTPStatus.CONFLICT)
    return render(request, "portal/not_now.html", status=HTTPStatus.CONFLICT)


def let_in(request: HttpRequest, link: Link) -> None:
    """Somebody proved a link: nobody else stays signed in here."""
    logout(request)
    request.session.cycle_key()
    request.session[VISIT] = {
        "link": str(link.pk),
        "patient": str(link.patient_id),
        "at": timezone.now().timestamp(),
    }


def leave(request: HttpRequest) -> None:
    """Ends the visit of whoever came by a link."""
    if isinstance(request.user, Account):
        request.session.pop(VISIT, None)
    else:
        request.session.flush()


def link_here(request: HttpRequest) -> str:
    """The link somebody came by; empty for everybody else."""
    if isinstance(request.user, Account):
        return ""
    held = request.session.get(VISIT)
    return str(held["link"]) if isinstance(held, dict) else ""


def is_handed(request: HttpRequest) -> bool:
    """Whether somebody of the staff brought the link that is open here."""
    link = None if isinstance(request.user, Account) else _by_link(request)
    return link is not None and link.seen_by_staff


def _by_link(request: HttpRequest) -> Link | None:
    held = request.session.get(VISIT)
    now = timezone.now().timestamp()
    if not isinstance(held, dict) or now - held["at"] > IDLE:
        return None
    link = Link.objects.select_related("patient").filter(pk=UUID(held["link"])).first()
    if link is None or not link.is_open or not link.patient.is_live:
        return None
    if str(link.patient_id) != held.get("patient"):
        return None  # its record became part of another, whose birth date nobody has proved
    if now - held["at"] > IDLE / 10:
        request.session[VISIT] = held | {"at": now}
    return link


def _shut(request: HttpRequest) -> HttpResponseBase:
    """A script is told that the birth date is asked for again, and keeps what it holds."""
    if request.headers.get("HX-Request") or request.headers.get("X-Percuta"):
        return HttpResponse("Open your link again.", status=HTTPStatus.UNAUTHORIZED)
    return redirect("my_link_again")
