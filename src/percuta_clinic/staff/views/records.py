"""Records of sessions: what lacks, signing, amending, co-signing, on paper."""

import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.audit.services import record as log
from percuta_clinic.consent.screen import parts_of
from percuta_clinic.frame import sent
from percuta_clinic.frame.files import file_answer
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.apart import next_too_near
from percuta_clinic.staff.views.chart import crumbs_to
from percuta_clinic.treatment.access import record_for, session_for
from percuta_clinic.treatment.completeness import crosses_of, ticks_of
from percuta_clinic.treatment.models import Record, Session
from percuta_clinic.treatment.papers import record_page, record_paper, sections_of
from percuta_clinic.treatment.queries import to_cosign, to_sign
from percuta_clinic.treatment.signing import record_amend, record_cosign, record_sign
from percuta_clinic.treatment.stream import folded_of
from percuta_clinic.treatment.writing import content_of, print_of


@require_safe
@needs(Right.WRITE_NOTES)
def records(request: ClinicRequest) -> HttpResponse:
    """What waits to be signed, and for a doctor what waits to be co-signed."""
    is_doctor = request.user.may(Right.APPROVE_PLANS)
    context = {
        "unsigned": to_sign(request.user),
        "waiting": to_cosign(request.user) if is_doctor else (),
        "is_doctor": is_doctor,
        "crumbs": [{"label": "Today", "url": "/today/"}, {"label": "Records"}],
    }
    return render(request, "staff/records/list.html", context)


@require_safe
@needs(Right.OPEN_CHART)
def record(request: ClinicRequest, key: UUID) -> HttpResponse:
    """The record of a session: to sign, or as it was signed."""
    found = session_for(request.user, key)
    return _page(request, found)


def _page(
    request: ClinicRequest, session: Session, *, wrong: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    signed = Record.objects.filter(session=session).first()
    context: dict[str, Any] = {
        "session": session,
        "record": signed,
        "wrong": wrong,
        "typed": {name: request.POST.get(name, "") for name in ("why", "text")},
        "incidents": session.incidents.all(),
        "near": next_too_near(session.visit, request.clinic),
        "crumbs": crumbs_to(session.patient, "Record of a session"),
    }
    if signed is None:
        context |= _to_sign(session)
    else:
        page = record_page(signed, clinic=request.clinic, named=False)
        context["parts"] = parts_of(msgspec.to_builtins(page.sections))
        context["cosigns"] = (
            bool(signed.cosign_why)
            and request.user.may(Right.APPROVE_PLANS)
            and signed.signed_by_id != request.user.pk
            and not hasattr(signed, "cosignature")
        )
    log(
        by=request.user.actor,
        action="record.opened",
        subject=signed or session,
        patient_id=session.patient_id,
    )
    return render(request, "staff/records/record.html", context, status=status)


def _to_sign(session: Session) -> dict[str, Any]:
    content, found = content_of(session), folded_of(session)
    ticks = ticks_of(found, session.pack)
    crosses = crosses_of(ticks)
    return {
        "ticks": ticks,
        "crosses": crosses,
        "held": [one for one in crosses if one.holds],
        "parts": parts_of(msgspec.to_builtins(sections_of(json.loads(content), named=False))),
        "digest": print_of(content),
        "lots": sorted({one["lot"] for one in found.items("cartridge").values() if one.get("lot")}),
    }


@require_POST
@needs(Right.WRITE_NOTES)
def sign(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Signs what was read: locks the record, books off what was used."""
    found = session_for(request.user, key, Right.WRITE_NOTES)
    digest, why = sent.line(request.POST, "digest"), sent.line(request.POST, "why")
    try:
        record_sign(by=request.user, session=found, digest=digest, why=why)
    except ValidationError as trouble:
        return _refused(request, found, trouble)
    messages.success(request, "Signed. The record is locked; what is to be added is an amendment.")
    return redirect("record", found.pk)


@require_POST
@needs(Right.WRITE_NOTES)
def amend(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Adds to a signed record what is to be put right."""
    found = record_for(request.user, key, Right.WRITE_NOTES)
    text, why = sent.line(request.POST, "text"), sent.line(request.POST, "why")
    try:
        record_amend(by=request.user, record=found, text=text, why=why)
    except ValidationError as trouble:
        return _refused(request, found.session, trouble)
    messages.success(request, "Amended. What was signed stands as it was, with this beside it.")
    return redirect("record", key)


@require_POST
@needs(Right.APPROVE_PLANS)
def cosign(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A doctor has read it."""
    found = record_for(request.user, key, Right.APPROVE_PLANS)
    digest, words = sent.line(request.POST, "digest"), sent.line(request.POST, "words")
    try:
        record_cosign(by=request.user, record=found, digest=digest, words=words)
    except ValidationError as trouble:
        return _refused(request, found.session, trouble)
    messages.success(request, "Co-signed.")
    return redirect("records")


@require_safe
@needs(Right.OPEN_CHART)
def paper(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The signed record as a PDF; opening it is written down."""
    found = record_for(request.user, key)
    content = record_paper(found, clinic=request.clinic)
    by, about = request.user.actor, found.patient_id
    log(by=by, action="record.opened", subject=found, patient_id=about)
    name = f"session-{found.signed_at:%Y-%m-%d}.pdf"
    return file_answer(content, kind="application/pdf", name=name, as_attachment=True)


def _refused(request: ClinicRequest, session: Session, trouble: ValidationError) -> HttpResponse:
    words = "; ".join(trouble.messages)
    return _page(request, session, wrong=words, status=HTTPStatus.UNPROCESSABLE_ENTITY)
