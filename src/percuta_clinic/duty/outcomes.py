"""What became of the messages about a task, read from the outbox and written beside them."""

from datetime import datetime

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.duty.models import Result, Task, TaskTold
from percuta_clinic.outbox.models import Message, State


def heed_results(task: Task, now: datetime) -> None:
    """Adds a line for every message that has left, or could not."""
    lines = list(task.told.exclude(message=None))
    known = {(line.message, line.result) for line in lines}
    ended = {line.message for line in lines if line.result in (Result.SENT, Result.HELD)}
    handed = {line.message: line for line in lines if line.message and line.result == Result.HANDED}
    waiting = [key for key in handed if key not in ended]
    for message in Message.objects.filter(pk__in=waiting):
        result = result_of(message)
        if result is not None and (message.pk, result) not in known:
            _add(handed[message.pk], message, result=result, now=now)


def result_of(message: Message) -> Result | None:
    """None while it has not been tried."""
    if message.state == State.SENT:
        return Result.SENT
    if message.state == State.CANCELLED:
        return Result.HELD
    failed = message.state == State.GIVEN_UP or (message.attempts and message.trouble)
    return Result.FAILED if failed else None


def _add(line: TaskTold, message: Message, *, result: Result, now: datetime) -> None:
    task, words = line.task, message.trouble if result != Result.SENT else ""
    TaskTold.objects.create(
        task=task,
        at=message.sent_at or now,
        turn=line.turn,
        rung=line.rung,
        account_id=line.account_id,
        account_name=line.account_name,
        why_them=line.why_them,
        channel=line.channel,
        message=message.pk,
        result=result,
        words=words,
    )
    if result == Result.FAILED:
        who = (line.account_name, line.channel)
        action, about = "task.not_told", task.patient_id
        record(by=SYSTEM, action=action, subject=task, patient_id=about, fields=who)


def is_hopeless(task: Task) -> bool:
    """Whether nobody on the rung where it stands could be told by any channel."""
    lines = list(task.told.filter(turn=task.turn, rung=task.rung))
    failed = {line.message for line in lines if line.result == Result.FAILED}
    hope = [
        line
        for line in lines
        if line.result == Result.SENT
        or (line.result == Result.HANDED and line.message not in failed)
    ]
    return bool(lines) and not hope
