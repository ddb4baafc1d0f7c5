"""What this app tells to others as the clinic starts; models are there by then."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.duty.models import Task
from percuta_clinic.duty.signals import task_closed
from percuta_clinic.healing.check_ins import check_in_close
from percuta_clinic.healing.planning import check_ins_plan
from percuta_clinic.healing.tasks import check_in_of, tasks_open
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.signals import record_signed

NEWER = (
    "Something newer about the same check-in is open too. Open “Look at what was told”, read it, "
    "and close the check-in there: that closes all of it. What you typed is still here."
)


def tell() -> None:
    """A signed record plans its check-ins; a closed task closes the check-in it came from."""
    record_signed.connect(_plan, dispatch_uid="check-ins")
    task_closed.connect(_looked_at, dispatch_uid="check-ins-looked-at")


def _plan(*, by: Account, session: Session, **_: object) -> None:
    check_ins_plan(by=by.actor, session=session, now=timezone.now())


def _looked_at(*, by: Account | Actor, task: Task, outcome: str, told: str, **_: object) -> None:
    """Our own machinery has looked at nothing, and closes none."""
    check_in = check_in_of(task) if isinstance(by, Account) else None
    if check_in is None or check_in.closed_at is not None or not isinstance(by, Account):
        return
    if tasks_open(check_in).exists():
        raise ValidationError(NEWER)
    check_in_close(by=by, check_in=check_in, words=outcome, told=told)
