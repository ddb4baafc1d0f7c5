"""The consents of a patient: what stands, what is asked, what is put before them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.course import next_visits
from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offering import services_without_extras
from percuta_clinic.consent.access import question_for
from percuta_clinic.consent.covering import Lack
from percuta_clinic.consent.models import Kind, Offer, Question
from percuta_clinic.consent.queries import (
    Standing,
    State,
    consents_of,
    levels_left,
    offers_of,
    offers_over,
)
from percuta_clinic.consent.queries import standing as standing_of
from percuta_clinic.consent.screen import sheet_parts
from percuta_clinic.consent.services import offer_make, question_answer, why_not_asked
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most
from percuta_clinic.frame.links import outside
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.inviting import link_url
from percuta_clinic.intake.links import link_make
from percuta_clinic.outbox.reach import reach
from percuta_clinic.patients.access import chart_at_work, chart_for, patient_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.readiness.informing import Informed, NoSheet, sheet_or_why
from percuta_clinic.staff.forms.consents import AnswerForm, OfferForm
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.staff.views.readiness import PAGES

TONES = {
    State.NONE: ("idle", "Not offered yet"),
    State.OFFERED: ("warn", "Offered, not read yet"),
    State.READ: ("warn", "Read, not signed yet"),
    State.QUESTION: ("warn", "Question open"),
    State.SIGNED: ("ok", "Signed"),
    State.WITHDRAWN: ("stop", "Withdrawn"),
    State.OUTDATED: ("warn", "To be signed again: the text is new"),
}
LACKING = {
    Lack.PLACE: "To be signed again: the plan has more places",
    Lack.DEVICE: "To be signed again: another device",
    Lack.TEST_ONLY: "To be signed again: that was for a test area",
    Lack.NO_TEST: "To be signed again: it is a test area now",
    Lack.USED: "For the next visit, to be signed again",
}
OVER = {
    True: "its sheet is for a test area, and the service is for the whole treatment now. Offer it "
    "again. If it should be a test area, whoever may change the clinic says so in its settings.",
    False: "its sheet is for the whole treatment, and the service is a test area now. Offer it "
    "again. If it should not be one, whoever may change the clinic says so in its settings.",
}
UNBOOKED = (
    "No visit of this kind is booked for this patient. If it was the wrong one, take the offer "
    "back: it cannot be signed then."
)


@require_safe
@needs(Right.TAKE_CONSENT)
def consents(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Every consent of a patient; it opens the chart."""
    return consents_page(request, chart_for(request.user, key))


def consents_page(
    request: ClinicRequest, patient: Patient, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    """The list; ``more`` came back with a fault."""
    rows = _rows(patient)
    offers = [(one, _open_questions(one)) for one in offers_of(patient)]
    context = {
        "patient": patient,
        "rows": rows,
        "unplanned": _one_reason(rows),
        "unsaid": [one.name for one in services_without_extras()],
        "offers": offers,
        "over": [f"{one}: {OVER[one.is_test_area]}" for one in offers_over(patient)],
        "signed": [(one, levels_left(one)) for one in consents_of(patient)],
        "refused": why_not_asked(patient),
        "offering": OfferForm(patient=patient, initial={"tell": True}),
        "unreached": reach(patient).why_not,
        "answering": AnswerForm(),
        "crumbs": crumbs_to(patient, "Consents"),
    }
    return render(request, "staff/consents/list.html", context | more, status=status)


def _open_questions(offer: Offer) -> list[Question]:
    return [one for one in offer.questions.all() if one.answered_at is None]


def _rows(patient: Patient) -> list[dict[str, Any]]:
    """Photographs and every service that needles, those booked first, with where each stands."""
    booked = _booked(patient)
    services = Service.objects.filter(is_needling=True, is_offered=True)
    ordered = sorted(services, key=lambda one: one.pk not in booked)
    rows = [_treatment(patient, one) | {"unbooked": one.pk not in booked} for one in ordered]
    return [*rows, _row(Kind.PHOTOS, None, standing_of(patient, Kind.PHOTOS))]


def _booked(patient: Patient) -> set[UUID]:
    return {visit.service_id for visit in next_visits(patient)}


def _treatment(patient: Patient, service: Service) -> dict[str, Any]:
    sheet = sheet_or_why(patient, service)
    zones = sheet.covers.zones if isinstance(sheet, Informed) else None
    found = standing_of(patient, Kind.TREATMENT, service, zones=zones)
    lacks = _lacking(patient, sheet) if isinstance(sheet, NoSheet) else None
    return _row(Kind.TREATMENT, service, found) | {"lacks": lacks}


def _lacking(patient: Patient, sheet: NoSheet) -> dict[str, str]:
    """Why there is nothing to sign, and where that is cleared."""
    name, _, called = PAGES[sheet.part]
    return {
        "why": f"{sheet.why} {sheet.way}",
        "url": reverse(name, args=[patient.pk]),
        "act": f"Go to {called}",
    }


def _one_reason(rows: list[dict[str, Any]]) -> dict[str, str] | None:
    """Why there is nothing to sign for any treatment, where it is the same for all."""
    found: list[dict[str, str] | None] = [row["lacks"] for row in rows if "lacks" in row]
    return found[0] if found and all(one == found[0] for one in found) else None


def _row(kind: str, service: Service | None, found: Standing) -> dict[str, Any]:
    tone, word = TONES[found.state]
    if found.state == State.OUTDATED and found.lack is not None:
        word = LACKING[found.lack]
    return {
        "kind": kind,
        "service": service,
        "name": service.name if service else "Photographs",
        "tone": tone,
        "word": word,
        "standing": found,
        "asked": found.state == State.QUESTION,
        "act": "Offer again" if found.consent or found.offer else "Offer",
    }


@require_POST
@needs(Right.TAKE_CONSENT)
@at_most(times=60, seconds=600, what="consents")
def offer(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Puts a consent before the patient, who is told if wished."""
    patient = chart_at_work(request.user, key, Right.TAKE_CONSENT)
    form = OfferForm(request.POST, patient=patient)
    if form.is_valid():
        try:
            made = _made(request, patient, form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, f"Offered: {made}.")
            if made.service_id and made.service_id not in _booked(patient):
                messages.warning(request, UNBOOKED)
            return redirect("consents", patient.pk)
    return consents_page(request, patient, offering=form, status=422)


def _made(request: ClinicRequest, patient: Patient, given: dict[str, Any]) -> Offer:
    service = given["service"]
    found = sheet_or_why(patient, service) if service else None
    if isinstance(found, NoSheet) and not why_not_asked(patient):
        raise ValidationError(f"There is nothing to inform about yet. {found.why} {found.way}")
    informed = found if isinstance(found, Informed) else None
    made = offer_make(
        by=request.user.actor,
        patient=patient,
        kind=given["kind"],
        service=service,
        sheet=informed.sheet if informed else None,
        covers=informed.covers if informed else None,
        guardian=given["guardian"],
        link_of=link_to if given["tell"] else None,
    )
    if given["tell"] and (why := reach(patient).why_not):
        messages.warning(request, f"No message was sent. {why}")
    return made


def link_to(offer: Offer) -> str:
    """Where the patient reads an offer: by account, or else by a private link."""
    if offer.patient.account_id:
        return outside(reverse("my_consent", args=[offer.pk]))
    _, secret = link_make(by=SYSTEM, patient=offer.patient, opens=offer.pk)
    return link_url(secret)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.TAKE_CONSENT)
def answer(request: ClinicRequest, question: UUID) -> HttpResponseBase:
    """Answers a question about a consent."""
    found = question_for(request.user, question)
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            _answered(request, found, form.cleaned_data["answer"])
        except ValidationError as refusal:
            form.add_error("answer", refusal.messages[0])
        else:
            return redirect("consents", found.offer.patient_id)
    context = {
        "question": found,
        "offer": found.offer,
        "parts": sheet_parts(found.offer),
        "patient": found.offer.patient,
        "form": form,
        "crumbs": crumbs_to(found.offer.patient, "Answer a question"),
    }
    status = 422 if form.errors else 200
    return render(request, "staff/consents/answer.html", context, status=status)


def _answered(request: ClinicRequest, question: Question, words: str) -> None:
    by, link = request.user.actor, link_to(question.offer)
    question_answer(by=by, question=question, answer=words, link=link)
    why = reach(question.offer.patient).why_not
    if why:
        messages.warning(request, f"Answered, but no message was sent. {why}")
    else:
        messages.success(request, "Answered. The patient gets a message.")


@require_safe
@needs(Right.EDIT_PATIENTS)
def standing(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What can be withdrawn, for the front desk: names and days, never the papers."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    signed = [one for one in consents_of(patient) if not one.is_withdrawn]
    context = {"patient": patient, "signed": signed}
    return render(request, "staff/consents/standing.html", context)
