"""Every answer of a patient, and putting one right."""

from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.access import form_for
from percuta_clinic.intake.models import Form, Source
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.science.told import Piece
from percuta_clinic.patients.access import chart_at_work, chart_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.screening.answered import TEXTS, rows_kept, rows_of
from percuta_clinic.screening.mending import TYPES, pieces_of_answer, pieces_of_text
from percuta_clinic.screening.services import Older, answers_mended
from percuta_clinic.staff.forms.screening import AnswerForm, DayForm, TextForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.entered import Entered
from percuta_clinic.staff.views.screening import screening_page

LONGEST_LIST = 50


@require_safe
@needs(Right.TAKE_ANSWERS)
def answers(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What was answered, by form; opening it is written down like the chart."""
    return _answers_page(request, chart_for(request.user, key), chosen=request.GET.get("form", ""))


def _answers_page(
    request: ClinicRequest, patient: Patient, *, chosen: str, entered: Entered | None = None
) -> HttpResponse:
    sent = list(patient.forms.exclude(sent_at=None).order_by("-sent_at", "-pk")[:LONGEST_LIST])
    form = _chosen(sent, chosen)
    rows = rows_of(form) if form is not None else []
    context: dict[str, Any] = {
        "patient": patient,
        "here": f"{reverse('answers', args=[patient.pk])}?form={form.pk if form else ''}",
        "entered": entered,
        "crumbs": crumbs_to(patient, "Answers"),
        "forms": sent,
        "form": form,
        "newest": sent[0] if sent else None,
        "kept": rows_kept(patient) if form is not None and form == sent[0] else [],
        "wishes": [row for row in rows if not row.kind or row.key in ("hope", "numbing")],
        "person": [row for row in rows if row.key in ("phototype", "medicines")],
        "asked": [row for row in rows if row.kind in ("yes_no", "date") and row.key != "numbing"],
        "types": TYPES,
        "waiting_form": open_form(patient),
    }
    if entered is None:
        return render(request, "staff/screening/answers.html", context)
    entered.said(request, among=[row.key for row in (*rows, *context["kept"]) if row.kind])
    return render(request, "staff/screening/answers.html", context, status=422)


def _chosen(sent: list[Form], key: str) -> Form | None:
    return next((one for one in sent if str(one.pk) == key), sent[0] if sent else None)


@require_POST
@needs(Right.TAKE_ANSWERS)
def mended(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Keeps an answer that staff asked for or saw; the rules look again at once."""
    patient = chart_at_work(request.user, key, Right.TAKE_ANSWERS)
    try:
        _mend(request, patient)
    except Older as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("answers", patient.pk)
    except ValidationError as refusal:
        return _again(request, patient, Entered.of(request.POST, refusal.messages))
    messages.success(request, "Saved. The rules looked at it at once.")
    return _back(request, patient)


def _again(request: ClinicRequest, patient: Patient, entered: Entered) -> HttpResponseBase:
    """The page it was entered on, with what was typed and why it was not saved."""
    came_from = _address(request.POST.get("next", ""))
    if came_from.path == reverse("answers", args=[patient.pk]):
        return _answers_page(request, patient, chosen=request.POST.get("form", ""), entered=entered)
    day = DayForm(QueryDict(came_from.query))
    chosen = day.cleaned_data["day"] if day.is_valid() else None
    return screening_page(request, patient, day=chosen, entered=entered, status=422)


def _address(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:  # no address at all
        return urlsplit("")


def _mend(request: ClinicRequest, patient: Patient) -> None:
    is_text = request.POST.get("key") in TEXTS
    form = TextForm(request.POST) if is_text else AnswerForm(request.POST)
    if not form.is_valid():
        raise ValidationError("Choose an answer, and say whether it was asked or seen.")
    given = form.cleaned_data
    answered = form_for(request.user, given["form"])
    if answered.patient_id != patient.pk:
        raise NotYours("There is nothing of that name.")
    source = Source(given["source"])
    read: Callable[..., list[Piece]] = _text if is_text else _answer
    answers_mended(
        by=request.user,
        form=answered,
        pieces=read(request, given),
        source=source,
        reason=given["reason"],
    )


def _text(request: ClinicRequest, given: dict[str, Any]) -> list[Piece]:
    return pieces_of_text(given["key"], given["text"])


def _answer(request: ClinicRequest, given: dict[str, Any]) -> list[Piece]:
    return pieces_of_answer(
        given["key"],
        given["given"],
        day=given["day"],
        zones=request.POST.getlist("zones"),
        today=today(request.clinic),
    )


def _back(request: ClinicRequest, patient: Patient) -> HttpResponse:
    """To the page it was entered on."""
    to = request.POST.get("next", "")
    here = reverse("screening", args=[patient.pk])
    ours = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and to.startswith("/patients/")
    return redirect(to if ours else here)
