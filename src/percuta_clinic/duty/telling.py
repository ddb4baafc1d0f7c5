"""Telling of tasks, run by the worker: at once, then the next person, until somebody takes it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.duty.ladder import Rung, next_rung, on_call_now
from percuta_clinic.duty.models import DutyPhone, Result, Task, TaskTold, Urgency
from percuta_clinic.duty.outcomes import heed_results, is_hopeless
from percuta_clinic.duty.queries import duty_rules
from percuta_clinic.outbox.models import Channel, Purpose
from percuta_clinic.outbox.services import message_enqueue
from percuta_clinic.outbox.sms import has_no_provider
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import the_clinic


def tell_of_tasks(at: datetime | None = None) -> int:
    """One round over all open tasks; how many people were told or could not be."""
    clinic, now = the_clinic(), at or timezone.now()
    if clinic is None:
        return 0
    keys = list(_open().values_list("pk", flat=True))
    return sum(_see_to(key, clinic, now) for key in keys)


def _open() -> QuerySet[Task]:
    return Task.objects.filter(closed_at=None)


@transaction.atomic
def _see_to(key: UUID, clinic: Clinic, now: datetime) -> int:
    """One task, which nobody else changes meanwhile; one that somebody holds waits a round."""
    rows = _open().select_for_update(skip_locked=True, of=("self",))
    task = rows.filter(pk=key).select_related("asked").first()
    if task is None:
        return 0
    heed_results(task, now)
    if task.owner_id is not None:
        return _late(task, clinic, now)
    if task.rung == Rung.NOBODY:
        return _tell(task, _newly_there(task, clinic, now), now)
    if (task.tell_at and task.tell_at <= now) or is_hopeless(task):
        return _climb(task, clinic, now)
    return 0


def _climb(task: Task, clinic: Clinic, now: datetime) -> int:
    """Tells the next rung; above the last stands that nobody was reached, and the task stays."""
    reached = next_rung(task, clinic, now, told=_told(task))
    task.rung = reached.rung
    if reached.rung == Rung.NOBODY:
        task.tell_at, task.nobody_at = None, task.nobody_at or now
        record(by=SYSTEM, action="task.nobody", subject=task, patient_id=task.patient_id)
    else:
        wait = duty_rules().take_minutes(task.urgency)
        task.tell_at = now + timedelta(minutes=wait)
    task.save(update_fields=["rung", "tell_at", "nobody_at"])
    return _tell(task, reached.people, now)


def _late(task: Task, clinic: Clinic, now: datetime) -> int:
    """What somebody took and has not dealt with in time: the next are told, as if nobody had."""
    waits = task.tell_at is not None and task.tell_at > now
    is_told = task.rung >= Rung.OWNERS
    if task.urgency == Urgency.WATCH or now < task.due_at or waits or is_told:
        return 0
    told = _told(task) | ({task.owner_id} if task.owner_id else set())
    reached = next_rung(task, clinic, now, told=told)
    task.rung = min(reached.rung, Rung.OWNERS)
    task.tell_at = now + timedelta(minutes=duty_rules().take_minutes(task.urgency))
    task.save(update_fields=["rung", "tell_at"])
    return _tell(task, reached.people, now)


def _told(task: Task) -> set[UUID]:
    """Who was told since it began at the foot of the ladder."""
    rows = TaskTold.objects.filter(task=task, turn=task.turn).exclude(account=None)
    return set(rows.values_list("account", flat=True))


def _newly_there(task: Task, clinic: Clinic, now: datetime) -> list[tuple[Account, str]]:
    """Whoever has come on call since everybody else was told."""
    told = _told(task)
    return [one for one in on_call_now(clinic, now) if one[0].pk not in told]


def _tell(task: Task, people: Iterable[tuple[Account, str]], now: datetime) -> int:
    """By e-mail, and by SMS where it cannot wait for the next day; returns how many people."""
    many = 0
    for account, why in people:
        _by(Channel.EMAIL, task, account, why=why, now=now)
        if task.urgency > Urgency.WATCH:
            _by(Channel.SMS, task, account, why=why, now=now)
        many += 1
    return many


def _by(channel: Channel, task: Task, account: Account, *, why: str, now: datetime) -> None:
    told = TaskTold(
        task=task,
        at=now,
        turn=task.turn,
        rung=task.rung,
        account=account,
        account_name=account.name,
        why_them=why,
        channel=channel,
        result=Result.HANDED,
    )
    try:
        told.message = _written(channel, task, account)
    except ValidationError as refusal:
        told.result, told.words = Result.FAILED, " ".join(refusal.messages)[:300]
    told.save()
    action = "task.told" if told.result == Result.HANDED else "task.not_told"
    fields = (account.name, str(channel))
    record(by=SYSTEM, action=action, subject=task, patient_id=task.patient_id, fields=fields)


def _written(channel: Channel, task: Task, account: Account) -> UUID:
    """The message, which says nothing about whom or what. Raises ValidationError."""
    message = message_enqueue(
        by=SYSTEM,
        occasion="task_waits",
        channel=channel,
        to_name=account.name,
        address=_address(channel, account),
        purpose=Purpose.ACCOUNT,
        values={"name": account.name, "page": page_of(task)},
        urgent=True,
        once=f"task:{task.pk}:{task.turn}:{task.rung}:{account.pk}:{channel}",
    )
    return message.pk


def _address(channel: Channel, account: Account) -> str:
    if channel == Channel.EMAIL:
        return account.email
    if has_no_provider():
        raise ValidationError("No SMS provider is built in yet.")
    phone = DutyPhone.objects.filter(account=account).first()
    if phone is None:
        raise ValidationError("No phone number is entered for them.")
    return phone.phone


def page_of(task: Task) -> str:
    """Where it is read and taken, as an address for a letter."""
    return f"{settings.ENVIRONMENT.url.rstrip('/')}{reverse('task', args=[task.pk])}"


def why_not_any_more(message: UUID) -> str:
    """Why a message of a task must not leave any more; empty: it may."""
    told = TaskTold.objects.filter(message=message).select_related("task").first()
    if told is None:
        return "Its task was erased."
    if told.task.closed_at:
        return f"{told.task.closed_by_name} closed it."
    is_late = told.at >= told.task.due_at
    return f"{told.task.owner_name} took it." if told.task.owner_id and not is_late else ""
