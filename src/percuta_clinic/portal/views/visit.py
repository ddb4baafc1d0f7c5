"""A patient's own visit, to take along."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from percuta_clinic.booking.access import own_visit
from percuta_clinic.booking.calendar_file import Method, visit_file
from percuta_clinic.frame.files import file_answer
from percuta_clinic.outbox.invitation import FILE
from percuta_clinic.portal.visitor import PatientRequest, alone, of_patient


@require_safe
@of_patient
@alone
def appointment(request: PatientRequest, key: UUID) -> HttpResponse:
    """An entry for the patient's calendar, which a later e-mail about the visit moves or ends."""
    visit = own_visit(request.patient, key)
    content = visit_file(visit, request.clinic, method=Method.PUBLISH).encode()
    kind = "text/calendar; charset=utf-8"
    return file_answer(content, kind=kind, name=FILE, as_attachment=True)
