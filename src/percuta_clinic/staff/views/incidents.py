"""Incidents: the list, what happened in each, closing and adding; and the protocols to read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.adverse.queries import event_of
from percuta_clinic.audit.services import record as log
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.incidents import IncidentForm
from percuta_clinic.staff.views.shown import crumbs, row
from percuta_clinic.treatment.access import incident_for
from percuta_clinic.treatment.hurt import staff_hurt
from percuta_clinic.treatment.incidents import incident_add, incident_close
from percuta_clinic.treatment.incidents_told import (
    SHOWS,
    incidents_list,
    incidents_of,
    story_of,
)
from percuta_clinic.treatment.models import Incident, Kind
from percuta_clinic.treatment.problems import problems_told

PAGE = 30
TABS = (("open", "Open"), ("closed", "Closed"), ("all", "All"))


@require_safe
@needs(Right.OPEN_CHART)
def incidents(request: ClinicRequest) -> HttpResponse:
    """The open ones, or others, of one kind or all."""
    show, kind = request.GET.get("show", ""), request.GET.get("kind", "")
    show = show if show in SHOWS else "open"
    kind = kind if kind in Kind.values else ""
    found = incidents_list(request.user, show=show, kind=kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [{"one": one, "row": row(request, one.patient)} for one in page],
        "page": page,
        "show": show,
        "kind": kind,
        "tabs": [{"key": key, "label": label, "current": key == show} for key, label in TABS],
        "kinds": Kind.choices,
        "crumbs": _crumbs("Incidents"),
    }
    return render(request, "staff/incidents/list.html", context)


@require_safe
@needs(Right.OPEN_CHART)
def of_patient(request: ClinicRequest, key: UUID) -> HttpResponse:
    """All incidents of one patient's treatments."""
    patient = chart_at_work(request.user, key, Right.OPEN_CHART)
    chart = (str(patient), reverse("chart", args=[patient.pk]))
    context = {
        "patient": patient,
        "found": incidents_of(patient),
        "crumbs": crumbs(chart, here="Incidents"),
    }
    return render(request, "staff/incidents/of_patient.html", context)


@require_safe
@needs(Right.OPEN_CHART)
def incident(request: ClinicRequest, key: UUID) -> HttpResponse:
    """What happened, what was in use, and what was decided."""
    found = incident_for(request.user, key)
    by, action, about = request.user.actor, "incident.read", found.patient_id
    log(by=by, action=action, subject=found, patient_id=about)
    return _page(request, found)


def _page(request: ClinicRequest, found: Incident, **more: Any) -> HttpResponse:
    context = {
        "incident": found,
        "row": row(request, found.patient),
        "story": story_of(found),
        "added": found.added.all(),
        "event": event_of(found),
        "may_close": not found.needs_doctor or request.user.may(Right.DECIDE_FINDINGS),
        "crumbs": [*_crumbs("Incidents", reverse("incidents")), {"label": "What happened"}],
    }
    status = 422 if "trouble" in more else 200
    return render(request, "staff/incidents/incident.html", context | more, status=status)


@require_POST
@needs(Right.OPEN_CHART)
def close(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Closes it for good, with words."""
    done = "Closed. What was written stays with the incident; more can be added."
    return _write(request, key, write=incident_close, done=done, field="close")


@require_POST
@needs(Right.OPEN_CHART)
def add(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Adds words to it."""
    done = "Added. What stood there before is unchanged."
    return _write(request, key, write=incident_add, done=done, field="add")


def _write(
    request: ClinicRequest, key: UUID, *, write: Callable[..., object], done: str, field: str
) -> HttpResponseBase:
    found = incident_for(request.user, key)
    form = IncidentForm(request.POST)
    typed = request.POST.get("words", "").replace("\0", "")
    if not form.is_valid():
        why = "At most 1,000 characters are kept. Shorten it; nothing was written."
        return _page(request, found, trouble=why, field=field, typed=typed)
    try:
        write(by=request.user, incident=found, words=form.cleaned_data["words"])
    except ValidationError as refusal:
        why = " ".join(refusal.messages)
        return _page(request, found, trouble=why, field=field, typed=typed)
    toasts.success(request, done)
    return redirect("incident", key=key)


@require_safe
@needs(Right.EDIT_PEOPLE)
def of_staff(request: ClinicRequest) -> HttpResponse:
    """Colleagues who were hurt, for the accident book."""
    context = {"found": staff_hurt(request.user), "crumbs": _crumbs("Colleagues who were hurt")}
    return render(request, "staff/incidents/of_staff.html", context)


@require_safe
@needs(Right.SEE_BOARD)
def protocols(request: ClinicRequest) -> HttpResponse:
    """What the room shows behind the Problem button, to be read beforehand and before signing."""
    context = {"problems": problems_told(), "crumbs": _crumbs("When something goes wrong")}
    return render(request, "staff/incidents/protocols.html", context)


def _crumbs(here: str, url: str = "") -> list[dict[str, str]]:
    last = {"label": here, "url": url} if url else {"label": here}
    return [{"label": "Today", "url": reverse("board")}, last]
