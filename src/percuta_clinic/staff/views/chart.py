"""The chart of a patient."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.adverse.queries import events_of, shown
from percuta_clinic.booking.course import KINDS, course_of, next_visits
from percuta_clinic.booking.looks import sign, tone
from percuta_clinic.booking.models import INSIDE, State, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.drafts.models import Draft
from percuta_clinic.drafts.services import draft_discarded
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import chart_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.notes import NOTE, unfinished
from percuta_clinic.patients.queries import contacts_of
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.chart import NoteForm
from percuta_clinic.staff.views.course import lines_of
from percuta_clinic.staff.views.healing import healing_card
from percuta_clinic.staff.views.photos_shown import card_shown
from percuta_clinic.staff.views.readiness import strips_shown
from percuta_clinic.staff.views.reviews_card import courses_shown
from percuta_clinic.treatment.incidents_told import incidents_of
from percuta_clinic.treatment.models import Incident
from percuta_clinic.treatment.tracing import lots_used

MOST = 5
TAKE_BACK = timedelta(days=7)
HERE = (State.ARRIVED, *INSIDE)


@require_safe
@needs(Right.SEE_PATIENTS)
def chart(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The chart; opening it is written down."""
    if not request.user.may(Right.OPEN_CHART):
        return redirect("patient_details", key)
    return chart_page(request, chart_for(request.user, key))


def chart_page(
    request: ClinicRequest, patient: Patient, *, form: NoteForm | None = None, **more: Any
) -> HttpResponseBase:
    """The chart as a page; ``form`` came back with a fault."""
    kind = request.GET.get("kind", "")
    draft = unfinished(request.user, form=NOTE, subject=str(patient.pk))
    visits = next_visits(patient)
    course = course_of(patient, kind=kind, before=request.GET.get("before", ""))
    treated = dict(patient.sessions.values_list("visit_id", "pk"))
    happened = list(incidents_of(patient)) if treated else []
    context = {
        "patient": patient,
        "age": patient.age_on(today(request.clinic)),
        "chips": [
            *_opened_with_a_reason(request.user, patient),
            *_went_wrong(patient, happened),
            *chips_of(patient, visits=visits, draft=draft),
        ],
        "strip": _strip(request.user, visits),
        "course": course,
        "lines": lines_of(course.events, treated),
        "kind": kind if kind in KINDS else "",
        "kinds": KINDS,
        "next_visits": visits,
        "contacts": contacts_of(patient),
        "team": _team(patient),
        "draft": draft,
        "discarded": None if draft else _discarded(request.user, patient),
        "form": form or _note_form(request, draft),
        "photos": card_shown(request.user, patient),
        "healing": healing_card(patient) if treated else (),
        "incidents": happened[:MOST],
        "adverse": [shown(one) for one in events_of(patient)[:MOST]],
        "adverse_day": today(request.clinic),
        "lots": lots_used(patient)[:MOST] if treated else (),
        "courses": courses_shown(request, patient),
        "crumbs": crumbs_to(patient),
    }
    status = 422 if form else 200
    return render(request, "staff/chart/chart.html", context | more, status=status)


def _strip(account: Account, visits: list[Visit]) -> dict[str, Any] | None:
    """What is there and what is missing for the next visit at which skin is needled."""
    needled = next((visit for visit in visits if visit.service.is_needling), None)
    return strips_shown(account, [needled]).get(needled.pk) if needled else None


def crumbs_to(patient: Patient, *more: str) -> list[dict[str, Any]]:
    """The way to a page about a patient."""
    steps: list[dict[str, Any]] = [
        {"label": "Patients", "url": "/patients/"},
        {"label": str(patient), "url": f"/patients/{patient.pk}/", "private": True},
    ]
    return steps + [{"label": label, "url": ""} for label in more]


def _opened_with_a_reason(account: Account, patient: Patient) -> list[dict[str, str]]:
    if not patient.restricted or patient.team.filter(account=account).exists():
        return []
    broken = patient.breaks.filter(account=account, until__gt=timezone.now()).first()
    if broken is None:
        return []
    until = f"{timezone.localtime(broken.until):%H:%M}"
    return [{"word": f"Open to you until {until}, for a reason", "tone": "warn", "icon": "eye"}]


def _went_wrong(patient: Patient, happened: list[Incident]) -> list[dict[str, str]]:
    """How many incidents of this person's treatments nobody has closed."""
    found = [one for one in happened if one.closed_at is None]
    if not found:
        return []
    tone = "stop" if any(one.is_adverse for one in found) else "warn"
    word = f"{len(found)} incident{'s' * (len(found) > 1)} open"
    return [{"word": word, "tone": tone, "url": reverse("incidents_of", args=[patient.pk])}]


def chips_of(patient: Patient, *, visits: list[Visit], draft: Draft | None) -> list[dict[str, str]]:
    """What is true today and worth a glance."""
    found = []
    edit = f"/patients/{patient.pk}/edit/"
    if patient.restricted:
        found.append({"word": "Restricted to its team", "tone": "warn", "icon": "lock"})
    if patient.birth_date is None:
        found.append({"word": "Birth date missing", "tone": "stop", "url": edit})
    if not patient.phone and not patient.email:
        found.append({"word": "No phone, no e-mail", "tone": "stop", "url": edit})
    if draft:
        saved = timezone.localtime(draft.saved_at).strftime("%H:%M")
        word = f"Unsigned note of {saved}"
        found.append({"word": word, "tone": "warn", "icon": "square-pen", "url": "#compose"})
    if visits:
        found.append(_next_chip(visits[0]))
    return found


def _next_chip(visit: Visit) -> dict[str, str]:
    starts = timezone.localtime(visit.starts_at)
    day = (
        "today"
        if starts.date() == timezone.localdate()
        else f"{starts:%a} {starts.day} {starts:%b}"
    )
    word, look, icon = f"Next visit {day}, {starts:%H:%M}", "info", "calendar"
    if visit.state in HERE:
        look, icon = tone(visit), sign(visit)
        word = f"{visit.get_state_display()} since {timezone.localtime(visit.state_since):%H:%M}"
    return {"word": word.capitalize(), "tone": look, "icon": icon, "url": "#next"}


def _team(patient: Patient) -> list[str]:
    if not patient.restricted:
        return []
    return list(patient.team.order_by("account__name").values_list("account__name", flat=True))


def _discarded(account: Account, patient: Patient) -> Draft | None:
    since = timezone.now() - TAKE_BACK
    found = draft_discarded(account=account, form=NOTE, subject=str(patient.pk), since=since)
    return found if found and str(found.values.get("text", "")).strip() else None


def _note_form(request: ClinicRequest, draft: Draft | None) -> NoteForm | None:
    if not request.user.may(Right.WRITE_NOTES):
        return None
    kept = draft.values if draft else {}
    initial = {
        "text": kept.get("text", ""),
        "about": kept.get("about") or today(request.clinic),
        "note": draft.pk if draft else new_id(),
        "version": draft.version if draft else 0,
    }
    return NoteForm(initial=initial, today=today(request.clinic))
