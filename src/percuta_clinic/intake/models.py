"""Private links to a patient's own pages, forms as they are filled in, and answers as facts."""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account


class Link(models.Model):
    """A private link to what a patient has to prepare; only the digest of its secret is kept.

    Whoever made one with ``seen_by_staff`` could open it too; ``opens`` is the consent or the plan
    it is for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    shut_at = models.DateTimeField(null=True)
    shut_why = models.CharField(max_length=60, blank=True)
    seen_by_staff = models.BooleanField(default=False)
    opens = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "-made_at"], name="intake_links")]

    def __str__(self) -> str:
        return f"link of {self.made_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether it still leads anywhere."""
        return self.shut_at is None and self.expires_at > timezone.now()

    @property
    def handed_by(self) -> str:
        """Who of the staff brought it to the patient by hand; empty for one sent by message."""
        return self.made_by if self.seen_by_staff else ""


class Round(models.TextChoices):
    """Everything is asked once; before a later visit, what may have changed."""

    FIRST = "first", "first questions"
    AGAIN = "again", "what has changed"


class Form(models.Model):
    """One round of questions. ``values`` is what is typed; once sent, facts hold the answers.

    ``stamps`` says in which version each field was last changed; ``turns``, for each page that
    saves, its last save and the versions it wrote and may not have heard of.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="forms")
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="forms"
    )
    round = models.CharField(max_length=10, choices=Round.choices)
    device = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    stamps = models.JSONField(default=dict)
    turns = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField(null=True)
    asked = models.JSONField(default=list)
    rule_set = models.CharField(max_length=64, blank=True)
    answered_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=120, blank=True)
    put_aside_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "-made_at"], name="intake_forms")]

    def __str__(self) -> str:
        return f"{self.get_round_display()} of {self.made_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether somebody may still write in it."""
        return self.sent_at is None and self.put_aside_at is None


PATIENT_IN_LOG = "The patient"  # how the log names patients, with the way they came after it


class Source(models.TextChoices):
    """Who an answer comes from."""

    PATIENT = "patient", "told by the patient"
    WITH_STAFF = "with staff", "asked in person"
    EXAMINED = "examined", "seen by a clinician"


class Fact(models.Model):
    """One answer, with its source and time; never changed. The newest of its form counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="facts")
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=60)
    zone = models.CharField(max_length=40, blank=True)
    value = models.JSONField()
    answered_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=12, choices=Source.choices)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = [
            models.Index(fields=["patient", "key", "id"], name="intake_facts"),
            models.Index(fields=["key"], name="intake_facts_about"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"

    @property
    def told(self) -> str:
        """Where it comes from and by whom; the patient is named once."""
        source = str(self.get_source_display())
        if self.source == Source.PATIENT and self.by_name.startswith(PATIENT_IN_LOG):
            return f"{source}{self.by_name.removeprefix(PATIENT_IN_LOG)}"
        return ", ".join(filter(None, (source, self.by_name)))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new answer; one that was given is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)
