"""Offers times that came free to who waits, one after the other; takes their answers."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import TimeOffered, Visit, Waiting
from percuta_clinic.booking.notices import about
from percuta_clinic.booking.offers import Offer
from percuta_clinic.booking.own import Done, own_book
from percuta_clinic.booking.placing import Refused, Wish
from percuta_clinic.booking.waiting import (
    end_if_booked,
    end_past,
    free_for,
    is_new,
    seen_of,
    settle,
    waiting_end,
)
from percuta_clinic.booking.who_books import SOONEST
from percuta_clinic.config.clock import clock
from percuta_clinic.config.digests import digest_of
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.quiet import Quiet, quiet_for
from percuta_clinic.outbox.reach import reach
from percuta_clinic.outbox.services import patient_tell
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.models import Clinic

TO_ANSWER = timedelta(hours=2)  # by day: nobody has to answer at night
STEP = timedelta(minutes=5)
WAITER = Actor(id=None, name="The patient, by a link of the waiting list")
State = TimeOffered.State


class Gone(Exception):
    """The time is not theirs any more."""


def offer_freed(now: datetime | None = None) -> int:
    """Looks for what came free and asks the first whom it fits; how many were asked."""
    now, clinic = now or timezone.now(), Clinic.objects.get()
    for offered in TimeOffered.objects.filter(state=State.OPEN, until__lte=now):
        _run_out(offered)
    end_past(now)
    rows = Waiting.objects.filter(ended_at=None).select_related("patient", "service", "specialist")
    for waiting in rows:
        end_if_booked(waiting, by=SYSTEM)
    return sum(_look(one, now=now, clinic=clinic) for one in list(rows.order_by("made_at")))


@transaction.atomic
def _run_out(offered: TimeOffered) -> None:
    if settle(offered, State.RAN_OUT):
        patient = offered.waiting.patient_id
        record(by=SYSTEM, action="waiting.ran_out", subject=offered, patient_id=patient)


def _look(waiting: Waiting, *, now: datetime, clinic: Clinic) -> bool:
    """Searches before anything is held: months of times are no reason to keep others waiting."""
    if not _may_be_asked(waiting):
        return False
    return _offer(waiting.pk, free_for(waiting, clinic, now=now), now=now, clinic=clinic)


def _may_be_asked(waiting: Waiting) -> bool:
    patient = waiting.patient
    if waiting.offered.filter(state=State.OPEN).exists():
        return False
    return patient.is_live and reach(patient).channel is not None


@transaction.atomic
def _offer(key: UUID, free: list[Offer], *, now: datetime, clinic: Clinic) -> bool:
    waiting = _held(key)
    if waiting is None or not _may_be_asked(waiting):
        return False
    patient = waiting.patient
    asked = list(waiting.offered.values_list("starts_at", "ends_at"))
    new = [one for one in free if is_new(one, waiting.seen, clinic)]
    Waiting.objects.filter(pk=waiting.pk).update(seen=seen_of(free, clinic))
    until = answer_by(now, quiet_for(patient, clinic))
    lasts = timedelta(minutes=waiting.service.minutes)
    for one in new:
        overlaps = any(a < one.starts_at + lasts and one.starts_at < b for a, b in asked)
        if not overlaps and one.starts_at >= until + SOONEST:
            return _ask(waiting, one, until=until, clinic=clinic)
    return False


def _held(key: UUID) -> Waiting | None:
    """The patient is held before the wish, as everywhere."""
    row = Waiting.objects.filter(pk=key).values_list("patient", flat=True).first()
    if row is None:
        return None
    held_kept(row)
    rows = Waiting.objects.select_for_update(of=("self",)).filter(pk=key, ended_at=None)
    return rows.select_related("patient", "service", "specialist").first()


def _ask(waiting: Waiting, one: Offer, *, until: datetime, clinic: Clinic) -> bool:
    try:
        with transaction.atomic():
            hold, _ = hold_take(
                service=waiting.service,
                starts_at=one.starts_at,
                patient=waiting.patient,
                specialist=one.specialist,
                lasts=until - timezone.now(),
            )
    except ValidationError:
        return False  # taken this moment, or not for this patient; the next round looks again
    secret = secrets.token_urlsafe(24)
    offered = TimeOffered.objects.create(
        waiting=waiting,
        starts_at=one.starts_at,
        ends_at=one.starts_at + timedelta(minutes=waiting.service.minutes),
        specialist=hold.specialist,
        hold=hold,
        digest=digest_of(secret),
        until=until,
    )
    patient = waiting.patient
    record(by=SYSTEM, action="waiting.offered", subject=offered, patient_id=patient.pk)
    _tell(offered, patient, secret, clinic=clinic)
    return True


def _tell(offered: TimeOffered, patient: Patient, secret: str, *, clinic: Clinic) -> None:
    starts, until = (at.astimezone(clinic.zone) for at in (offered.starts_at, offered.until))
    patient_tell(
        by=SYSTEM,
        patient=patient,
        occasion="time_free",
        values={
            "name": patient.preferred_name or patient.given_name,
            "day": f"{starts:%A %-d %B %Y}",
            "time": clock(starts),
            "until": f"{until:%A %-d %B, %H:%M}",
            "link": f"{settings.ENVIRONMENT.url}{reverse('my_offer', args=[secret])}",
        },
        once=f"time_free:{offered.pk}",
    )


def why_untrue(message: Message, now: datetime) -> str:
    """Why a letter about a free time must not leave any more."""
    kept = TimeOffered.objects.filter(pk=about(message), state=State.OPEN, until__gt=now)
    return "" if kept.exists() else "The time is not kept for its reader any more."


def answer_by(now: datetime, quiet: Quiet) -> datetime:
    """Two hours on, of which none are quiet."""
    at, left = quiet.over(now), TO_ANSWER
    while left > timedelta():
        at += STEP
        left -= timedelta() if quiet.holds_at(at) else STEP
    return at


def offered_of(secret: str) -> TimeOffered | None:
    """What a link of the waiting list is about."""
    found = TimeOffered.objects.filter(digest=digest_of(secret))
    with_ = ("waiting__service", "waiting__patient", "specialist", "visit")
    offered = found.select_related(*with_).first()
    return offered if offered and offered.waiting.patient.is_live else None


def offer_take(
    *, by: Actor, offered: TimeOffered, then: Callable[[Visit], None] | None = None
) -> Done:
    """Books what was kept for them, once, and does with the visit what comes ``then``.

    Raises Gone where it is too late.
    """
    try:
        return _take(by, offered, then)
    except Refused as refused:
        settle(offered, State.GONE)
        raise Gone(" ".join(refused.messages)) from refused


@transaction.atomic
def _take(by: Actor, offered: TimeOffered, then: Callable[[Visit], None] | None) -> Done:
    """The hold becomes the visit; where it is gone, the time is booked if it is still free."""
    patient = held_kept(offered.waiting.patient_id)
    offered.refresh_from_db()
    if offered.state == State.TAKEN and offered.visit is not None:
        return Done(visit=offered.visit, again=True)
    if offered.state != State.OPEN or offered.until <= timezone.now():
        raise Gone
    done = own_book(
        by=by,
        patient=patient,
        service=offered.waiting.service,
        starts_at=offered.starts_at,
        hold=offered.hold,
        wish=Wish(specialist=offered.specialist),
    )
    visit = done.visit
    if then is not None and not done.again:
        then(visit)
    TimeOffered.objects.filter(pk=offered.pk).update(
        state=State.TAKEN, settled_at=timezone.now(), visit=visit
    )
    record(by=by, action="waiting.taken", subject=offered, patient_id=patient.pk)
    waiting_end(by=by, waiting=offered.waiting, why=Waiting.Ended.BOOKED)
    return Done(visit=visit)


@transaction.atomic
def offer_decline(*, by: Actor, offered: TimeOffered) -> bool:
    """Not this time; they stay on the list."""
    held_kept(offered.waiting.patient_id)
    if not settle(offered, State.DECLINED):
        return False
    patient = offered.waiting.patient_id
    record(by=by, action="waiting.declined", subject=offered, patient_id=patient)
    return True
