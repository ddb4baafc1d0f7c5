"""What a person takes along of tasks, what is erased with them, and when somebody stops working."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.duty.models import DutyPhone, OnCall, Task
from percuta_clinic.duty.services import task_let_go
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.queries import the_clinic, today


def tasks_told(patient: Patient) -> list[dict[str, Any]]:
    """Every task about somebody, with what was done and who was told."""
    names = (
        *("id", "about", "link", "source", "opened_at", "opened_by_name", "due_at", "owner_name"),
        *("taken_at", "closed_at", "closed_by_name", "outcome", "nobody_at"),
    )
    steps = ("at", "what", "by_name", "to_name", "urgency", "words")
    told = ("at", "account_name", "channel", "result", "words")
    return [
        {name: getattr(row, name) for name in names}
        | {
            "urgency": row.get_urgency_display(),
            "steps": list(row.steps.values(*steps)),
            "told": list(row.told.values(*told)),
        }
        for row in Task.objects.filter(patient=patient).order_by("opened_at")
    ]


def refuse_open_tasks(patient: Patient) -> None:
    """Nobody's record goes while something urgent about them waits."""
    found = Task.objects.filter(patient=patient, closed_at=None).order_by("opened_at").first()
    if found is not None:
        raise ValidationError(
            f"Something urgent about {patient} is open since "
            f"{timezone.localtime(found.opened_at):%-d %B, %H:%M}. Close it first, under Urgent: "
            "whoever may open the chart can."
        )


def tasks_forgotten(patient: Patient) -> None:
    """Destroys them with somebody who is being erased."""
    Task.objects.filter(patient=patient).delete()


def duties_of_leaver(*, by: Actor, account: Account) -> None:
    """From now on somebody is not on call; what they had taken is told to others at once."""
    clinic = the_clinic()
    if clinic is None:
        return
    day = today(clinic)
    rows = OnCall.objects.filter(Q(account=account) | Q(instead_of=account))
    coming = rows.filter(Q(on_day__gte=day) | Q(weekday__isnull=False))
    if coming.exists():
        record(by=by, action="on_call.ended", subject=account)
    rows.filter(Q(on_day__gte=day) | Q(weekday__isnull=False, first_day__gte=day)).delete()
    rows.filter(Q(weekday__isnull=False) & (Q(last_day=None) | Q(last_day__gte=day))).update(
        last_day=day - timedelta(days=1)
    )
    DutyPhone.objects.filter(account=account).delete()
    mine = Task.objects.filter(Q(owner=account) | Q(asked=account), closed_at=None)
    for task in mine:
        task_let_go(by=by, task=task, why=f"{account.name} does not work here any more.")
