"""What a patient's answers mean, in plain words."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.booking.models import HOLDS
from percuta_clinic.intake.queries import open_form
from percuta_clinic.people.standing import rules_standing
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.premises.queries import today
from percuta_clinic.screening.plain import plain_of
from percuta_clinic.screening.science import result_of


@require_safe
@of_patient
@alone
def result(request: PatientRequest) -> HttpResponse:
    """For the next treatment, or for today if none is booked."""
    patient, now = request.patient, today(request.clinic)
    coming = patient.visits.filter(
        state__in=HOLDS, service__is_needling=True, ends_at__gte=timezone.now()
    )
    visit = coming.select_related("service").order_by("starts_at").first()
    day = max(now, timezone.localdate(visit.starts_at, request.clinic.zone)) if visit else now
    found = result_of(patient, day=day, visit=visit)
    context = {
        "result": found,
        "plain": plain_of(found) if found is not None else None,
        "visit": visit,
        "waiting_form": open_form(patient),
        "unsigned": not settings.DEMO and rules_standing().stand != "signed",
    }
    return render(request, "portal/result.html", context | shared(request))
