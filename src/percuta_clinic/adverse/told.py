"""What this app listens to, and what it tells others, as the clinic starts."""

from typing import Any

from percuta_clinic.adverse.holding import events_open
from percuta_clinic.adverse.opening import incident_followed
from percuta_clinic.adverse.services import lots_follow
from percuta_clinic.people.models import Account
from percuta_clinic.readiness.holding import HOLDS
from percuta_clinic.treatment.models import Incident, Session
from percuta_clinic.treatment.signals import incident_opened, record_signed


def tell() -> None:
    """Registers what follows from an incident and a signed record, and what holds a treatment."""
    incident_opened.connect(_opened, dispatch_uid="adverse")
    record_signed.connect(_signed, dispatch_uid="adverse")
    if events_open not in HOLDS:
        HOLDS.append(events_open)


def _opened(*, by: Account, incident: Incident, **_: Any) -> None:
    incident_followed(by=by, incident=incident)


def _signed(*, by: Account, session: Session, **_: Any) -> None:
    lots_follow(by=by, session=session)
