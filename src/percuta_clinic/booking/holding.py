"""Keeping a time for somebody while forms are filled in: a hold, and the visit it becomes."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.claims import claim_hold, drop_expired
from percuta_clinic.booking.models import Hold, Service
from percuta_clinic.booking.placing import (
    JUST_TAKEN,
    Refused,
    allowed,
    one_booking_at_a_time,
    refuse_many,
    refuse_past,
)
from percuta_clinic.booking.stages import stages_for
from percuta_clinic.config.digests import digest_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic

LASTS = timedelta(minutes=15)


@transaction.atomic
def hold_take(
    *,
    service: Service,
    starts_at: datetime,
    patient: Patient | None = None,
    specialist: Account | None = None,
    instead_of: str = "",
    lasts: timedelta = LASTS,
) -> tuple[Hold, str]:
    """Keeps a time for whoever has the secret; what they kept before (``instead_of``) is let go.

    Raises Refused with the nearest free times.
    """
    clinic = _alone(patient)
    drop_expired()
    Hold.objects.filter(digest=digest_of(instead_of), request=None).delete()
    if patient:
        refuse_many(patient)
        Hold.objects.filter(patient=patient, offered=None).delete()
    refuse_past(starts_at, clinic)
    wanted = Wanted(
        service=service,
        stages=stages_for(service, patient),
        patient=patient,
        specialist=specialist,
        themselves=True,
    )
    found, _ = allowed(wanted, starts_at, clinic=clinic)
    secret = secrets.token_urlsafe(24)
    hold = Hold.objects.create(
        digest=digest_of(secret),
        patient=patient,
        service=service,
        specialist=found.specialist,
        room=found.spot.room,
        starts_at=starts_at,
        until=timezone.now() + lasts,
    )
    claim_hold(hold, found)
    return hold, secret


def hold_of(secret: str) -> Hold | None:
    """What is still kept for whoever has this secret."""
    found = Hold.objects.filter(digest=digest_of(secret), until__gt=timezone.now())
    return found.select_related("service", "specialist", "room").first()


@transaction.atomic
def hold_longer(hold: Hold, until: datetime) -> Hold:
    """Keeps it longer: until a letter can be answered, say. Raises Refused if it is gone."""
    if not Hold.objects.filter(pk=hold.pk).update(until=until):
        raise Refused(JUST_TAKEN)
    hold.refresh_from_db()
    return hold


def hold_let_go(secret: str) -> None:
    """Somebody chose otherwise."""
    Hold.objects.filter(digest=digest_of(secret)).delete()


def as_held(hold: Hold) -> dict[str, Any]:
    """What ``visit_book`` is told so that the visit is what was kept."""
    return {
        "service": hold.service,
        "starts_at": hold.starts_at,
        "specialist": hold.specialist,
        "room": hold.room,
        "hold": hold,
    }


def _alone(patient: Patient | None) -> Clinic:
    if patient is not None:
        return one_booking_at_a_time(patient.pk)[1]
    return Clinic.objects.select_for_update().get()
