"""What doctors decided on findings, and a record of each time the rules looked at answers."""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.intake.models import Form
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account


class What(models.TextChoices):
    """What a doctor can decide on a finding; a referral lets nothing go on that is held."""

    GO_ON = "go on", "may go on"
    HOLD = "hold", "held back"
    REFERRED = "referred", "referred"


class Decision(models.Model):
    """A doctor's word on what one rule finds. No zones: wherever the rule reaches.

    ``about`` holds the answers behind the finding; once they change, it no longer counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="decisions")
    rule = models.CharField(max_length=40)
    zones = models.JSONField(default=list)
    what = models.CharField(max_length=8, choices=What.choices)
    reason = models.CharField(max_length=500)
    until = models.DateField()
    decided_on = models.DateField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)
    rule_set = models.CharField(max_length=64)
    about = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["patient", "rule", "id"], name="screening_decisions")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.get_what_display()}"


class Why(models.TextChoices):
    """What made the rules look."""

    SENT = "sent", "answers sent"
    PUT_RIGHT = "put right", "answers put right"
    DECIDED = "decided", "decided"
    WITHDRAWN = "withdrawn", "decision withdrawn"
    TREATMENT = "treatment", "treatment"
    SEPARATED = "separated", "records separated"


class Screened(models.Model):
    """One run of the rules as it was; never changed, never computed with again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="screenings")
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="screenings")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="screenings")
    day = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=10, choices=Why.choices)
    rule_set = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10)
    zones = models.JSONField(default=dict)
    findings = models.JSONField(default=list)

    class Meta:
        verbose_name = "screening"
        ordering = ("id",)
        indexes = [
            models.Index(fields=["patient", "id"], name="screening_of_patient"),
            models.Index(fields=["at"], name="screening_at"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.day}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new run; one that was kept is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Reminder(models.Model):
    """A patient was told, or could not be, that a wait is over; or was asked whether it is.

    ``until`` is the day or the event that was waited for. No ``message``: nothing was sent.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="reminders")
    rule = models.CharField(max_length=40)
    until = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField(default=1)
    message = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("at",)
        indexes = [models.Index(fields=["-at"], name="screening_reminded")]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "rule", "until", "number"], name="screening_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.until}"
