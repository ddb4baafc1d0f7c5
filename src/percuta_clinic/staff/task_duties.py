"""Urgent tasks at the head of the board: that they exist, for everybody on the staff."""

from django.urls import reverse
from django.utils import timezone

from percuta_clinic.duty.access import tasks_read
from percuta_clinic.duty.lists import tasks_list
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.people.models import Account
from percuta_clinic.staff.duties import Duty, Item

_TONES = {Urgency.NOW: "stop", Urgency.TODAY: "warn", Urgency.WATCH: "info"}


def urgent_duty(account: Account) -> Duty | None:
    """Never cut short; what it is about only for who may open the chart."""
    found = list(tasks_list(account, show="open", now=timezone.now()))
    if not found:
        return None
    read = tasks_read(account)
    return Duty(
        key="urgent",
        title="Urgent",
        icon="bell",
        tone="stop" if any(one.urgency == Urgency.NOW for one in found) else "warn",
        items=tuple(_item(one, reads=one.pk in read) for one in found),
        url=reverse("tasks"),
    )


def _item(task: Task, *, reads: bool) -> Item:
    urgency = Urgency(task.urgency)
    taken = f"Taken by {task.owner_name}" if task.owner_id else "Nobody has taken it"
    state = "Nobody reached" if task.nobody_at and not task.owner_id else taken
    detail = f"{task.about}. " if reads else ""
    return Item(
        what=str(task.patient),
        detail=f"{detail}{state}, to be dealt with by {_clock(task)}",
        url=reverse("task", args=[task.pk]),
        act="Read and take" if reads and not task.owner_id else "Open",
        person=True,
        word=urgency.label.capitalize(),
        tone=_TONES[urgency],
    )


def _clock(task: Task) -> str:
    return f"{timezone.localtime(task.due_at):%-d %B, %H:%M}"
