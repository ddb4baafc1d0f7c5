"""A session begins: everything is there, the treatment began, and the pack is frozen with it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.services import Blocked
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.beginning import treatment_begin
from percuta_clinic.treatment.checklist import CHECKS, checks_of
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.pack import frozen_pack
from percuta_clinic.treatment.ready import held_by


@transaction.atomic
def session_open(
    *,
    by: Account,
    visit: Visit,
    version: int,
    agreed_by: Account | None,
    at: datetime | None = None,
) -> Session:
    """Begins the treatment and its stream of events; ``at`` where that is told afterwards.

    Raises NotReady, NotAgreed, Blocked, Stale.
    """
    day = today(Clinic.objects.get())
    if held := held_by(visit, day=day):
        words = " ".join(f"{one.words}. {one.way} ({one.who})" for one in held)
        raise Blocked(f"Nothing was begun. {words}")
    begun = treatment_begin(by=by, visit=visit, version=version, agreed_by=agreed_by)
    found, made = Session.objects.get_or_create(
        visit=begun,
        defaults={
            "patient_id": begun.patient_id,
            "opened_by": by,
            "opened_by_name": by.name,
            "opened_at": at or timezone.now(),
            "pack": frozen_pack(begun) | {"checked": _checked(begun)},
        },
    )
    if made:
        action, about = "room.opened", begun.patient_id
        record(by=by.actor, action=action, subject=found, patient_id=about)
    return found


def _checked(visit: Visit) -> list[dict[str, str]]:
    """Room and tray as they were looked at before it began."""
    return [
        {"key": key, "words": CHECKS[key], "by": one.by_name, "at": one.at.isoformat()}
        for key, one in checks_of(visit).items()
    ]


def session_of(visit: Visit | UUID) -> Session | None:
    """The session of a visit, if one began."""
    key = visit.pk if isinstance(visit, Visit) else visit
    return Session.objects.filter(visit=key).first()
