"""A patient's consents: read, asked about, signed, kept, withdrawn."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.access import own_consent, own_offer, paper_for
from percuta_clinic.consent.models import PDF, Consent, Level, Offer
from percuta_clinic.consent.queries import consents_of, levels_left, offers_of, renewed_of
from percuta_clinic.consent.screen import (
    asked,
    drawn_of,
    picture_of,
    sheet_parts,
    signing_of,
    typed_of,
)
from percuta_clinic.consent.services import (
    Ended,
    consent_withdraw,
    offer_open,
    offer_renew,
    question_ask,
    typed_keep,
)
from percuta_clinic.consent.signing import NewerText, consent_sign
from percuta_clinic.consent.texts import text_in_use
from percuta_clinic.files.store import Gone
from percuta_clinic.files.vault import Unreadable
from percuta_clinic.frame.files import drawing_answer, file_answer
from percuta_clinic.patients.differences import differences
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, how_of, of_patient

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@of_patient
def consents(request: PatientRequest) -> HttpResponseBase:
    """What waits to be read, and what was signed."""
    found = [] if request.handed_by else consents_of(request.patient)
    renewed = renewed_of(found)
    signed = [(one, one.is_withdrawn, one.pk in renewed) for one in found]
    context = {
        "offers": offers_of(request.patient),
        "signed": signed,
    }
    return render(request, "portal/consents/list.html", context | shared(request))


@require_safe
@of_patient
def consent(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """The sheet, the text, one's questions, and signing: all on one page."""
    offer = own_offer(request.patient, key)
    signed = Consent.objects.filter(offer=offer).first()
    if signed is not None:
        return redirect("my_consent_signed", signed.pk)
    return _page(request, offer, values=offer.typed)


def _page(
    request: PatientRequest,
    offer: Offer,
    *,
    values: dict[str, str],
    wrong: dict[str, str] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponseBase:
    if offer.is_open:
        offer_open(by=request.actor, offer=offer)  # every such page is the whole text
    newest = text_in_use(offer.kind, offer.service)
    is_old = newest is not None and newest.pk != offer.text_id
    questions = list(offer.questions.all())
    context = {
        "offer": offer,
        "parts": sheet_parts(offer),
        "questions": questions,
        "waiting": any(one.answered_at is None for one in questions),
        "answered": any(one.answered_at for one in questions),
        "asked": asked(offer, values, wrong or {}),
        "values": values,
        "wrong": wrong or {},
        "question_key": new_id(),
        "pieces": differences(offer.text.body, newest.body) if is_old and newest else [],
        "is_old": is_old,
    }
    context |= shared(request) | more
    return render(request, "portal/consents/consent.html", context, status=status)


@require_POST
@of_patient
def typed(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Keeps what is ticked and typed so far."""
    offer = own_offer(request.patient, key)
    sent = request.POST.dict()
    try:
        version = int(sent.get("version", ""))
        kept = typed_keep(offer=offer, values=typed_of(offer, sent), version=version)
    except (ValueError, OverflowError, ValidationError):
        return JsonResponse({"why": "This cannot be kept."}, status=422)
    if kept is None:
        return JsonResponse({"why": "Changed on another page."}, status=409)
    return JsonResponse({"version": kept})


@PAGE
@of_patient
def ask(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Sends a question; whoever had to sign in first comes back by GET."""
    offer = own_offer(request.patient, key)
    if request.method != "POST":
        return redirect("my_consent", key)
    words = request.POST.get("question", "")
    try:
        asked_as = UUID(request.POST.get("key", ""))
        question_ask(by=request.actor, offer=offer, text=words, key=asked_as)
    except Ended as over:
        messages.warning(request, f"Your question was not sent. {over.why}")
    except ValueError:
        messages.warning(request, "Your question was not sent. Please send it again.")
    except ValidationError as refusal:
        values = offer.typed | {"question": words}
        return _page(request, offer, values=values, not_asked=refusal.messages[0], status=422)
    else:
        messages.success(request, "Sent. You get a message when it is answered.")
    return redirect("my_consent", key)


@PAGE
@of_patient
def sign(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Signs; everything is checked again on the server."""
    offer = own_offer(request.patient, key)
    if request.method != "POST":
        return redirect("my_consent", key)
    sent = request.POST.dict()
    try:
        signed = consent_sign(
            by=request.actor,
            offer=offer,
            signing=signing_of(offer, sent),
            how=how_of(request),
            with_staff=request.handed_by,
        )
    except (NewerText, Ended):
        now = own_offer(request.patient, key)
        return _page(request, now, values=typed_of(now, sent), status=409)
    except ValidationError as refusal:
        wrong = {name: words[0] for name, words in refusal.message_dict.items()}
        given, drawn = typed_of(offer, sent), drawn_of(sent, wrong)
        return _page(request, offer, values=given, wrong=wrong, drawn=drawn, status=422)
    if request.handed_by:
        messages.success(request, f"Signed: {signed}. The clinic gives you the paper.")
        return redirect("my_prepare")
    return redirect("my_consent_signed", signed.pk)


@require_POST
@of_patient
def renew(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Goes on with the newest text, after what changed was shown."""
    try:
        offer_renew(by=request.actor, offer=own_offer(request.patient, key))
    except Ended as over:
        messages.warning(request, over.why)
    return redirect("my_consent", key)


@require_safe
@of_patient
def picture(request: PatientRequest, key: UUID, number: int) -> HttpResponseBase:
    """A drawing of the sheet; it can do nothing but be looked at."""
    return drawing_answer(picture_of(own_offer(request.patient, key), number))


@require_safe
@of_patient
@alone
def signed(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """What was signed, in short, with its paper and the way to withdraw."""
    found = own_consent(request.patient, key)
    left = levels_left(found)
    context = {
        "consent": found,
        "gone": found.gone,
        "is_gone": found.is_withdrawn,
        "is_old": bool(renewed_of([found])),
        "allowed": [one.label for one in Level if one.value in left],
    }
    return render(request, "portal/consents/signed.html", context | shared(request))


@require_safe
@of_patient
@alone
def paper(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """The signed paper, byte for byte as it was signed."""
    found = own_consent(request.patient, key)
    try:
        content = paper_for(by=request.actor, consent=found)
    except (Gone, Unreadable):
        messages.warning(request, "The paper cannot be opened now. Please tell the clinic.")
        return redirect("my_consent_signed", key)
    return file_answer(content, kind=PDF, name=found.file_name, as_attachment=True)


@PAGE
@of_patient
@alone
def withdraw(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Takes a consent back; it holds at once, with no reason needed."""
    found = own_consent(request.patient, key)
    left = [one for one in Level if one.value in levels_left(found)]
    if request.method == "POST":
        chosen = request.POST.getlist("levels")
        try:
            consent_withdraw(
                by=request.actor,
                consent=found,
                levels=chosen or None,
                reason=request.POST.get("reason", ""),
            )
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
        else:
            messages.success(request, "Withdrawn. It holds from now on.")
        return redirect("my_consent_signed", key)
    context = {
        "consent": found,
        "levels": left if len(left) > 1 else [],
        "is_gone": found.is_withdrawn,
    }
    return render(request, "portal/consents/withdraw.html", context | shared(request))
