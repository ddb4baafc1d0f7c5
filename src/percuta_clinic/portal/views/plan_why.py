"""Why a number of one's own plan is what it is, in plain words."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.planning.access import own_plan, shown_to
from percuta_clinic.planning.explaining import explained, in_parts, shown
from percuta_clinic.planning.models import State
from percuta_clinic.planning.plain_why import for_patient, plain
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, not_here, of_patient
from percuta_clinic.premises.queries import today


@require_safe
@of_patient
def why(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """One number; without one, or with one that is not there, every number to choose from."""
    plan = own_plan(request.patient, key)
    if request.handed_by and plan.state != State.APPROVED:
        return not_here(request)
    about, path = shown(plan, day=today(request.clinic)), request.GET.get("at", "")
    numbers = for_patient(about)
    context = {"plan": plan} | shared(request)
    if path not in numbers:
        context |= {"parts": in_parts(numbers.values()), "missing": bool(path)}
        return render(request, "portal/plans/why_list.html", context, status=404 if path else 200)
    seen = shown_to(request.patient).filter(course=plan.course).order_by("number")
    found = explained(about, path, versions=list(seen))
    return render(request, "portal/plans/why.html", context | {"why": plain(found)})
