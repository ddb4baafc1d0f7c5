"""The letter was read: the time is confirmed, and only then booked."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from percuta_clinic.billing.terms import terms_for
from percuta_clinic.booking.models import Request, State
from percuta_clinic.booking.requests import request_of
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.frame import sent
from percuta_clinic.frame.limits import sender_of, within
from percuta_clinic.frame.times import moment, one_of
from percuta_clinic.readiness.welcoming import welcome
from percuta_clinic.website.booking_page import booking_page

TIMES, SECONDS = 60, 600
DEAD = "This link does not work any more"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Shows the time on GET, books it on POST; readers of mail that open links book nothing."""
    if not within(sender_of(request), what="letters answered", times=TIMES, seconds=SECONDS):
        return booking_page(request, "wait", "Please wait", status=HTTPStatus.TOO_MANY_REQUESTS)
    found = request_of(secret)
    if found is None:
        return booking_page(request, "over", DEAD, status=HTTPStatus.NOT_FOUND)
    if found.visit is not None:
        title = "Cancelled" if found.visit.state == State.CANCELLED else "Booked already"
        return booking_page(request, "booked", title, visit=found.visit, again=True)
    if request.method == "POST":
        return _confirmed(request, found)
    terms = terms_for(found.service)
    return booking_page(request, "confirm", "Is this your time?", asked=found, terms=terms)


def _confirmed(request: HttpRequest, asked: Request) -> HttpResponse:
    chosen = moment(request.POST.get("at", ""))
    who = one_of(specialists_for(asked.service), request.POST.get("with", ""))
    try:
        digest = sent.line(request.POST, "digest")
        done = welcome(request=asked, digest=digest, starts_at=chosen, specialist=who)
    except ValidationError as refusal:
        return _taken(request, asked, refusal)
    title = "Your visit is booked" if done.url else "Booked already"
    again = not done.url
    return booking_page(request, "booked", title, visit=done.visit, again=again, url=done.url)


def _taken(request: HttpRequest, asked: Request, refusal: ValidationError) -> HttpResponse:
    said: dict[str, Any] = {
        "asked": asked,
        "refused": " ".join(refusal.messages),
        "offers": getattr(refusal, "offers", ()),
        "terms": terms_for(asked.service),
    }
    return booking_page(
        request, "confirm", "This time is not free any more", status=HTTPStatus.CONFLICT, **said
    )
