"""Adverse events and what is added to them; nothing that was written is ever changed.

The columns of an event that may change say how it stands by its newest note; every value they ever
had stands in the notes.
"""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.photos.models import Photo
from percuta_clinic.treatment.models import Incident, Session


class Source(models.TextChoices):
    """Where an event came from."""

    CHECK_IN = "check_in", "check-in"
    INCIDENT = "incident", "problem in the treatment room"
    STAFF = "staff", "entry by staff"


class AdverseEvent(models.Model):
    """Something that harmed a patient or may have; opened once for each ``source`` and ``key``.

    ``device`` and ``lots`` are copied from the session with how sure each lot is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="adverse_events")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.CASCADE, related_name="adverse_events"
    )
    source = models.CharField(max_length=10, choices=Source.choices)
    key = models.CharField(max_length=200)
    term = models.CharField(max_length=40)
    words = models.CharField(max_length=2000)
    zone = models.CharField(max_length=40, blank=True)
    severity = models.CharField(max_length=20, blank=True)  # empty: not known
    serious = models.JSONField(default=list)
    relation = models.CharField(max_length=20, blank=True)
    onset_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    device = models.JSONField(default=dict)
    lots = models.JSONField(default=list)
    follow_up_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by_name = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="adverse_once")]
        indexes = [models.Index(fields=["patient", "closed_at"], name="adverse_of_patient")]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        """Whether it holds the next session of its patient."""
        return self.closed_at is None


class _Added(models.Model):
    """Rows that are written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new one; what was written is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class What(models.TextChoices):
    """What a note of an event is."""

    OPENED = "opened", "opened"
    FOLLOW_UP = "follow_up", "follow-up"
    ASSESSED = "assessed", "assessment by a doctor"
    AMENDED = "amended", "put right"
    COPIED = "copied", "device and lots taken from the session"
    LINKED = "linked", "came up again"
    CLOSED = "closed", "closed"
    REOPENED = "reopened", "opened again"


class EventNote(_Added):
    """One thing that was written about an event: ``told`` is what it set, ``why`` its reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(AdverseEvent, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    words = models.CharField(max_length=2000, blank=True)
    why = models.CharField(max_length=500, blank=True)
    told = models.JSONField(default=dict)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="adverse_note_number")
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} on {self.at:%Y-%m-%d}"


class EventIncident(_Added):
    """An incident of the treatment room that belongs to an event; each to one only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(AdverseEvent, on_delete=models.CASCADE, related_name="incidents")
    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="adverse")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"linked on {self.at:%Y-%m-%d}"


class EventPhoto(_Added):
    """A photograph that shows an event."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(AdverseEvent, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(fields=["event", "photo"], name="adverse_photo_once")
        ]

    def __str__(self) -> str:
        return f"photograph linked on {self.at:%Y-%m-%d}"


class Duty(models.TextChoices):
    """Why a report is made; whoever makes it says so."""

    VOLUNTARY = "voluntary", "voluntary"
    MANDATORY = "mandatory", "asked for by law"


class Report(_Added):
    """A report to an authority or a maker, as it was made: number, name and value of each field."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(AdverseEvent, on_delete=models.CASCADE, related_name="reports")
    form = models.CharField(max_length=10)
    edition = models.CharField(max_length=500)
    duty = models.CharField(max_length=10, choices=Duty.choices)
    fields = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"report of {self.made_at:%Y-%m-%d}"


class Sending(_Added):
    """A report was sent: when, to whom, and under which number it is known there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sendings")
    sent_on = models.DateField()
    receiver = models.CharField(max_length=200)
    reference = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"sent on {self.sent_on:%Y-%m-%d}"
