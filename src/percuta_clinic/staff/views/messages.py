"""The outbox: what was sent to whom, what waits, what could not be sent."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import line
from percuta_clinic.outbox.access import may_read, message_for
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.occasions import OCCASIONS
from percuta_clinic.outbox.queries import KINDS, how_many, messages_listed
from percuta_clinic.outbox.services import message_hold_back, message_opened, message_try_again
from percuta_clinic.outbox.sms import has_no_provider
from percuta_clinic.outbox.waiting import waiting_why
from percuta_clinic.people.rights import Right

PAGE = 50
TABS = (("", "All"), ("waiting", "Waiting"), ("trouble", "Trouble"), ("sent", "Sent"))


@require_safe
@needs(Right.SEE_MESSAGES)
def outbox(request: ClinicRequest) -> HttpResponseBase:
    """The list, narrowed to one kind and to a name."""
    kind, name = request.GET.get("show", ""), line(request.GET, "q")[:80]
    kind = kind if kind in KINDS else ""
    found = messages_listed(request.user, kind=kind, name=name)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [_row(one) for one in page]
    given = {
        "rows": rows,
        "page": page,
        "kind": kind,
        "name": name,
        "tabs": _tabs(request, kind, name),
        "given_up": how_many(request.user, kind="given up"),
        "held": waiting_why(request.user, request.clinic),
        "no_provider": has_no_provider(),
        "query": urlencode({"show": kind, "q": name}),
    }
    return render(request, "staff/messages/outbox.html", given)


def _tabs(request: ClinicRequest, kind: str, name: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "query": urlencode({"show": key, "q": name}),
            "current": key == kind,
            "count": how_many(request.user, kind=key) if key in ("waiting", "trouble") else 0,
            "tone": "stop" if key == "trouble" else "",
        }
        for key, label in TABS
    ]


def _row(message: Message) -> dict[str, Any]:
    occasion = OCCASIONS.get(message.occasion)
    return {
        "message": message,
        "what": occasion.title if occasion else message.occasion,
        "chip": _chip(message),
        "open": _is_open(message),
    }


def _is_open(message: Message) -> bool:
    """Whether it can still be held back or tried again."""
    leased = message.leased_until and message.leased_until > timezone.now()
    return message.state in (State.WAITING, State.GIVEN_UP) and not leased


def _chip(message: Message) -> dict[str, str]:
    if message.state == State.WAITING and not _is_open(message):
        return {"word": "Being sent", "tone": "info", "icon": "send"}
    if message.state == State.WAITING and message.trouble:
        return {"word": "Trying again", "tone": "warn", "icon": "refresh-cw"}
    return {
        State.WAITING: {"word": "Waiting", "tone": "idle", "icon": "clock"},
        State.SENT: {"word": "Sent", "tone": "ok", "icon": "circle-check"},
        State.GIVEN_UP: {"word": "Not sent", "tone": "stop", "icon": "octagon-x"},
        State.CANCELLED: {"word": "Held back", "tone": "idle", "icon": "circle-pause"},
    }[State(message.state)]


@require_safe
@needs(Right.SEE_MESSAGES)
def message(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One message with the words it went out with."""
    found = message_for(request.user, key)
    readable = may_read(request.user, found)
    if readable:
        message_opened(by=request.user.actor, message=found)
    given = _row(found) | {"readable": readable, "hidden": found.purpose == "account"}
    return render(request, "staff/messages/message.html", given)


@require_POST
@needs(Right.SEE_MESSAGES)
def hold_back(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Keeps a waiting message from leaving."""
    found = message_for(request.user, key)
    try:
        message_hold_back(by=request.user.actor, message=found)
        toasts.success(request, "It stays here and is not sent.")
    except ValidationError as refusal:
        toasts.error(request, " ".join(refusal.messages))
    return redirect("message", key=key)


@require_POST
@needs(Right.SEE_MESSAGES)
def try_again(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Makes a message due now."""
    try:
        tried = message_try_again(by=request.user.actor, message=message_for(request.user, key))
    except ValidationError as refusal:
        toasts.error(request, " ".join(refusal.messages))
        return redirect("message", key=key)
    if tried.due_at > timezone.now():
        at = timezone.localtime(tried.due_at).strftime("%H:%M")
        toasts.info(request, f"It is quiet time for its reader now. It leaves at {at}.")
    else:
        toasts.success(request, "It is sent in a few seconds.")
    return redirect("message", key=key)
