"""What is to be done before the next visit."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from percuta_clinic.booking.course import next_visits
from percuta_clinic.portal.tasks import tasks
from percuta_clinic.portal.visitor import PatientRequest, of_patient


@require_safe
@of_patient
def prepare(request: PatientRequest) -> HttpResponse:
    """Each thing with its state and one button; nothing to do is said too."""
    found = tasks(request.patient)
    visits = next_visits(request.patient)
    context = {
        "tasks": found,
        "all_done": bool(found) and all(task.done for task in found),
        "visit": visits[0] if visits else None,
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
