"""What was done in a patient's own treatments, from signed records alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.booking.course import next_visits
from percuta_clinic.healing.queries import needling_of, zone_of
from percuta_clinic.healing.science import DaysAfter
from percuta_clinic.planning.access import shown_to
from percuta_clinic.planning.models import Plan
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.access import own_record, own_records
from percuta_clinic.treatment.figure import drawn
from percuta_clinic.treatment.models import Record
from percuta_clinic.treatment.own_words import own_words
from percuta_clinic.treatment.writing import folded_in, kept

SIDES = "Right and left are yours, as you feel them."


@require_safe
@of_patient
@alone
def treatments(request: PatientRequest) -> HttpResponse:
    """Every treatment with a signed record, the newest first."""
    context = {"records": own_records(request.patient)}
    return render(request, "portal/treatments/list.html", context | shared(request))


@require_safe
@of_patient
@alone
def treatment(request: PatientRequest, key: UUID) -> HttpResponse:
    """One of them, with what was put right in its record since."""
    record = own_record(request.patient, key)
    content = kept(record)
    found, known = folded_in(content), content["known"]
    found_after = _after(record, request.clinic)
    context: dict[str, Any] = {
        "record": record,
        "visit": record.session.visit,
        "began": datetime.fromisoformat(content["opened_at"]),
        "by": content["opened_by"],
        "own": own_words(found, known),
        "drawn": drawn(found, known, sides=SIDES),
        "coming": next(iter(next_visits(request.patient)), None),
        "flags": found_after.flags if found_after is not None else (),
        "plan": _plan(record, known.get("plan", "")),
    }
    return render(request, "portal/treatments/one.html", context | shared(request))


def _after(record: Record, clinic: Clinic) -> DaysAfter | None:
    """The same as on the page of the days after; None where no place was needled."""
    found = needling_of(record.session, zone_of(record.session.patient, clinic))
    return found.after if found is not None else None


def _plan(record: Record, key: str) -> Plan | None:
    """The plan it was done under, if she was shown it: it has the card for the days after."""
    return shown_to(record.session.patient).filter(pk=key).first() if key else None
