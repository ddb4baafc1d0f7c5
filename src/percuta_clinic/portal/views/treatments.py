"""What was done in a patient's own treatments, from signed records alone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.booking.course import to_come_or_going_on
from percuta_clinic.booking.queries import visits_of
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.healing.queries import needling_of, zone_of
from percuta_clinic.healing.science import DaysAfter
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import shown_to
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.access import own_record, own_records
from percuta_clinic.treatment.figure import drawn
from percuta_clinic.treatment.models import Record
from percuta_clinic.treatment.own_words import own_words
from percuta_clinic.treatment.writing import folded_in, kept

SIDES = "Right and left are yours, as you feel them."


@require_safe
@needs(Right.SEE_OWN)
def treatments(request: ClinicRequest) -> HttpResponse:
    """Every treatment with a signed record, the newest first."""
    return render(request, "portal/treatments/list.html", {"records": own_records(request.user)})


@require_safe
@needs(Right.SEE_OWN)
def treatment(request: ClinicRequest, key: UUID) -> HttpResponse:
    """One of them, with what was put right in its record since."""
    record = own_record(request.user, key)
    content = kept(record)
    found, known = folded_in(content), content["known"]
    coming = visits_of(request.user).filter(to_come_or_going_on(timezone.now()))
    found_after = _after(record, request.clinic)
    context: dict[str, Any] = {
        "record": record,
        "visit": record.session.visit,
        "began": datetime.fromisoformat(content["opened_at"]),
        "by": content["opened_by"],
        "own": own_words(found, known),
        "drawn": drawn(found, known, sides=SIDES),
        "coming": coming.order_by("starts_at").first(),
        "flags": found_after.flags if found_after is not None else (),
        "plan": _plan(record, known.get("plan", "")),
    }
    return render(request, "portal/treatments/one.html", context)


def _after(record: Record, clinic: Clinic) -> DaysAfter | None:
    """The same as on the page of the days after; None where no place was needled."""
    found = needling_of(record.session, zone_of(record.session.patient, clinic))
    return found.after if found is not None else None


def _plan(record: Record, key: str) -> Plan | None:
    """The plan it was done under, if she was shown it: it has the card for the days after."""
    return shown_to(record.session.patient).filter(pk=key).first() if key else None
