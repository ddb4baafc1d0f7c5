"""Records of sessions: what lacks, signing, amending, co-signing, on paper."""

import json
from collections.abc import Callable
from functools import partial
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
from percuta_clinic.staff.views.record_beside import beside
from percuta_clinic.treatment.access import record_for, session_for
from percuta_clinic.treatment.completeness import crosses_of, ticks_of
from percuta_clinic.treatment.late import late_entries
from percuta_clinic.treatment.models import Kind, Record, Session
from percuta_clinic.treatment.papers import record_page, record_paper, sections_of
from percuta_clinic.treatment.queries import to_cosign, to_sign
from percuta_clinic.treatment.second import had_part, is_second, read_print, unseen, why_read
from percuta_clinic.treatment.signing import record_amend, record_cosign, record_sign
from percuta_clinic.treatment.writing import content_of, folded_in, kept, print_of


@require_safe
@needs(Right.WRITE_NOTES)
def records(request: ClinicRequest) -> HttpResponse:
    """What waits to be signed, and for a doctor what waits to be co-signed."""
    is_doctor = request.user.may(Right.APPROVE_PLANS)
    context = {
        "unsigned": to_sign(request.user),
        "waiting": [(one, why_read(one)) for one in to_cosign(request.user)] if is_doctor else (),
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
        "incidents": session.incidents.exclude(kind=Kind.STAFF),
        "may_sign": request.user.may(Right.APPROVE_PLANS) or had_part(request.user, session),
        "near": next_too_near(session.visit, request.clinic),
        "crumbs": crumbs_to(session.patient, "Record of a session"),
    }
    context |= _to_sign(session) if signed is None else _as_signed(request, signed)
    context |= beside(request, session, context["content"])
    log(
        by=request.user.actor,
        action="record.opened",
        subject=signed or session,
        patient_id=session.patient_id,
    )
    return render(request, "staff/records/record.html", context, status=status)


def _as_signed(request: ClinicRequest, record: Record) -> dict[str, Any]:
    page = record_page(record, clinic=request.clinic, named=False)
    why = why_read(record)
    return {
        "content": kept(record),
        "late": late_entries(record.session),
        "read_print": read_print(record),
        "parts": parts_of(msgspec.to_builtins(page.sections)),
        "cosigns": (
            bool(why) and request.user.may(Right.APPROVE_PLANS) and is_second(request.user, record)
        ),
        "why_read": why,
        "unseen": unseen(record),
    }


def _to_sign(session: Session) -> dict[str, Any]:
    written = content_of(session)
    content = json.loads(written)
    found = folded_in(content)
    ticks = ticks_of(found, session.pack)
    crosses = crosses_of(ticks)
    return {
        "content": content,
        "ticks": ticks,
        "crosses": crosses,
        "held": [one for one in crosses if one.holds],
        "parts": parts_of(msgspec.to_builtins(sections_of(content, named=False))),
        "digest": print_of(written),
        "lots": sorted({one["lot"] for one in found.items("cartridge").values() if one.get("lot")}),
    }


@require_POST
@needs(Right.WRITE_NOTES)
def sign(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Signs what was read: locks the record, books off what was used."""
    found = session_for(request.user, key, Right.WRITE_NOTES)
    given = _typed(request, "digest", "why")
    digest, why = given["digest"], given["why"]
    done = partial(record_sign, by=request.user, session=found, digest=digest, why=why)
    said = "Signed. The record is locked; what is to be added is an amendment."
    return _done(request, found, done, said=said) or redirect("record", key)


@require_POST
@needs(Right.WRITE_NOTES)
def amend(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Adds to a signed record what is to be put right."""
    found = record_for(request.user, key, Right.WRITE_NOTES)
    done = partial(record_amend, by=request.user, record=found, **_typed(request, "text", "why"))
    said = "Amended. What was signed stands as it was, with this beside it."
    return _done(request, found.session, done, said=said) or redirect("record", key)


@require_POST
@needs(Right.APPROVE_PLANS)
def cosign(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A doctor has read it."""
    found = record_for(request.user, key, Right.APPROVE_PLANS)
    given = _typed(request, "digest", "words")
    done = partial(record_cosign, by=request.user, record=found, **given)
    return _done(request, found.session, done, said="Co-signed.") or redirect("records")


def _typed(request: ClinicRequest, *names: str) -> dict[str, str]:
    return {name: sent.line(request.POST, name) for name in names}


def _done(
    request: ClinicRequest, session: Session, done: Callable[[], Any], *, said: str
) -> HttpResponse | None:
    """Does it and says so; the page again, with why, where it was refused."""
    try:
        done()
    except ValidationError as trouble:
        words = "; ".join(trouble.messages)
        return _page(request, session, wrong=words, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, said)
    return None


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
