"""A patient books: a service, a free time, one look at both, done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.billing.covering import paying, paying_another
from percuta_clinic.billing.models import Shown
from percuta_clinic.billing.packages import Left
from percuta_clinic.billing.terms import terms_for
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.holding import hold_of, hold_take
from percuta_clinic.booking.models import Hold, Service
from percuta_clinic.booking.own import Choice, choice_of, choices_for, day_allowed
from percuta_clinic.booking.placing import Wish
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.booking.stages import stages_for
from percuta_clinic.frame import sent
from percuta_clinic.frame.limits import within
from percuta_clinic.frame.times import moment, one_of, other_than_shown, times_shown, zone_name
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.planning.dates import plans_to_book
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.readiness.booking_alone import Agreed, book_alone

PAGE = require_http_methods(["GET", "HEAD", "POST"])
KEPT = "my_booking"  # where a session keeps the time that was tapped
TIMES, SECONDS = 60, 3600
OFTEN = "That was often. Wait an hour and try again, or call us."


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A time somebody tapped; ``hold`` while it is kept."""

    service: Service
    at: datetime
    who: Account | None
    hold: Hold | None


@require_safe
@of_patient
@alone
def services(request: PatientRequest) -> HttpResponse:
    """What they may book, and why not the rest, and from when on."""
    choices = _offered(request.patient, choices_for(request.patient, request.clinic))
    context = {"choices": choices, "planned": plans_to_book(request.patient, request.clinic)}
    return render(request, "portal/visits/services.html", context | shared(request))


@PAGE
@of_patient
@alone
def times(request: PatientRequest) -> HttpResponseBase:
    """The free times of a service; a tap keeps one."""
    service = service_asked(request)
    choice = choice_of(service, request.patient, request.clinic)
    if not choice.may:
        context = {"choices": _offered(request.patient, [choice]), "only": service} | shared(
            request
        )
        return render(request, "portal/visits/services.html", context)
    if request.method == "POST":
        return _keep(request, choice)
    return _times(request, choice)


def _offered(patient: Patient, choices: Sequence[Choice]) -> list[tuple[Choice, Left | None]]:
    """Each with the package that pays one more visit, if there is one."""
    return [(one, paying_another(patient, one.service)) for one in choices]


def service_asked(request: HttpRequest) -> Service:
    """The service that the address names."""
    key = sent.key(request.GET.get("service", ""))
    found = Service.objects.filter(pk=key, is_offered=True).first() if key else None
    if found is None:
        raise NotYours("There is no such service.")
    return found


def _times(
    request: PatientRequest, choice: Choice, *, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    service = choice.service
    wanted = Wanted(
        service=service,
        stages=stages_for(service, request.patient),
        patient=request.patient,
        themselves=True,
    )
    shown = times_shown(
        request,
        wanted,
        clinic=request.clinic,
        not_before=choice.first_day,
        allowed=day_allowed(wanted, request.clinic),
    )
    here: dict[str, Any] = {
        "service": service,
        "choice": choice,
        "pick_url": request.get_full_path(),
        "refusal": refusal,
    }
    return render(
        request, "portal/visits/times.html", shown | here | shared(request), status=status
    )


def _keep(request: PatientRequest, choice: Choice) -> HttpResponseBase:
    at = moment(request.POST.get("at", ""))
    if at is None:
        return _times(request, choice, refusal="Please choose a time.", status=422)
    if not within(request.patient.pk.hex, what="own times kept", times=TIMES, seconds=SECONDS):
        return _times(request, choice, refusal=OFTEN, status=HTTPStatus.TOO_MANY_REQUESTS)
    who = one_of(specialists_for(choice.service), request.POST.get("with", ""))
    try:
        hold, secret = hold_take(
            service=choice.service,
            starts_at=at,
            patient=request.patient,
            specialist=who,
        )
    except ValidationError as refused:
        said = " ".join(refused.messages)
        return _times(request, choice, refusal=said, status=HTTPStatus.CONFLICT)
    request.session[KEPT] = {
        "service": str(choice.service.pk),
        "at": hold.starts_at.isoformat(),
        "with": str(hold.specialist_id),
        "secret": secret,
    }
    return redirect("my_visit_check")


@PAGE
@of_patient
@alone
def check(request: PatientRequest) -> HttpResponseBase:
    """What was chosen, once more, and the button that books it."""
    kept = request.session.get(KEPT)
    service = Service.objects.filter(pk=kept["service"]).first() if kept else None
    at = moment(kept["at"]) if kept else None
    if kept is None or service is None or at is None:
        return redirect("my_visit_services")
    who = one_of(specialists_for(service), kept["with"])
    chosen = Chosen(service=service, at=at, who=who, hold=hold_of(kept["secret"]))
    if request.method != "POST":
        return _check(request, chosen)
    if other := other_than_shown(request.POST, service, at):
        return _check(request, chosen, other=other)
    try:
        done = book_alone(
            by=request.actor,
            patient=request.patient,
            service=service,
            starts_at=at,
            hold=chosen.hold,
            wish=Wish(specialist=who),
            agreed=agreed_here(request),
        )
    except ValidationError as refused:
        return _check(request, chosen, refused=refused)
    when = f"{timezone.localtime(done.visit.starts_at):%A %-d %B, %H:%M}"
    said = "This was booked already, and stays booked once" if done.again else "Booked"
    messages.success(request, f"{said}: {when}.")
    return redirect("my_visits")


def account_here(request: PatientRequest) -> Account | None:
    """Who is signed in; nobody where somebody came by a link."""
    return request.user if request.way == "account" else None


def agreed_here(request: PatientRequest) -> Agreed:
    """The terms a form showed, and to whom."""
    account = account_here(request)
    how = Shown.ACCOUNT if account else Shown.ONLINE
    return Agreed(digest=sent.line(request.POST, "digest"), how=how, account=account)


def _check(
    request: PatientRequest,
    chosen: Chosen,
    *,
    refused: ValidationError | None = None,
    other: str = "",
) -> HttpResponse:
    left = paying(request.patient, chosen.service, chosen.at)
    context = {
        "chosen": chosen,
        "package": left,
        "refused": refused,
        "other": other,
        "terms": terms_for(chosen.service, paid=left is not None),
        "zone": zone_name(request.clinic),
    } | shared(request)
    status = HTTPStatus.CONFLICT if refused or other else HTTPStatus.OK
    return render(request, "portal/visits/check.html", context, status=status)
