"""Plans in their versions, every step of them, what patients ask, templates, house protocols."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from percuta_clinic.booking.models import Service
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account


class State(models.TextChoices):
    """Where one version of a plan stands."""

    DRAFT = "draft", "draft"
    PROPOSED = "proposed", "waits for a doctor"
    RETURNED = "returned", "returned by the doctor"
    APPROVED = "approved", "approved, not accepted yet"
    DECLINED = "declined", "declined by the patient"
    ACCEPTED = "accepted", "accepted"
    ACTIVE = "active", "under way"
    COMPLETED = "completed", "completed"
    STOPPED = "stopped", "stopped"
    REPLACED = "replaced", "replaced by a newer version"
    DROPPED = "dropped", "draft put aside"


IN_FORCE = (State.ACCEPTED, State.ACTIVE)
OPEN = (State.DRAFT, State.PROPOSED, State.RETURNED, State.APPROVED)


class HouseProtocol(models.Model):
    """Defaults that the clinic's doctor moved, with the reason; the newest number counts.

    ``content`` is what was moved; empty: the planner's own defaults again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    content = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    statement = models.TextField()
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"house protocol {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new one; one that was signed is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Template(models.Model):
    """Choices to begin a plan with, by name; what a plan took from one stays in the plan."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    inputs = models.JSONField(default=dict)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(Lower("name"), name="planning_template_name")]

    def __str__(self) -> str:
        return self.name


class Plan(models.Model):
    """One version of the plan of one course; ``course`` is the key of its first version.

    ``inputs`` is what was chosen, ``version`` counts its saves while it is a draft. The rest is
    frozen when it is proposed: ``document`` and ``forecast`` as published, byte for byte, with
    ``digest`` over both and the prices.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="plans")
    course = models.UUIDField(default=new_id)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="plans")
    inputs = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=500, blank=True)  # why the version before is changed
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    proposed_at = models.DateTimeField(null=True)
    planned_from = models.DateField(null=True)
    document = models.TextField(blank=True)
    forecast = models.TextField(blank=True)
    prices = models.JSONField(default=dict)
    zones = models.JSONField(default=list)  # where it needles
    digest = models.CharField(max_length=64, blank=True)
    house = models.ForeignKey(HouseProtocol, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("made_at", "id")
        indexes = [
            models.Index(fields=["patient", "-made_at"], name="planning_of_patient"),
            models.Index(fields=["state"], name="planning_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="planning_version"),
            models.UniqueConstraint(
                fields=["course"], condition=models.Q(state="draft"), name="planning_one_draft"
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=models.Q(state__in=["accepted", "active"]),
                name="planning_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"plan, version {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == State.DRAFT

    @property
    def in_force(self) -> bool:
        """Whether it is what was agreed on."""
        return self.state in IN_FORCE


class What(models.TextChoices):
    """One step of a version."""

    BEGUN = "begun", "begun"
    PROPOSED = "proposed", "proposed"
    APPROVED = "approved", "approved"
    RETURNED = "returned", "returned"
    ACCEPTED = "accepted", "accepted"
    CARRIED = "carried", "agreement carried on"
    DECLINED = "declined", "declined"
    STARTED = "started", "course begun"
    COMPLETED = "completed", "completed"
    STOPPED = "stopped", "stopped"
    REPLACED = "replaced", "replaced"
    DROPPED = "dropped", "draft put aside"


AGREED = (What.ACCEPTED, What.CARRIED)  # by the patient
SAID_YES = (What.APPROVED, *AGREED)  # a doctor or the patient


class Step(models.Model):
    """What became of a version: who, when, why, and what exactly was in front of them.

    ``digest`` is that of the plan; an acceptance has the signature with it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=10, choices=What.choices)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    under = models.UUIDField(null=True)  # the delegation that allowed an approval
    points = models.JSONField(default=list)  # what was confirmed one by one
    way = models.CharField(max_length=10, blank=True)
    signature = models.TextField(blank=True)
    how = models.CharField(max_length=10, blank=True)
    with_staff = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["plan", "id"], name="planning_steps")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} on {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new step; one that was done is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Question(models.Model):
    """What a patient asked about a plan, and what was answered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=1000)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.CharField(max_length=200)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return f"question of {self.asked_at:%Y-%m-%d %H:%M}"
