"""Booking by somebody new: a service, a time that is kept meanwhile, who they are."""

import hashlib
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.billing.terms import terms_for
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.holding import hold_of, hold_take
from percuta_clinic.booking.models import Hold, Service
from percuta_clinic.booking.own import Choice, choice_of, choices_for
from percuta_clinic.booking.requests import is_asked, request_make
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.booking.stages import stages_of
from percuta_clinic.frame.limits import sender_of, within
from percuta_clinic.frame.times import moment, one_of, other_than_shown, times_shown
from percuta_clinic.outbox.services import contact_of
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.website.booking_page import booking_page, clinic_of, mail_here
from percuta_clinic.website.forms.book import YouForm
from percuta_clinic.website.open_now import (
    is_asked_for,
    is_kept,
    refuse_kept,
    why_not_asked,
)

KEPT = "booking"  # where a session keeps the time somebody chose
ASKED = "booking_asked"  # and that it was asked for
HOUR, DAY = 3600, 24 * 3600
HOLDS, REQUESTS, LETTERS = 40, 12, 4  # an hour from one place, an hour from one, a day to one
OFTEN = "That was often. Wait an hour and try again, or ask us: we find a time together."


@login_not_required
@require_safe
def book(request: HttpRequest) -> HttpResponseBase:
    """What may be booked by somebody new, and why the rest may not."""
    if isinstance(request.user, Account) and request.user.may(Right.SEE_OWN):
        return redirect("my_visit_services")
    choices = choices_for(None, clinic_of(request))
    first = _first_visit(choices)
    return booking_page(request, "services", "Book a visit", choices=choices, first=first)


def _first_visit(choices: Sequence[Choice]) -> Service | None:
    """The consultation that somebody new books before all else."""
    return next((one.service for one in choices if one.may and one.service.is_consultation), None)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The free times of a service; a tap on one keeps it."""
    service = Service.objects.filter(pk=key, is_offered=True).first()
    if service is None:
        raise Http404("No such service is offered.")
    choice = choice_of(service, None, clinic_of(request))
    if not choice.may:
        first = _first_visit(choices_for(None, clinic_of(request)))
        return booking_page(request, "not_alone", str(service), choice=choice, first=first)
    if request.method == "POST":
        return _keep(request, service)
    return _times(request, service)


def _times(
    request: HttpRequest, service: Service, *, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    wanted = Wanted(service=service, stages=stages_of(service), themselves=True)
    shown = times_shown(request, wanted, clinic=clinic_of(request))
    here = {"service": service, "pick_url": request.get_full_path(), "refusal": refusal}
    return booking_page(
        request, "times", f"Choose a time: {service}", status=status, **shown, **here
    )


def _keep(request: HttpRequest, service: Service) -> HttpResponseBase:
    at = moment(request.POST.get("at", ""))
    if at is None:
        return _times(request, service, refusal="Please choose a time.", status=422)
    if not within(sender_of(request), what="times kept", times=HOLDS, seconds=HOUR):
        return _times(request, service, refusal=OFTEN, status=HTTPStatus.TOO_MANY_REQUESTS)
    who = one_of(specialists_for(service), request.POST.get("with", ""))
    try:
        take(request, service, at=at.isoformat(), who=who)
    except ValidationError as refused:
        return _times(request, service, refusal=" ".join(refused.messages), status=409)
    return redirect("book_you")


def take(request: HttpRequest, service: Service, *, at: str, who: Account | None) -> Hold:
    """Keeps a time in place of the one kept before; the session remembers which."""
    starts_at = moment(at)
    if starts_at is None:
        raise ValidationError("Please choose a time.")
    before = request.session.get(KEPT, {}).get("secret", "")
    refuse_kept(request, clinic_of(request), but=hold_of(before))
    hold, secret = hold_take(
        service=service, starts_at=starts_at, specialist=who, instead_of=before
    )
    is_kept(request, hold)
    request.session.pop(ASKED, None)
    request.session[KEPT] = {
        "service": str(service.pk),
        "at": hold.starts_at.isoformat(),
        "with": str(who.pk) if who else "",
        "secret": secret,
    }
    return hold


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def you(request: HttpRequest) -> HttpResponseBase:
    """Who they are; the time is kept meanwhile, and taken again if it ran out."""
    kept = request.session.get(KEPT)
    service = Service.objects.filter(pk=kept["service"]).first() if kept else None
    if kept is None or service is None:
        again = request.method == "POST" and request.session.get(ASKED)
        return redirect("book_sent" if again else "book")
    form = YouForm(request.POST or None)
    if request.method == "POST" and form.is_trapped:
        return _gone_out(request)
    form.is_valid()
    try:
        return _asked(request, form, service=service, kept=kept)
    except ValidationError as refused:
        if request.method == "POST" and is_asked(kept["secret"]):
            return _gone_out(request)  # the same form, sent twice at once
        return _you(request, form, service=service, refused=refused)


@transaction.atomic
def _asked(
    request: HttpRequest, form: YouForm, *, service: Service, kept: dict[str, str]
) -> HttpResponse:
    """All or nothing: a form that was sent twice waits for the first."""
    other = other_than_shown(request.POST, service, moment(kept["at"]) or timezone.now())
    hold = _held(request, service, kept)
    if request.method != "POST" or form.errors or other:
        return _you(request, form, service=service, hold=hold, other=other)
    email = form.cleaned_data["email"]
    if why := _why_not(request, email, hold):
        form.add_error(None, why)
        return _you(request, form, service=service, hold=hold)
    terms = terms_for(service).text
    request_make(person=form.person, hold=hold, terms=terms, once=kept["secret"])
    is_asked_for(request, email, hold)
    return _gone_out(request)


def _held(request: HttpRequest, service: Service, kept: dict[str, str]) -> Hold:
    """What is kept, or the same time again; or another one that was chosen in its place."""
    chosen = moment(request.POST.get("at", ""))
    hold = hold_of(kept["secret"])
    if hold is not None and (chosen is None or chosen == hold.starts_at):
        return hold
    who = one_of(specialists_for(service), kept["with"])
    at = chosen.isoformat() if chosen else kept["at"]
    return take(request, service, at=at, who=who)


def _why_not(request: HttpRequest, email: str, hold: Hold) -> str:
    """The same for every address, whether it is known here or not."""
    reader = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    here = within(sender_of(request), what="times asked for", times=REQUESTS, seconds=HOUR)
    there = within(reader, what="letters to confirm", times=LETTERS, seconds=DAY)
    if not here or not there:
        return f"{OFTEN} {contact_of(clinic_of(request))}"
    return why_not_asked(request, email, hold, clinic=clinic_of(request))


def _gone_out(request: HttpRequest) -> HttpResponse:
    request.session.pop(KEPT, None)
    request.session[ASKED] = True  # a second tap of the same form arrives after the first
    return redirect("book_sent")


def _you(
    request: HttpRequest,
    form: YouForm,
    *,
    service: Service,
    hold: Hold | None = None,
    refused: ValidationError | None = None,
    other: str = "",
) -> HttpResponse:
    status = HTTPStatus.OK
    if refused is not None or other:
        status = HTTPStatus.CONFLICT
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context: dict[str, Any] = {
        "form": form,
        "service": service,
        "hold": hold,
        "refused": refused,
        "other": other,
        "offers": getattr(refused, "offers", ()),
        "terms": terms_for(service),
        "others": reverse("book_times", args=[service.pk]),
    }
    return booking_page(request, "you", "About you", status=status, **context)


@login_not_required
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same words for everybody, and true where no e-mail can leave."""
    title = "Look into your e-mail" if mail_here() == "sent" else "Not booked yet"
    return booking_page(request, "sent", title)
