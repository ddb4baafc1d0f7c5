"""The record of a person. Details keep their history; notes are amended, never overwritten."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from percuta_clinic.config.ids import new_id
from percuta_clinic.files.models import StoredFile
from percuta_clinic.people.models import Account


class Sex(models.TextChoices):
    """What the rules ask for; never guessed."""

    FEMALE = "female", "female"
    MALE = "male", "male"
    NOT_KNOWN = "not known", "not known"


class Patient(models.Model):
    """Who somebody is and how to reach them. ``version`` rises with each change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    preferred_name = models.CharField("called", max_length=80, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.NOT_KNOWN)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    time_zone = models.CharField(max_length=60, blank=True)
    by_email = models.BooleanField("may be written to by e-mail", default=True)
    by_sms = models.BooleanField("may be written to by SMS", default=False)
    news = models.BooleanField("wants news of the clinic", default=False)
    restricted = models.BooleanField("only the named team opens the chart", default=False)
    account = models.OneToOneField(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="patient"
    )
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        indexes = [
            models.Index(fields=["family_name", "given_name"], name="patients_by_name"),
            models.Index(fields=["birth_date"], name="patients_by_birth"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def age_on(self, day: date) -> int | None:
        """Whole years, None if nobody knows."""
        born = self.birth_date
        if born is None or born > day:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def is_live(self) -> bool:
        """Whether this record is in use."""
        return not (self.merged_into_id or self.removed_at or self.erased_at)


class SearchTerm(models.Model):
    """One word a patient is found by; in PostgreSQL too it sorts letter by letter (C)."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "term"], name="patients_term_once")
        ]
        indexes = [models.Index(fields=["term", "-patient"], name="patients_term_walk")]

    def __str__(self) -> str:
        return self.term


class Contact(models.Model):
    """Somebody to call for a patient: a relative, a guardian, a family doctor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"


class TeamMember(models.Model):
    """Somebody who may open a restricted chart."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="team")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="charts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "account"], name="patients_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.account} for {self.patient}"


class GlassBreak(models.Model):
    """Somebody opened a restricted chart and said why; it shuts again by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="breaks")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="breaks")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    seen_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account} into {self.patient}"


class Note(models.Model):
    """A signed note. Its texts are its history: the first as signed, then each amendment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="notes")
    about = models.DateField("about the day")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["patient", "-made_at"], name="patients_notes")]

    def __str__(self) -> str:
        return f"note of {self.about}"


class NoteText(models.Model):
    """One signed text; it is never changed. ``number`` 1 is the original."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.CharField("why it was amended", max_length=300, blank=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=120)
    signed_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="patients_note_version")
        ]

    def __str__(self) -> str:
        return f"text {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new text; a signed one is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Attachment(models.Model):
    """A file in a chart: a letter, a result, a picture sent in. Photographs come with their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="attachment")
    title = models.CharField(max_length=120)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_why = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title


class Merge(models.Model):
    """Two records of one person became one; ``moved`` lets it be undone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kept = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="merged_away")
    moved = models.JSONField(default=dict)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.gone} into {self.kept}"
