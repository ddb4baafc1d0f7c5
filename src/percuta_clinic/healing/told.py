"""What this app tells to others as the clinic starts; models are there by then."""

from django.utils import timezone

from percuta_clinic.healing.planning import check_ins_plan
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.signals import record_signed


def tell() -> None:
    """A signed record plans its check-ins."""
    record_signed.connect(_plan, dispatch_uid="check-ins")


def _plan(*, by: Account, session: Session, **_: object) -> None:
    check_ins_plan(by=by.actor, session=session, now=timezone.now())
