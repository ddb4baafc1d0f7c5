"""Visits that no longer fit: why, and another person, place or device at the same time."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.booking.access import visit_for
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.placing import Stale
from percuta_clinic.booking.reassigning import visit_reassign
from percuta_clinic.booking.unfit import unfit_visits
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right


@require_safe
@needs(Right.SEE_BOARD)
def unfit(request: ClinicRequest) -> HttpResponseBase:
    """All of them, or those that lack one person, place or device."""
    what = sent.key(request.GET.get("what", ""))
    found = unfit_visits(request.user, clinic=request.clinic, what=what)
    crumbs = [{"label": "Today", "url": reverse("board")}, {"label": "Visits that no longer fit"}]
    context = {"rows": found, "what": what or "", "crumbs": crumbs}
    return render(request, "staff/visits/unfit.html", context)


@require_POST
@needs(Right.BOOK_VISITS)
def reassign(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The same time, with whoever and whatever is free."""
    found = visit_for(request.user, key, Right.BOOK_VISITS)
    version = sent.whole(request.POST.get("version", ""))
    try:
        now = visit_reassign(by=request.user, visit=found, version=version)
    except (Stale, ValidationError) as refusal:
        messages.error(request, "; ".join(getattr(refusal, "messages", [str(refusal)])))
    else:
        messages.success(request, _said(now))
    what = sent.key(request.POST.get("what", ""))
    return redirect(reverse("visits_unfit") + (f"?what={what}" if what else ""))


def _said(visit: Visit) -> str:
    at = f"{timezone.localtime(visit.starts_at):%-d %B, %H:%M}"
    device = f" and {visit.device}" if visit.device else ""
    return f"{at}: now with {visit.specialist.name} in {visit.chair or visit.room}{device}."
