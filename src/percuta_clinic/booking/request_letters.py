"""The letter by which a request is confirmed, and the one in its place when it left too late."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.models import Hold, Request
from percuta_clinic.booking.notices import about, place_of
from percuta_clinic.config.clock import clock
from percuta_clinic.config.digests import digest_of
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.outbox.models import Channel, Message, Purpose, State
from percuta_clinic.outbox.services import message_enqueue
from percuta_clinic.premises.models import Clinic

VISITOR = Actor(id=None, name="A visitor of the public pages")
NOBODY = "Somebody who asked for a time"
FIRST, LATE = "request_confirm", "request_late"
NAMES = {FIRST: "request", LATE: "request_late"}  # under which each is sent once
NOT_KEPT = "The time it speaks of is not kept any more; a letter that says so goes out instead."
FORGOTTEN = "What was asked for was not confirmed within a day and is deleted."
CONFIRMED = "The time was confirmed already."
KEPT = timedelta(days=1)  # an unconfirmed request


def request_tell(made: Request, hold: Hold, *, secret: str, said: Mapping[str, Any]) -> None:
    """Asks whoever can read that mailbox; ``said``: its address, and the terms that were shown."""
    clinic = Clinic.objects.get()
    until = f"{hold.until.astimezone(clinic.zone):%H:%M}"
    _write(made, FIRST, secret=secret, clinic=clinic, said=said, until=until)


def _write(
    made: Request,
    occasion: str,
    *,
    secret: str,
    clinic: Clinic,
    said: Mapping[str, Any],
    **more: str,
) -> None:
    """Without the name that was typed: it may be an advertisement, and the address a stranger's."""
    starts = made.starts_at.astimezone(clinic.zone)
    message_enqueue(
        by=VISITOR,
        occasion=occasion,
        channel=Channel.EMAIL,
        to_name=NOBODY,
        address=said["email"],
        purpose=Purpose.ACCOUNT,
        values={
            "service": made.service.name,
            "specialist": made.specialist.name if made.specialist else clinic.name,
            "day": f"{starts:%A %-d %B %Y}",
            "time": clock(starts),
            "place": place_of(clinic),
            "terms": said["terms"],
            "link": f"{settings.ENVIRONMENT.url}{reverse('book_confirm', args=[secret])}",
            **more,
        },
        hide_address=True,
        once=f"{NAMES[occasion]}:{made.pk}",
    )


def letters_of(made: Request) -> QuerySet[Message]:
    """What was written about a request."""
    return Message.objects.filter(once__in=[f"{name}:{made.pk}" for name in NAMES.values()])


def why_untrue(message: Message, now: datetime) -> str:
    """Why a letter about a request must not leave any more."""
    made = Request.objects.filter(pk=about(message)).select_related("hold").first()
    if made is None or made.made_at <= now - KEPT:
        return FORGOTTEN
    if made.visit_id:
        return CONFIRMED
    is_kept = made.hold is not None and made.hold.until > now
    return "" if is_kept or message.occasion == LATE else NOT_KEPT


def tell_late(now: datetime | None = None) -> int:
    """Writes other words to whoever's letter could not leave while their time was kept."""
    now = now or timezone.now()
    open_still = Request.objects.filter(visit=None, made_at__gt=now - KEPT)
    return sum(_tell_late(one) for one in list(open_still) if _is_late(one))


def _is_late(made: Request) -> bool:
    held_back = letters_of(made).filter(state=State.CANCELLED, trouble=NOT_KEPT)
    return held_back.exists() and not letters_of(made).filter(occasion=LATE).exists()


@transaction.atomic
def _tell_late(made: Request) -> bool:
    """With a link of its own: the first was forgotten with its letter."""
    clinic = Clinic.objects.select_for_update().get()
    held = Request.objects.select_for_update(of=("self",)).filter(pk=made.pk, visit=None).first()
    if held is None or not _is_late(held):
        return False
    secret = secrets.token_urlsafe(24)
    held.digest = digest_of(secret)
    held.save(update_fields=["digest"])
    _write(held, LATE, secret=secret, clinic=clinic, said=json.loads(unseal_text(held.sealed)))
    return True
