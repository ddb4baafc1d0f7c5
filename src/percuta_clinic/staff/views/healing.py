"""How skin heals: what patients told, beside the usual course; rated higher, or closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.audit.services import record as log
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.healing.access import check_in_for
from percuta_clinic.healing.check_ins import check_in_close, check_in_rate
from percuta_clinic.healing.models import Answer, CheckIn, Urgent
from percuta_clinic.healing.queries import zone_of
from percuta_clinic.healing.science_triage import Told, kept, told_in_words
from percuta_clinic.healing.shown import Healed, healing_of
from percuta_clinic.healing.tasks import alert_of
from percuta_clinic.patients.access import chart_at_work
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.healing_duties import TONES, state_of, tone_of
from percuta_clinic.staff.views.healing_pictures import pictures_told
from percuta_clinic.staff.views.shown import crumbs, row

MOST = 3


@require_safe
@needs(Right.OPEN_CHART)
def of_patient(request: ClinicRequest, key: UUID) -> HttpResponse:
    """Every session with its check-ins, and each sign beside its usual course."""
    patient = chart_at_work(request.user, key, Right.OPEN_CHART)
    chart = (str(patient), reverse("chart", args=[patient.pk]))
    healed = healing_of(patient, zone_of(patient, request.clinic))
    context = {
        "patient": patient,
        "healed": [{"one": one, "rows": [_row(row) for row in one.check_ins]} for one in healed],
        "crumbs": crumbs(chart, here="Healing"),
    }
    return render(request, "staff/healing/of_patient.html", context)


def _row(one: CheckIn) -> dict[str, Any]:
    return {"one": one, "word": state_of(one), "tone": tone_of(one)}


def healing_card(patient: Patient) -> list[dict[str, Any]]:
    """The newest check-ins for the chart; those still to come are left out."""
    rows = CheckIn.objects.filter(patient=patient).exclude(asked_at=None).order_by("-due_at")
    return [_row(one) for one in rows[:MOST]]


@require_safe
@needs(Right.OPEN_CHART)
def check_in(request: ClinicRequest, key: UUID) -> HttpResponse:
    """What was told, what the rules said to it, and what was said since."""
    found = check_in_for(request.user, key)
    by, about = request.user.actor, found.patient_id
    log(by=by, action="check_in.read", subject=found, patient_id=about)
    return _page(request, found)


def _page(request: ClinicRequest, found: CheckIn, **more: Any) -> HttpResponse:
    chart = (str(found.patient), reverse("chart", args=[found.patient_id]))
    level = -1 if found.level is None else found.level
    pictures = pictures_told(request.user, found)
    context = {
        "check_in": found,
        "row": row(request, found.patient),
        "state": _row(found),
        "answers": [
            _told(one) | {"pictures": pictures["by_answer"].get(one.pk, [])}
            for one in reversed(found.answers.all())
        ],
        "pictures_why": pictures["why"],
        "unsent": found.pictures.count(),
        "ticked": _ticked(found),
        "ratings": found.ratings.all(),
        "higher": [(one.value, one.label) for one in Urgent if one > max(level, 0)],
        "healed": _same(found, healing_of(found.patient, zone_of(found.patient, request.clinic))),
        "crumbs": crumbs(chart, here=str(found)),
    }
    status = 422 if "trouble" in more else 200
    return render(request, "staff/healing/check_in.html", context | more, status=status)


def _ticked(found: CheckIn) -> list[Told]:
    """What stands in it now, not sent, where a sign in it could not wait."""
    if not found.is_open or alert_of(found) is None:
        return []
    return [one for one in told_in_words(kept(found.values)) if one.told]


def _same(found: CheckIn, healed: list[Healed]) -> Healed | None:
    return next((one for one in healed if found in one.check_ins), None)


def _told(one: Answer) -> dict[str, Any]:
    told = told_in_words(one.values)
    return {
        "answer": one,
        "tone": TONES[Urgent(one.level)],
        "signs": [row for row in told if row.told and (row.is_sign or row.told != "no")],
        "noes": [row.name for row in told if row.told == "no"],
    }


@require_POST
@needs(Right.WRITE_NOTES)
def rate(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Rates it higher, with words."""
    level = sent.whole(request.POST.get("level", ""))

    def write(found: CheckIn, words: str) -> object:
        return check_in_rate(by=request.user, check_in=found, level=level, words=words)

    return _write(request, key, write=write, field="rate")


@require_POST
@needs(Right.WRITE_NOTES)
def close(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Closes it, and its tasks: somebody has looked."""
    told = sent.line(request.POST, "told")

    def write(found: CheckIn, words: str) -> object:
        return check_in_close(by=request.user, check_in=found, words=words, told=told)

    return _write(request, key, write=write, field="close")


def _write(
    request: ClinicRequest, key: UUID, *, write: Callable[[CheckIn, str], object], field: str
) -> HttpResponseBase:
    found = check_in_for(request.user, key, Right.WRITE_NOTES)
    words = sent.line(request.POST, "words")
    try:
        write(found, words)
    except ValidationError as refusal:
        why = " ".join(refusal.messages)
        told = sent.line(request.POST, "told")
        return _page(request, found, trouble=why, field=field, typed=words, typed_told=told)
    toasts.success(request, "Written. What was told stands as it was, with this beside it.")
    return redirect("check_in", key=key)
