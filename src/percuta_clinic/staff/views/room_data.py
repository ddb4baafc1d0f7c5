"""What the treatment room's tablets read and send, as JSON."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.audit.services import record as log
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.access import session_for
from percuta_clinic.treatment.late import late_told
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.pack import pack_of
from percuta_clinic.treatment.receiving import MOST_AT_ONCE, events_receive
from percuta_clinic.treatment.stream import told_after


@require_safe
@needs(Right.OPEN_CHART)
def pack(request: ClinicRequest, key: UUID) -> HttpResponse:
    """All that a tablet needs to go on alone, and the events so far."""
    found = session_for(request.user, key)
    log(by=request.user.actor, action="room.read", subject=found, patient_id=found.patient_id)
    told = _told(found, 0, by=request.user)
    return JsonResponse(pack_of(found) | {"csrf": get_token(request)} | told)


@require_safe
@needs(Right.OPEN_CHART)
def events(request: ClinicRequest, key: UUID) -> HttpResponse:
    """What came since the last look."""
    found = session_for(request.user, key)
    return JsonResponse(
        _told(found, sent.whole(request.GET.get("after", ""), otherwise=0), by=request.user)
    )


@require_POST
@needs(Right.OPEN_CHART)
def send(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes events in; answers for each of them by its id, and with what others said meanwhile."""
    found = session_for(request.user, key)
    try:
        body = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as trouble:
        return _refused(f"This cannot be read: {trouble}. Nothing was kept.")
    given = body.get("events") if isinstance(body, dict) else None
    if not isinstance(given, list) or len(given) > MOST_AT_ONCE:
        return _refused(f"Send a list of at most {MOST_AT_ONCE} events. Nothing was kept.")
    received = events_receive(by=request.user, session=found, sent=given)
    found.refresh_from_db(fields=("last", "signed_at"))
    told = _told(found, _after(body), by=request.user)
    return JsonResponse({"accepted": received.accepted, "refused": received.refused} | told)


def _after(body: dict[str, Any]) -> int:
    after = body.get("after", 0)
    return after if isinstance(after, int) and 0 <= after < 10**9 else 0


def _told(session: Session, after: int, *, by: Account) -> dict[str, Any]:
    open_now = session.incidents.filter(closed_at=None).order_by("opened_at")
    return {
        "now": timezone.now().isoformat(timespec="milliseconds"),
        "events": told_after(session, after),
        "last": session.last,
        "incidents": [{"cause": one.cause, "words": one.words} for one in open_now],
        "late": late_told(session),
        "signed": session.signed_at is not None,
        "account": {"id": str(by.pk), "name": by.name},
    }


def _refused(why: str) -> HttpResponseBase:
    return JsonResponse({"why": why}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
