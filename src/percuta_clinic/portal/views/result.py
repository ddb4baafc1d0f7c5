"""What a patient's answers mean, in plain words."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.booking.daytime import next_treatment, treatment_day
from percuta_clinic.intake.queries import open_form
from percuta_clinic.people.standing import rules_standing
from percuta_clinic.portal.ahead import asks_first, referred_words
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.screening.plain import plain_of
from percuta_clinic.screening.science import result_of


@require_safe
@of_patient
@alone
def result(request: PatientRequest) -> HttpResponse:
    """For the next treatment, or for today if none is booked."""
    patient = request.patient
    visit = next_treatment(patient)
    day = treatment_day(visit, request.clinic)
    found = result_of(patient, day=day, visit=visit)
    plain = plain_of(found) if found is not None else None
    context = {
        "result": found,
        "plain": plain,
        "referred": referred_words(plain.referred) if plain and plain.referred else "",
        "visit": visit,
        "ask_first": found is not None
        and asks_first(visit, found.document.verdict.value, off=found.off is not None),
        "waiting_form": open_form(patient),
        "unsigned": not settings.DEMO and rules_standing().stand != "signed",
    }
    return render(request, "portal/result.html", context | shared(request))
