"""The days after one's own treatment: today, what comes, when to call."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.frame.files import file_answer
from percuta_clinic.healing.access import own_needling
from percuta_clinic.healing.calendar_file import days_file
from percuta_clinic.healing.science_days import own_days
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient


@require_safe
@of_patient
@alone
def days_after(request: PatientRequest, key: UUID) -> HttpResponse:
    """Read at any hour from the last needle on; times are those where the patient lives."""
    needling = own_needling(request.patient, key, request.clinic)
    zone = needling.ended_at.tzinfo
    own = own_days(needling.after, needling.ended_at, timezone.now().astimezone(zone))
    context = {
        "own": own,
        "session": needling.session,
        "elsewhere": zone if zone != request.clinic.zone else "",
    }
    with timezone.override(zone):
        return render(request, "portal/treatments/after.html", context | shared(request))


@require_safe
@of_patient
@alone
def days_after_calendar(request: PatientRequest, key: UUID) -> HttpResponse:
    """What may begin again and when, for the patient's own calendar."""
    needling = own_needling(request.patient, key, request.clinic)
    kind = "text/calendar; charset=utf-8"
    content = days_file(needling).encode()
    return file_answer(content, kind=kind, name="after-your-treatment.ics", as_attachment=True)
