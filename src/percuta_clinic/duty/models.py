"""The roster of who is on call, urgent tasks, and what was told to whom."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.outbox.models import Channel
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.roster.models import Weekday


class Urgency(models.IntegerChoices):
    """How soon somebody has to look; a higher one is more urgent."""

    WATCH = 1, "watch"
    TODAY = 2, "today"
    NOW = 3, "now"


# Assumed: no source that we know says how soon a clinic has to answer. A clinic sets its own.
LONGEST = 7 * 24 * 60  # minutes; nothing urgent waits longer than a week
TAKE: Mapping[int, int] = MappingProxyType(  # minutes until the next person is told
    {Urgency.NOW: 10, Urgency.TODAY: 60, Urgency.WATCH: 720}
)
DUE: Mapping[int, int] = MappingProxyType(  # minutes until it has to be dealt with
    {Urgency.NOW: 30, Urgency.TODAY: 240, Urgency.WATCH: 1440}
)


def _minutes(words: str, default: int) -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(
        words, default=default, validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )


class OnCall(models.Model):
    """A stretch somebody is on call: every week from a day on, or once on a day.

    One that ends before it begins ends on the next day. ``instead_of`` is an exchange: for this
    stretch that person is not on call.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="on_call")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, null=True, blank=True)
    on_day = models.DateField("only on", null=True, blank=True)
    begins = models.TimeField("from")
    ends = models.TimeField("until")
    first_day = models.DateField("from day", null=True, blank=True)
    last_day = models.DateField("until day", null=True, blank=True)
    instead_of = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("weekday", "on_day", "begins", "id")
        verbose_name_plural = "on call"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__isnull=True) ^ models.Q(on_day__isnull=True),
                name="duty_weekday_or_day",
            ),
            models.CheckConstraint(
                condition=models.Q(instead_of__isnull=True) | models.Q(on_day__isnull=False),
                name="duty_exchange_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        day = Weekday(self.weekday).label if self.weekday is not None else f"{self.on_day}"
        return f"{day} {self.said}"

    @property
    def said(self) -> str:
        """From when until when, in words."""
        over = " of the next day" * (self.ends <= self.begins)
        return f"{self.begins:%H:%M} to {self.ends:%H:%M}{over}"


class DutyPhone(models.Model):
    """The number at which somebody is reached when on call."""

    account = models.OneToOneField(
        Account, primary_key=True, on_delete=models.CASCADE, related_name="duty_phone"
    )
    phone = models.CharField("phone number when on call", max_length=40)

    def __str__(self) -> str:
        return f"number of {self.account_id}"


class DutyRules(models.Model):
    """How long each kind of task may wait, and whom to call when nobody looks; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    line = models.CharField("number to call when nobody is on call", max_length=120, blank=True)
    take_now = _minutes("“now”: minutes until the next person is told", TAKE[Urgency.NOW])
    take_today = _minutes("“today”: minutes until the next person is told", TAKE[Urgency.TODAY])
    take_watch = _minutes("“watch”: minutes until the next person is told", TAKE[Urgency.WATCH])
    due_now = _minutes("“now”: minutes until it must be dealt with", DUE[Urgency.NOW])
    due_today = _minutes("“today”: minutes until it must be dealt with", DUE[Urgency.TODAY])
    due_watch = _minutes("“watch”: minutes until it must be dealt with", DUE[Urgency.WATCH])

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="duty_one_rules")]

    def __str__(self) -> str:
        return "how long tasks may wait"

    def take_minutes(self, urgency: int) -> int:
        """How long one of this urgency waits for somebody to take it, before the next is told."""
        return int(getattr(self, f"take_{Urgency(urgency).name.lower()}"))

    def due_minutes(self, urgency: int) -> int:
        """How long after it was opened one of this urgency has to be dealt with."""
        return int(getattr(self, f"due_{Urgency(urgency).name.lower()}"))


class Task(models.Model):
    """Something about a patient that somebody has to look at before a time.

    ``rung`` is how far up the ladder it was told, -1 before the first; ``tell_at`` when the next
    is told; ``asked`` who is told before all others. ``nobody_at``: since when everybody was told
    and nobody took it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="tasks")
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices)
    about = models.CharField("what about", max_length=1000)
    link = models.CharField("page to look at", max_length=300, blank=True)
    source = models.CharField("what opened it", max_length=60)
    key = models.CharField("opened once under this name", max_length=160, unique=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by_name = models.CharField(max_length=120)
    due_at = models.DateTimeField("to be dealt with by")
    owner = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks_taken"
    )
    owner_name = models.CharField("who took it", max_length=120, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=1000, blank=True)
    asked = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rung = models.SmallIntegerField(default=-1)
    turn = models.PositiveSmallIntegerField("how often it began at the first rung", default=0)
    tell_at = models.DateTimeField(null=True, blank=True)
    nobody_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at", "id")
        indexes = [
            models.Index(
                fields=["due_at"], name="duty_open", condition=models.Q(closed_at__isnull=True)
            ),
            models.Index(fields=["-closed_at"], name="duty_closed"),
        ]

    def __str__(self) -> str:
        return f"task of {self.opened_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.closed_at is None

    def is_red(self, now: datetime) -> bool:
        """Whether every page of staff shows it: nobody has taken what is urgent, or it is late."""
        if not self.is_open:
            return False
        urgent = self.owner_id is None and self.urgency > Urgency.WATCH
        return urgent or self.nobody_at is not None or self.due_at <= now


class _Added(models.Model):
    """Rows that are written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new one; what was written is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Result(models.TextChoices):
    """What became of telling somebody."""

    HANDED = "handed", "on its way"
    SENT = "sent", "sent"
    FAILED = "failed", "could not be told"
    HELD = "held", "not sent: somebody had taken it"


class TaskTold(_Added):
    """One thing known about telling one person: on its way, sent, or could not be told.

    A later row of the same message is what became of it. Without a person: nobody was there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="told")
    at = models.DateTimeField(default=timezone.now)
    turn = models.PositiveSmallIntegerField()
    rung = models.SmallIntegerField()
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    account_name = models.CharField(max_length=120, blank=True)
    why_them = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    message = models.UUIDField(null=True, blank=True, db_index=True)
    result = models.CharField(max_length=10, choices=Result.choices)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = [models.UniqueConstraint(fields=["message", "result"], name="duty_told_once")]

    def __str__(self) -> str:
        return f"{self.account_name or 'nobody'}: {self.get_result_display()}"


class What(models.TextChoices):
    """What somebody did with a task."""

    OPENED = "opened", "opened"
    RAISED = "raised", "made more urgent"
    TAKEN = "taken", "taken"
    HANDED_ON = "handed on", "handed on"
    CLOSED = "closed", "closed"


class TaskStep(_Added):
    """What was done with a task, by whom, and with which words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=10, choices=What.choices)
    by_name = models.CharField(max_length=120)
    to_name = models.CharField(max_length=120, blank=True)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_what_display()} by {self.by_name}"
