"""Patients who were asked back after a course and whom the desk calls."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.audit.services import record
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.review.asked_back import BY_DESK, asked_for, call_end, looked_of, to_call
from percuta_clinic.review.due_now import visits_for
from percuta_clinic.review.models import AskedBack
from percuta_clinic.staff.views.shown import row


@require_safe
@needs(Right.BOOK_VISITS)
def calls(request: ClinicRequest) -> HttpResponse:
    """Everybody to call; whoever asked for it first."""
    found = to_call(request.user, request.clinic)
    context = {
        "rows": [{"one": one, "row": row(request, one.patient)} for one in found],
        "crumbs": [{"label": "Today", "url": reverse("board")}, {"label": "To call"}],
    }
    return render(request, "staff/reviews/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.BOOK_VISITS)
def call(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One of them: why, what was written, and how it ended."""
    found = asked_for(request.user, key)
    if request.method != "POST":
        about = found.patient_id
        record(by=request.user.actor, action="back.opened", subject=found, patient_id=about)
        return _page(request, found)
    sent = {name: request.POST.get(name, "") for name in ("ended", "words")}
    try:
        call_end(by=request.user, row=found, **sent)
    except ValidationError as refusal:
        return _page(request, found, sent=sent, wrong=refusal.messages, status=422)
    messages.success(request, "It is off the list. How it ended stands on the course.")
    return redirect("calls")


def _page(request: ClinicRequest, found: AskedBack, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    here = [{"label": "To call", "url": reverse("calls")}, {"label": "Call"}]
    context = {
        "one": found,
        "row": row(request, found.patient),
        "comes": visits_for(found.patient_id, looked_of(found), request.clinic),
        "closes": looked_of(found).closes,
        "ways": [(one.value, one.label) for one in BY_DESK],
        "crumbs": [{"label": "Today", "url": reverse("board")}, *here],
        **more,
    }
    return render(request, "staff/reviews/call.html", context, status=status)
