"""Private links: made for a patient, proved with the birth date, shut after too many guesses."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.config.digests import digest_of
from percuta_clinic.intake.models import Link
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept

LASTS = timedelta(days=14)
MOST_TRIES = 5
GUESSED = "too many wrong birth dates"
VISIT = "visitor"  # where a session keeps the link somebody came by


class WrongDay(Exception):
    """Not the birth date; ``left`` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__("This is not the birth date we have.")
        self.left = left


@transaction.atomic
def link_make(
    *,
    by: Actor,
    patient: Patient,
    until: datetime | None = None,
    seen_by_staff: bool = False,
    opens: UUID | None = None,
) -> tuple[Link, str]:
    """A link and its secret, which is stored nowhere. It lasts past ``until``, if that is later.

    One that staff see opens only what waits: whoever knows the birth date could go in.
    """
    patient = held_kept(patient.pk)
    if patient.birth_date is None:
        raise ValidationError(
            f"The birth date of {patient} is missing. The link asks for it before it shows "
            "anything, so enter it first."
        )
    secret = secrets.token_urlsafe(32)
    lasts = max(timezone.now() + LASTS, until + timedelta(days=1) if until else timezone.now())
    link = Link.objects.create(
        patient=patient,
        digest=digest_of(secret),
        made_by=by.name,
        expires_at=lasts,
        seen_by_staff=seen_by_staff,
        opens=opens,
    )
    how = "shown or handed over" if seen_by_staff else ""
    record(by=by, action="link.made", subject=link, patient_id=patient.pk, reason=how)
    return link, secret


def link_of(secret: str) -> Link | None:
    """The link of a secret, if it still leads anywhere and the record is in use."""
    found = Link.objects.filter(digest=digest_of(secret)).select_related("patient").first()
    return found if found and found.is_open and found.patient.is_live else None


def link_prove(*, link: Link, birth_date: date) -> Link:
    """Opens the link to whoever knows the birth date. Raises WrongDay, and shuts it after five."""
    with transaction.atomic():
        held = (
            Link.objects.select_for_update(of=("self",)).select_related("patient").get(pk=link.pk)
        )
        if not held.is_open:
            raise WrongDay(0)
        if held.patient.birth_date == birth_date:
            Link.objects.filter(pk=held.pk).update(tries=0, opened_at=timezone.now())
            record(
                by=HANDED if held.seen_by_staff else VISITOR,
                action="link.opened",
                subject=held,
                patient_id=held.patient_id,
            )
            return held
        Link.objects.filter(pk=held.pk).update(tries=F("tries") + 1)
        left = MOST_TRIES - held.tries - 1
        if left <= 0:
            _shut(held, why=GUESSED)
            record(by=SYSTEM, action="link.guessed", subject=held, patient_id=held.patient_id)
    raise WrongDay(max(left, 0))


@transaction.atomic
def links_shut(
    *, by: Actor, patient: Patient, why: str, only: Collection[str] | None = None
) -> int:
    """Shuts links of a patient, all of them as when a phone was lost; says how many."""
    rows = Link.objects.select_for_update().filter(patient=patient, shut_at=None)
    links = list(rows if only is None else rows.filter(pk__in=only))
    for link in links:
        _shut(link, why=why)
    if links:
        record(by=by, action="link.shut", subject=links[0], patient_id=patient.pk, reason=why)
    return len(links)


def _shut(link: Link, *, why: str) -> None:
    Link.objects.filter(pk=link.pk).update(shut_at=timezone.now(), shut_why=why)


# How the log names somebody who came in by a link: it outlives an erased person, so by no name.
VISITOR = Actor(id=None, name="The patient, by private link")
HANDED = Actor(id=None, name="The patient, by a link that staff showed or handed over")
