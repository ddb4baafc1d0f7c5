"""The treatment room's page: the same for every session; what it shows comes as data."""

import hashlib
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from percuta_clinic.config.headers import WITH_CAMERA
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.access import session_for

SHEETS = tuple(f"clinic/room{part}.css" for part in ("", "-numb", "-problem", "-needle"))
MODULES = (
    *("app", "fold", "handing", "parts", "problem", "store", "sync", "time"),
    *("cartridge", "codes", "differences", "drawn", "needled", "scan"),
    *("numbing", "numb-form", "numb-timer", "reasons", "before"),
)
STAGES = ("arrive", "cleanse", "numb", "needle", "finish")
FILES = (
    *("clinic/tokens.css", "clinic/base.css", "clinic/parts.css", "clinic/icons.svg"),
    *("clinic/mark.svg", "clinic/early.js", "clinic/clinic.js"),
    *("vendor/htm-preact-3.1.1.js", "vendor/idb-8.0.4.js"),
    *SHEETS,
    *(f"clinic/room/{name}.js" for name in MODULES),
    *(f"clinic/room/stages/{name}.js" for name in STAGES),
)


@require_safe
@needs(Right.OPEN_CHART)
def room(request: ClinicRequest, key: UUID) -> HttpResponse:
    """The screen of one session."""
    session_for(request.user, key)
    return _page(request, {})


@require_safe
@login_not_required
def shell(request: HttpRequest) -> HttpResponse:
    """For whoever's line is down: the page without anything on it, kept by the browser."""
    return _page(request, {"account": None})


def _page(request: HttpRequest, more: dict[str, None]) -> HttpResponse:
    answer = render(request, "staff/room/room.html", {"sheets": SHEETS} | more)
    answer.headers["Permissions-Policy"] = WITH_CAMERA
    return answer


@require_safe
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """For every browser: names the page's files, nothing else."""
    files = [static(name) for name in FILES]
    version = hashlib.sha256("\n".join(files).encode()).hexdigest()[:12]
    context = {"files": files, "version": version}
    kind = "text/javascript; charset=utf-8"
    answer = render(request, "staff/room/worker.js", context, content_type=kind)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
