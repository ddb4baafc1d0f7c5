"""What the rules say to a patient's answers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from percuta_clinic.booking.daytime import next_treatment, treated_on, treatment_day, treatment_on
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.patients.access import chart_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.people.standing import rules_standing
from percuta_clinic.screening.reading import (
    VERDICTS,
    Card,
    cards,
    loose,
    medicines,
    needled_on,
    open_questions,
    places,
    points,
    verdict_words,
)
from percuta_clinic.screening.referred import referrals
from percuta_clinic.screening.science import Result, result_of
from percuta_clinic.staff.forms.screening import DayForm, DecisionForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.entered import Entered


@require_safe
@needs(Right.TAKE_ANSWERS)
def screening(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The verdict, the places, the findings; opening it is written down like the chart."""
    return screening_page(request, chart_for(request.user, key))


def screening_page(
    request: ClinicRequest,
    patient: Patient,
    *,
    day: date | None = None,
    wrong: DecisionForm | None = None,
    entered: Entered | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponseBase:
    """The page; ``wrong`` is a decision and ``entered`` an answer that came back with a fault."""
    chosen = day or _chosen(request) or treatment_day(next_treatment(patient), request.clinic)
    visit = treatment_on(patient, chosen, request.clinic)
    try:
        result, gone = result_of(patient, day=chosen, visit=visit), ""
    except DeviceGone as error:
        result, gone = None, str(error)
    context: dict[str, Any] = {
        "patient": patient,
        "here": f"{reverse('screening', args=[patient.pk])}?day={chosen.isoformat()}",
        "crumbs": crumbs_to(patient, "Screening"),
        "day": chosen,
        "day_form": DayForm(initial={"day": chosen}),
        "visit": visit,
        "treated": treated_on(patient, chosen, request.clinic),
        "result": result,
        "waiting_form": open_form(patient),
        "doctors": [one.name for one in having(Role.DOCTOR)],
        "unsigned": not settings.DEMO and rules_standing().stand != "signed",
        "entered": entered,
        "device_gone": gone,
    }
    if result is not None:
        context |= _shown(request, result, wrong)
    if entered is not None:
        asked = [one.fact or one.key for one in context.get("questions", ())]
        entered.said(request, among=asked)
    return render(request, "staff/screening/screening.html", context | more, status=status)


def _shown(request: ClinicRequest, result: Result, wrong: DecisionForm | None) -> dict[str, Any]:
    found = cards(result)
    word, tone, icon = VERDICTS[result.document.verdict.value]
    last = needled_on(result)
    sent = list(referrals(result.screening.findings, result.decisions))
    pressing = [one for one in found if one.urgent and not one.referred]
    if pressing or sent:
        tone, icon = ("stop", "octagon-x") if pressing else ("warn", "stethoscope")
    own = [_with_form(request, one, result=result, wrong=wrong) for one in found if not one.rests]
    return {
        "verdict": {"word": word, "tone": tone, "icon": icon, "text": verdict_words(result)},
        "pressing": pressing,
        "sent": sent,
        "places": places(result),
        "questions": open_questions(result),
        "holding": own,
        "resting": [one for one in found if one.rests],
        "loose": loose(result, found),
        "medicines": medicines(result),
        "newest": result.answers[-1].form,
        "points": points(result),
        "needled_title": f"The record has a session on {last:%-d %B %Y}" if last else "",
    }


def _with_form(
    request: ClinicRequest, card: Card, *, result: Result, wrong: DecisionForm | None
) -> dict[str, Any]:
    """A finding, with the form for a doctor who may decide on it."""
    form = None
    if request.user.may(Right.DECIDE_FINDINGS) and card.can:
        is_back = wrong is not None and _is_for(wrong, card)
        form = wrong if wrong is not None and is_back else _form(card, result)
        form.offer(card.can)
    return {"card": card, "form": form, "is_wrong": form is wrong is not None}


def _is_for(form: DecisionForm, card: Card) -> bool:
    told = (form.data.get("rule"), form.data.get("all_zones", ""))
    return told == (card.finding.rule, " ".join(card.zones))


def _form(card: Card, result: Result) -> DecisionForm:
    begun = DecisionForm.begun(
        rule=card.finding.rule, day=result.request.day, seen=card.seen, zones=card.zones
    )
    choices = list(zip(card.zones, card.places, strict=True))
    return DecisionForm(
        initial=begun, zones=choices, auto_id=f"{card.finding.rule}-{'-'.join(card.zones)}-%s"
    )


def _chosen(request: ClinicRequest) -> date | None:
    form = DayForm(request.GET)
    return form.cleaned_data["day"] if form.is_valid() else None
