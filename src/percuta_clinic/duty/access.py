"""Who sees that a task exists, who reads it, who takes it; permission and fetch are one call."""

from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.duty.models import OnCall, Task
from percuta_clinic.patients.access import chart_at_work, live_patients, open_charts
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role


def task_for(account: Account, key: UUID, right: Right = Right.SEE_BOARD) -> Task:
    """A task; that it exists is no secret to staff, what it says is (``reads``)."""
    return fetch(account, right, rows=_tasks(), key=key)


def read_task_for(account: Account, key: UUID) -> Task:
    """A task with what it says, for whoever may open the chart. Raises GlassShut."""
    found = fetch(account, Right.OPEN_CHART, rows=_tasks(), key=key)
    chart_at_work(account, found.patient_id, Right.OPEN_CHART)
    return found


def reads(account: Account, task: Task) -> bool:
    """Whether this person may read what it is about, and what came of it."""
    if not account.may(Right.OPEN_CHART):
        return False
    return open_charts(account).filter(pk=task.patient_id).exists()


def tasks_read(account: Account) -> set[UUID]:
    """The open tasks whose words this person may read."""
    if not account.may(Right.OPEN_CHART):
        return set()
    rows = _tasks().filter(patient__in=open_charts(account))
    return set(rows.values_list("pk", flat=True))


def _tasks() -> QuerySet[Task]:
    return Task.objects.filter(patient__in=live_patients()).select_related("patient", "owner")


def colleague_for_task(account: Account, key: UUID) -> Account:
    """Whom a task can be handed on to, for whoever may hand it on."""
    return fetch(account, Right.TAKE_TASKS, rows=who_takes(), key=key)


def who_takes() -> QuerySet[Account]:
    """Everybody who may take a task."""
    return having(Role.SPECIALIST, Role.DOCTOR, Role.OWNER)


def on_call_for(account: Account, key: UUID) -> OnCall:
    """A stretch of the roster, for whoever sets it."""
    rows = OnCall.objects.select_related("account", "instead_of")
    return fetch(account, Right.SET_DUTY, rows=rows, key=key)
