"""Adverse events: the list, those of one patient, and a new one from the chart."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.adverse.models import Source
from percuta_clinic.adverse.opening import Told, event_open
from percuta_clinic.adverse.queries import SHOWS, events_list, events_of, shown
from percuta_clinic.adverse.science_complications import complications_told
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.healing.access import check_in_for
from percuta_clinic.healing.asking import UNSENT
from percuta_clinic.healing.models import CheckIn
from percuta_clinic.healing.science_triage import told_in_words
from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.adverse import EventForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.shown import row

PAGE = 30
TABS = (("open", "Open"), ("due", "Follow-up due"), ("closed", "Closed"), ("all", "All"))
STARTS = "Adverse events"


@require_safe
@needs(Right.OPEN_CHART)
def events(request: ClinicRequest) -> HttpResponse:
    """The open ones first, with the day of the next look."""
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "open"
    day = today(request.clinic)
    page = Paginator(events_list(request.user, show=show, day=day), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "rows": [{"shown": shown(one), "row": row(request, one.patient)} for one in page],
        "page": page,
        "show": show,
        "day": day,
        "tabs": [{"key": key, "label": label, "current": key == show} for key, label in TABS],
        "crumbs": [{"label": "Today", "url": reverse("board")}, {"label": STARTS}],
    }
    return render(request, "staff/adverse/list.html", context)


@require_safe
@needs(Right.SEE_BOARD)
def complications(request: ClinicRequest) -> HttpResponse:
    """What to ask, do and refer, for all seven; the page of an event shows its own."""
    crumbs = [{"label": "Today", "url": reverse("board")}, {"label": "Complications"}]
    context = {"told": complications_told(), "crumbs": crumbs}
    return render(request, "staff/adverse/complications.html", context)


@require_safe
@needs(Right.OPEN_CHART)
def of_patient(request: ClinicRequest, key: UUID) -> HttpResponse:
    """All events of one patient."""
    patient = chart_at_work(request.user, key, Right.OPEN_CHART)
    context = {
        "patient": patient,
        "found": [shown(one) for one in events_of(patient)],
        "day": today(request.clinic),
        "crumbs": crumbs_to(patient, STARTS),
    }
    return render(request, "staff/adverse/of_patient.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_NOTES)
def new(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A new event, entered by staff."""
    patient = chart_at_work(request.user, key, Right.WRITE_NOTES)
    if request.method != "POST":
        return _page(request, patient, EventForm.begun(patient=patient, **_known(request, patient)))
    form = EventForm(request.POST, patient=patient)
    if form.is_valid():
        try:
            _of_patient(request.user, patient, form.cleaned_data["check_in"])
            made = _opened(request.user, patient, form.cleaned_data)
        except ValidationError as refusal:
            put_errors(form, refusal)
        else:
            toasts.success(request, "Entered. The next session waits until a doctor closed it.")
            return redirect("adverse_event", made)
    return _page(request, patient, form, status=422)


def _known(request: ClinicRequest, patient: Patient) -> dict[str, Any]:
    """What is known from where somebody comes: a session, or what a patient told."""
    if not (asked := request.GET.get("check_in", "")):
        return {"session": request.GET.get("session", "")}
    found = _of_patient(request.user, patient, sent.key(asked))
    told = found.answers.last() if found is not None else None
    if found is None or told is None:
        return {}
    rows = [one for one in told_in_words(told.values) if one.told not in ("", "no")]
    signs = [f"{one.name}: {one.told}" for one in rows]
    at = timezone.localtime(told.at)
    said = f"{_who_told(told.by_name)} on {at:%-d %B %Y, %H:%M}."
    words = " ".join(
        part for part in (said, f"{'; '.join(signs)}." * bool(signs), told.words) if part
    )
    return {
        "session": str(found.session_id or ""),
        "check_in": found.pk,
        "words": words.strip()[:2000],
    }


def _who_told(name: str) -> str:
    """In the middle of a sentence; what nobody sent says so itself."""
    if name == UNSENT.name:
        return name
    return f"Told by {name.replace('The patient', 'the patient', 1)}"


def _of_patient(account: Account, patient: Patient, key: UUID | None) -> CheckIn | None:
    """A check-in of this patient alone."""
    found = check_in_for(account, key) if key is not None else None
    if found is not None and found.patient_id != patient.pk:
        raise Http404
    return found


def _opened(account: Account, patient: Patient, given: dict[str, Any]) -> UUID:
    told = Told(
        term=given["term"],
        words=given["words"],
        severity=given["severity"],
        zone=given["zone"],
        onset_on=given["onset_on"],
    )
    return event_open(
        by=account.actor,
        patient=patient,
        session=given["session"],
        source=Source.CHECK_IN if given["check_in"] else Source.STAFF,
        key=str(given["check_in"] or given["key"]),
        told=told,
    ).pk


def _page(
    request: ClinicRequest, patient: Patient, form: EventForm, *, status: int = 200
) -> HttpResponse:
    crumbs = crumbs_to(patient, "New adverse event")
    context = {"patient": patient, "form": form, "crumbs": crumbs}
    return render(request, "staff/adverse/new.html", context, status=status)
