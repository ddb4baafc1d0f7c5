"""The frame of the pages on which somebody new books."""

from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from percuta_clinic.frame.times import zone_name
from percuta_clinic.inform.queries import shown_articles
from percuta_clinic.outbox.mail import has_no_server, is_printed
from percuta_clinic.premises.models import Clinic
from percuta_clinic.website.page import absolute

SUMMARY = "Choose a day and a time for your first visit. You confirm it by e-mail."


def clinic_of(request: HttpRequest) -> Clinic:
    """The clinic these pages are of."""
    found: Clinic = cast(Any, request).clinic
    return found


def mail_here() -> str:
    """Whether letters are "sent", stay here for want of a server ("none"), or are a "sample"."""
    return "sample" if is_printed() else "none" if has_no_server() else "sent"


def booking_page(
    request: HttpRequest, name: str, title: str, *, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    """One step of booking in the public frame; only the first is for search engines."""
    context = {
        "text": {"title": title, "summary": SUMMARY},
        "here": absolute(reverse("book")),
        "data": [],
        "articles": shown_articles(),
        "book_url": "",
        "slug": "",
        "zone": zone_name(clinic_of(request)),
        "mail": mail_here(),
    }
    answer = render(request, f"website/book/{name}.html", context | more, status=status)
    if name != "services":
        answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
