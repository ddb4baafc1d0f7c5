"""The patient's own page, for whoever has an account."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.billing.queries import has_money
from percuta_clinic.booking.course import to_come_or_going_on
from percuta_clinic.booking.models import INSIDE
from percuta_clinic.booking.queries import visits_of
from percuta_clinic.consent.services import patient_in_log
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.healing.own import to_tell
from percuta_clinic.healing.queries import needled_lately
from percuta_clinic.intake.queries import last_sent
from percuta_clinic.leaving.exporting import export_of
from percuta_clinic.patients.access import own_patient
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import shown_to
from percuta_clinic.portal.ahead import ahead_of, upshot
from percuta_clinic.portal.result_tasks import own_results
from percuta_clinic.portal.tasks import Turn
from percuta_clinic.treatment.access import own_records

SHOWN = 20


@require_safe
@needs(Right.SEE_OWN)
def home(request: ClinicRequest) -> HttpResponse:
    """What comes next, and what the clinic holds."""
    patient = own_patient(request.user)
    ahead = ahead_of(patient, request.clinic)
    visits = visits_of(request.user)
    to_come = visits.filter(to_come_or_going_on(timezone.now())).order_by("starts_at")
    past = visits.exclude(pk__in=to_come).order_by("-starts_at")
    context = {
        "patient": patient,
        "to_come": to_come[:SHOWN],
        "past": past[:SHOWN],
        "inside": INSIDE,
        "zone": patient.time_zone if patient.time_zone != request.clinic.time_zone else "",
        "open_tasks": ahead.not_done,
        "todo": ahead.has(Turn.PATIENT),
        "results": own_results(patient, request.clinic),
        "has_plans": shown_to(patient).exists(),
        "answered": last_sent(patient) is not None,
        "has_money": has_money(patient),
        "has_records": own_records(patient).exists(),
        "lately": needled_lately(patient),
        "healing": to_tell(patient),
        "ask_first": ahead.visit if ahead.ask_first else None,
        "urgent": upshot(ahead) if ahead.urgent or ahead.referred else None,
    }
    return render(request, "portal/home.html", context)


@require_POST
@needs(Right.SEE_OWN)
@at_most(times=10, seconds=3600, what="requests for your data")
def take_out(request: ClinicRequest) -> FileResponse:
    """Everything the clinic holds about the patient who asks."""
    export = export_of(by=patient_in_log(request.user.pk), patient=own_patient(request.user))
    return FileResponse(export.open(), as_attachment=True, filename=export.name)
