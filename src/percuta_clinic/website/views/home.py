"""The first page: for strangers the clinic itself, for everybody else their own start."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from percuta_clinic.booking.offering import services_offered
from percuta_clinic.frame.start import start_of
from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.queries import profiles, shown
from percuta_clinic.website.page import for_everybody, public

FEW = 4


@for_everybody
def home(request: HttpRequest) -> HttpResponseBase:
    """For strangers, since it says what the clinic does; whoever is signed in goes on."""
    if request.user.is_authenticated:
        answer = redirect(start_of(request.user))
        answer.headers["Cache-Control"] = "no-store"
        return answer
    more: dict[str, Any] = {
        "services": services_offered()[:FEW],
        "people": profiles()[:FEW],
    }
    return public(request, "website/home.html", shown(Slug.HOME), **more)
