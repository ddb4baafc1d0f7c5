"""Whose clinic it is, who is still signed in, and with two factors."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.frame.factors import next_step
from percuta_clinic.patients.access import GlassShut, kept_key
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.premises.queries import the_clinic

IDLE_KEY = "last_seen"
OPENED_KEY = "opened_at"
WRITE_EVERY = 60  # seconds between two notes of when somebody was last seen
LONGEST = 12 * 3600  # seconds after which everybody signs in again
BEFORE_OPENING = ("/first-run/", "/static/")


class ClinicTime:
    """Looks the clinic up once for each page, and lets the page speak its time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        clinic = the_clinic()
        cast("Any", request).clinic = clinic
        if clinic is None:
            return self._before_opening(request)
        with timezone.override(clinic.zone):
            return self.get_response(request)

    def _before_opening(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(BEFORE_OPENING):
            return self.get_response(request)
        return render(request, "frame/not_open.html", status=HTTPStatus.SERVICE_UNAVAILABLE)


class SignedIn(LoginRequiredMiddleware):
    """Sends strangers to the sign-in page; tells scripts so, so that nothing open is lost."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> Any:
        """A script gets 401 and keeps what it holds; a person gets the sign-in page."""
        if request.headers.get("HX-Request") or request.headers.get("X-Percuta"):
            return HttpResponse("Sign in again.", status=HTTPStatus.UNAUTHORIZED)
        return super().handle_no_permission(request, view_func)


class Charts:
    """Leads on from a chart that is shut to where one gives a reason, and from merged records."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Another address, or nothing if the refusal stands."""
        url = ""
        if isinstance(error, GlassShut):
            back = request.path if request.method == "GET" else ""
            url = f"{reverse('glass', args=[error.patient.pk])}?{urlencode({'next': back})}"
        elif isinstance(error, NotYours) and request.method in ("GET", "HEAD"):
            url = self._kept(request)
        if not url:
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return redirect(url)

    def _kept(self, request: HttpRequest) -> str:
        match, user = request.resolver_match, request.user
        key = match.kwargs.get("key") if match else None
        if not match or not isinstance(key, UUID) or not isinstance(user, Account):
            return ""
        kept = kept_key(user, key)
        return reverse(match.view_name, kwargs={**match.kwargs, "key": kept}) if kept else ""


class Session:
    """Ends a session that lies idle or is too old, and asks staff for a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            self._end_or_note(request)
        step = next_step(request) if request.user.is_authenticated else ""
        return redirect(step) if step else self.get_response(request)

    def _end_or_note(self, request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        idle = idle_seconds(request)
        seen = request.session.get(IDLE_KEY, now)
        opened = request.session.setdefault(OPENED_KEY, now)
        if now - opened > LONGEST:
            _end(request, "it was twelve hours old")
        elif now - seen > idle + WRITE_EVERY or seen > now + idle:
            _end(request, "nobody did anything")
        elif _counts(request) and (now - seen >= WRITE_EVERY or IDLE_KEY not in request.session):
            request.session[IDLE_KEY] = now


def idle_seconds(request: HttpRequest) -> int:
    """How long somebody may do nothing before the session ends."""
    clinic = getattr(request, "clinic", None)
    return 60 * (clinic.idle_minutes if clinic else 30)


def _counts(request: HttpRequest) -> bool:
    """A page that asks for news by itself says so, and keeps nobody signed in."""
    return "X-Percuta-Quiet" not in request.headers


def _end(request: HttpRequest, why: str) -> None:
    cast("Any", request).ended_because = why
    logout(request)
