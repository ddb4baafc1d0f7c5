"""Writing about tasks: opened once, taken by one, closed with words; never made less urgent."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.duty.models import Task, TaskStep, Urgency, What
from percuta_clinic.duty.queries import duty_rules
from percuta_clinic.duty.signals import task_closed
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


@transaction.atomic
def task_open(
    *,
    by: Actor,
    patient: Patient,
    urgency: Urgency,
    about: str,
    link: str,
    source: str,
    key: str,
    first: Account | None = None,
) -> Task:
    """The task of this name, opened now if there is none; a higher urgency raises it.

    One that is closed stays closed; what is more urgent than it was opens another. ``first`` is
    told before all others.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"{link!r} is no page of this clinic: it begins with one /.")
    patient = held_kept(patient.pk)  # calls with one name come one after the other
    said = {"about": about.strip()[:1000], "link": link[:300], "source": source[:60]}
    now, found = timezone.now(), Task.objects.select_for_update().filter(key=key[:160]).first()
    if found is None:
        task = Task(patient=patient, urgency=urgency, key=key[:160], asked=first, **said)
        return _opened(task, by, now)
    if urgency <= found.urgency:
        return _more_said(found, by, urgency=urgency, said=said)
    if not found.is_open:
        said |= {"key": f"{key[:150]}/{urgency.name.lower()}"}
        return task_open(by=by, patient=patient, urgency=urgency, first=first, **said)
    return _raised(found, by, urgency=urgency, said=said)


def _opened(task: Task, by: Actor, now: datetime) -> Task:
    task.opened_at, task.opened_by_name, task.tell_at = now, by.name[:120], now
    task.due_at = now + _time_for(task.urgency)
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:
        return Task.objects.get(key=task.key)
    _step(task, by, What.OPENED, words=task.about)
    return task


def _time_for(urgency: int) -> timedelta:
    return timedelta(minutes=duty_rules().due_minutes(urgency))


def _raised(task: Task, by: Actor, *, urgency: Urgency, said: dict[str, str]) -> Task:
    """Told anew from the first on; whoever took it did so when it could wait longer."""
    now = timezone.now()
    task.urgency, task.about, task.link = urgency, said["about"], said["link"]
    task.due_at = min(task.due_at, now + _time_for(urgency))
    _tell_anew(task, first=task.owner or task.asked, now=now)
    _step(task, by, What.RAISED, words=task.about)
    return task


def _more_said(task: Task, by: Actor, *, urgency: Urgency, said: dict[str, str]) -> Task:
    """What is told anew at the same urgency stands in it; before *now*, everybody hears of it."""
    if not task.is_open or urgency < task.urgency or said["about"] == task.about:
        return task
    if urgency == Urgency.TODAY:
        return _raised(task, by, urgency=urgency, said=said)
    task.about, task.link = said["about"], said["link"]
    task.save(update_fields=["about", "link"])
    _step(task, by, What.RAISED, words=task.about)
    return task


@transaction.atomic
def task_take(*, by: Account, task: Task) -> Task:
    """``by`` sees to it; whoever comes second is told who was first."""
    require(by, Right.TAKE_TASKS)
    task = _held_open(task)
    if task.owner_id == by.pk:
        return task
    if task.owner_id is not None:
        raise ValidationError(
            f"{task.owner_name} took it at {_clock(task.taken_at)}. If you are to look after it "
            "instead, it can be handed on to you."
        )
    _give(task, by)
    _step(task, by.actor, What.TAKEN)
    return task


@transaction.atomic
def task_hand_on(*, by: Account, task: Task, to: Account, words: str = "") -> Task:
    """Another person sees to it from now on, and is told at once."""
    require(by, Right.TAKE_TASKS)
    if not to.may(Right.TAKE_TASKS):
        raise ValidationError(
            f"{to.name} cannot look after it. Choose a specialist, a doctor or an owner."
        )
    task = _held_open(task)
    if task.owner_id == to.pk:
        raise ValidationError(f"{to.name} looks after it already.")
    _tell_anew(task, first=to, now=timezone.now())
    _step(task, by.actor, What.HANDED_ON, to=to, words=words)
    return task


@transaction.atomic
def task_let_go(*, by: Actor, task: Task, why: str) -> Task:
    """Whoever took it does not see to it any more; the others are told at once."""
    task = _held_open(task)
    _tell_anew(task, first=None, now=timezone.now())
    _step(task, by, What.HANDED_ON, words=why)
    return task


@transaction.atomic
def task_close(
    *, by: Account | Actor, task: Task, outcome: str, seen: int | None = None, told: str = ""
) -> Task:
    """Closes it for good, with what came of it; an ``Actor`` is our own machinery.

    Refused if it became more urgent than ``seen``, or than ``task`` says. ``told``: the patient.
    """
    if isinstance(by, Account):
        require(by, Right.OPEN_CHART)
    if sum(one.isalnum() for one in outcome) < 3:
        raise ValidationError("Say in a few words what came of it. It stays with the task.")
    known, task = task.urgency if seen is None else seen, _held_open(task)
    if task.urgency > known:
        raise ValidationError(
            f"It became more urgent while you wrote: {task.about} Read it, then close it."
        )
    task.closed_at, task.closed_by_name = timezone.now(), by.name
    task.outcome, task.tell_at = outcome_with(outcome, told)[:1000], None
    task.save()
    actor = by.actor if isinstance(by, Account) else by
    _step(task, actor, What.CLOSED, words=task.outcome)
    task_closed.send(sender=Task, by=by, task=task, outcome=outcome.strip(), told=told.strip())
    return task


def outcome_with(outcome: str, told: str) -> str:
    """What came of it and what the patient was told, in one text."""
    return (
        f"{outcome.strip()} Told the patient: {told.strip()}" if told.strip() else outcome.strip()
    )


def _held_open(task: Task) -> Task:
    """As it stands now, which nobody else changes until this transaction ends."""
    now = Task.objects.select_for_update().get(pk=task.pk)
    if not now.is_open:
        raise ValidationError(
            f"{now.closed_by_name} closed it at {_clock(now.closed_at)}: {now.outcome}"
        )
    return now


def _tell_anew(task: Task, *, first: Account | None, now: datetime) -> None:
    """Nobody has it, and the ladder begins at its foot; ``first`` is told before all others."""
    task.owner, task.owner_name, task.taken_at, task.nobody_at = None, "", None, None
    task.turn, task.rung, task.tell_at, task.asked = task.turn + 1, -1, now, first
    task.save()


def _give(task: Task, to: Account) -> None:
    task.owner, task.owner_name, task.taken_at = to, to.name, timezone.now()
    task.tell_at, task.nobody_at, task.asked = None, None, None
    task.save()


def _clock(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%H:%M on %-d %B}" if at else "some time"


def _step(task: Task, by: Actor, what: What, *, to: Account | None = None, words: str = "") -> None:
    TaskStep.objects.create(
        task=task,
        what=what,
        by_name=by.name[:120],
        to_name=to.name if to else "",
        urgency=task.urgency,
        words=words.strip()[:1000],
    )
    action = f"task.{what.value.replace(' ', '_')}"
    record(by=by, action=action, subject=task, patient_id=task.patient_id)
