"""Why a number of a plan is what it is: a page, or a sheet over the page it was asked from."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import plan_for
from percuta_clinic.planning.explaining import (
    Explained,
    NoSuchNumber,
    explained,
    in_parts,
    shown,
    versions_of,
)
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.views.chart import crumbs_to

RULED = {
    "cream": "What screening says of the cream",
    "day": "Waits that screening knows of",
}
OF_PLACE = "What screening says of this place"
TONES = {
    "measured": ("ok", "file-text"),
    "derived": ("info", "file-text"),
    "assumed": ("warn", "circle-help"),
    "chosen": ("info", "pencil"),
    "house": ("info", "building-2"),
    "open": ("warn", "stethoscope"),
}


@require_safe
@needs(Right.MAKE_PLANS)
def why(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One number, named by its path; without one, every number of the plan to choose from."""
    plan = plan_for(request.user, key)
    about, path = shown(plan, day=today(request.clinic)), request.GET.get("at", "")
    context: dict[str, Any] = {"plan": plan, "patient": plan.patient}
    try:
        found = explained(about, path, versions=versions_of(plan)) if path else None
    except NoSuchNumber:
        found = None
    if found is not None:
        return _page(request, context | _way(plan, "Reason"), found)
    context |= _way(plan, "Reasons")
    context |= {"parts": in_parts(about.numbers.values()), "missing": bool(path)}
    return render(request, "staff/plans/why_list.html", context, status=404 if path else 200)


def _page(request: ClinicRequest, context: dict[str, Any], found: Explained) -> HttpResponseBase:
    status = found.science.status if found.science is not None else ""
    tone, icon = TONES.get(status, ("idle", "info"))
    ruled = RULED.get(found.number.family, OF_PLACE)
    context |= {"why": found, "tone": tone, "icon": icon, "ruled": ruled}
    page = "staff/plans/why_sheet.html" if request.htmx else "staff/plans/why.html"
    return render(request, page, context)


def _way(plan: Plan, here: str) -> dict[str, Any]:
    crumbs = crumbs_to(plan.patient)
    crumbs.append({"label": str(plan).capitalize(), "url": f"/plans/{plan.pk}/"})
    crumbs.append({"label": here, "url": ""})
    return {"crumbs": crumbs, "address": reverse("plan_why", args=[plan.pk])}
