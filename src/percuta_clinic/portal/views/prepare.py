"""What is to be done before the next visit."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.booking.course import next_visits
from percuta_clinic.booking.models import INSIDE
from percuta_clinic.healing.own import to_tell
from percuta_clinic.healing.queries import needled_lately
from percuta_clinic.intake.queries import last_sent
from percuta_clinic.planning.access import shown_to
from percuta_clinic.portal.ahead import ahead_of, on_handed_device, upshot
from percuta_clinic.portal.result_tasks import own_results
from percuta_clinic.portal.tasks import Turn
from percuta_clinic.portal.visitor import PatientRequest, of_patient
from percuta_clinic.treatment.access import own_records


@require_safe
@of_patient
def prepare(request: PatientRequest) -> HttpResponse:
    """Each thing with whose turn it is; nothing to do is said too."""
    ahead = ahead_of(request.patient, request.clinic)
    if request.handed_by:  # whoever handed the tablet over may be beside it
        ahead = on_handed_device(ahead)
    visits = next_visits(request.patient)
    context = {
        "ahead": ahead,
        "tasks": ahead.tasks,
        "results": own_results(request.patient, request.clinic),
        "has_plans": shown_to(request.patient).exists(),
        "has_records": own_records(request.patient).exists(),
        "answered": last_sent(request.patient) is not None,
        "todo": ahead.has(Turn.PATIENT),
        "upshot": upshot(ahead),
        "inside": INSIDE,
        "visit": visits[0] if visits else None,
        "healing": to_tell(request.patient),
        "lately": needled_lately(request.patient),
    }
    return render(request, "portal/prepare.html", context | shared(request))


def shared(request: PatientRequest) -> dict[str, object]:
    """What every page says of who is there."""
    from_link = request.way == "link"
    return {
        "patient": request.patient,
        "way": request.way,
        "handed_by": request.handed_by,
        "home_url": "/my/prepare/" if from_link else "/",
    }
