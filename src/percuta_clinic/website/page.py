"""What every public page shares: who may read it, its head, and how long it may be kept."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import conditional_page, require_safe

from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.parts import PARTS
from percuta_clinic.inform.queries import Shown, shown_articles
from percuta_clinic.premises.models import Clinic
from percuta_clinic.website.kept import kept_rows
from percuta_clinic.website.linked import about_clinic, about_page

View = Callable[..., HttpResponseBase]
TYPES = {
    Slug.HOME: "WebPage",
    Slug.SERVICES: "WebPage",
    Slug.TEAM: "AboutPage",
    Slug.QUESTIONS: "FAQPage",
    Slug.PRIVACY: "WebPage",
}
PLACES = {
    Slug.HOME: "home",
    Slug.SERVICES: "public_services",
    Slug.TEAM: "public_team",
    Slug.QUESTIONS: "public_questions",
    Slug.TAKE_AWAY: "public_take_away",
    Slug.PRIVACY: "public_privacy",
}


def for_everybody(view: View) -> View:
    """A page for strangers: it names no patient, so browsers may keep it and ask if it changed."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "no-cache")
        return answer

    return login_not_required(require_safe(conditional_page(page)))


def public(request: HttpRequest, template: str, text: Shown, **more: Any) -> HttpResponse:
    """One public text in its frame."""
    return render(request, template, {**frame_of(request, text), **more})


def frame_of(request: HttpRequest, text: Shown) -> dict[str, Any]:
    """What the frame around a public text shows."""
    clinic: Any = request
    here = absolute(address(text.slug))
    data = [
        about_clinic(clinic.clinic, absolute("/")),
        about_page(text, TYPES.get(text.slug, "MedicalWebPage"), here),
    ]
    return {
        "text": text,
        "here": here,
        "data": data,
        "articles": shown_articles(),
        "book_url": _book(),
        "parts": filled(text, clinic.clinic),
        "slug": text.slug.value,
    }


def filled(text: Shown, clinic: Clinic) -> Mapping[str, Any]:
    """The tables and pictures of a text."""
    found = {name: PARTS[name].fill() for name in text.parts if name in PARTS}
    return found | ({"kept": kept_rows(clinic)} if "kept" in found else {})


def address(slug: Slug) -> str:
    """Where a text is read."""
    place = PLACES.get(slug)
    return reverse(place) if place else reverse("read", args=[slug.value])


def absolute(path: str) -> str:
    """An address as the outside knows it."""
    return f"{settings.ENVIRONMENT.url}{path}"


def _book() -> str:
    """Where a consultation is booked; empty where this clinic books otherwise."""
    try:
        return reverse("book")
    except NoReverseMatch:
        return ""
