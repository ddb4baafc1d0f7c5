"""Check-ins after a session: when they are asked, what was told, and what staff said to it."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.files.models import StoredFile
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.photos.models import Device, Photo
from percuta_clinic.treatment.models import Session


class Kind(models.TextChoices):
    """Why somebody is asked, or tells."""

    PLANNED = "planned", "asked on its day"
    AGAIN = "again", "asked again after a warning"
    TOLD = "told", "told unasked"


class Urgent(models.IntegerChoices):
    """How urgent an answer is, as the science numbers it."""

    EXPECTED = 0, "as expected"
    WATCH = 1, "watch"
    TODAY = 2, "call today"
    NOW = 3, "now"


class CheckIn(models.Model):
    """One round of questions about a session. ``values`` is what is ticked; once sent, answers.

    A treatment that nobody recorded here has no session: then it is about the ``visit`` itself.
    ``day`` counts from the session. ``level`` is the highest that its newest answer or a rating
    says; ``to_read`` that words or pictures of the patient wait for a person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        Session, null=True, on_delete=models.CASCADE, related_name="check_ins"
    )
    visit = models.ForeignKey(Visit, null=True, on_delete=models.CASCADE, related_name="check_ins")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="check_ins")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    day = models.PositiveSmallIntegerField("days after the session")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)
    message = models.UUIDField("the letter that asked", null=True)
    unsent = models.CharField("why no letter was sent", max_length=200, blank=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(choices=Urgent.choices, null=True)
    to_read = models.BooleanField(default=False)
    closed_at = models.DateTimeField("looked at and closed", null=True)
    values = models.JSONField(default=dict)
    stamps = models.JSONField(default=dict)
    turns = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-due_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "day"],
                condition=models.Q(kind="planned"),
                name="healing_asked_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(session=None, visit__isnull=False)
                | models.Q(session__isnull=False, visit=None),
                name="healing_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-due_at"], name="healing_of_patient"),
            models.Index(
                fields=["due_at"],
                condition=models.Q(answered_at=None, missed_at=None),
                name="healing_awaited",
            ),
        ]

    def __str__(self) -> str:
        if self.kind == Kind.TOLD:
            return f"Told unasked on day {self.day}"
        again = " again" * (self.kind == Kind.AGAIN)
        return f"Asked{again} on day {self.day}"

    @property
    def of_visit(self) -> Visit:
        """The visit it is about, recorded here or not."""
        if self.session is not None:
            return self.session.visit
        if self.visit is None:
            raise Visit.DoesNotExist("a check-in about nothing")
        return self.visit

    @property
    def began_at(self) -> datetime:
        """When the treatment it is about began."""
        if self.session is not None:
            return self.session.opened_at
        return self.of_visit.treatment_began_at or self.of_visit.starts_at

    @property
    def alike(self) -> "models.QuerySet[CheckIn]":
        """All about the same treatment, itself among them."""
        return CheckIn.objects.filter(session=self.session_id, visit=self.visit_id)

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered; one that was missed can, too."""
        return self.answered_at is None

    @property
    def is_urgent(self) -> bool:
        """Whether it says to call today or now, by answer or by whoever rated it."""
        return self.level is not None and self.level >= Urgent.TODAY

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody of the staff has to look at it, and nobody has closed it."""
        warned = self.level is not None and self.level >= Urgent.WATCH
        silent = self.missed_at is not None and self.answered_at is None
        return self.closed_at is None and (warned or self.to_read or silent)


class _Added(models.Model):
    """Rows that are written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new one; one that is there is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Answer(_Added):
    """What was told in a check-in, and what the rules said to it at once; never changed.

    ``values`` holds what was answered; what is not in it was not. ``read`` is what the patient
    read after sending. A later answer amends an earlier one; the newest ``number`` counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="answers")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="healing_answers")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    told_on = models.DateField("day where the patient lives")
    by_name = models.CharField(max_length=120)
    values = models.JSONField(default=dict)
    worry = models.CharField(max_length=10, blank=True)
    words = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(choices=Urgent.choices)
    found = models.JSONField(default=list)
    not_known = models.JSONField(default=list)
    read = models.JSONField(default=dict)
    rule_set = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["check_in", "number"], name="healing_answer_number")
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}, told on {self.told_on:%Y-%m-%d}"


class Rating(_Added):
    """What somebody of the staff says to a check-in: a higher level, or that it is closed.

    ``words`` are for staff; ``told`` is what the patient was told, and reads on their own page.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="ratings")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="healing_ratings")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=Urgent.choices, null=True)
    closes = models.BooleanField(default=False)
    words = models.CharField(max_length=1000)
    told = models.CharField("what the patient was told", max_length=1000, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return "Closed" if self.closes else f"Rated {self.get_level_display()}"


class Picture(models.Model):
    """A picture that is added to a check-in and not sent yet; it can be left out.

    ``id`` is made by the page, so that it is kept once. Sent, it becomes a photograph.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="pictures")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="unsent_pictures")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=10, choices=Device.choices, default=Device.NOT_KNOWN)
    sent_digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("added_at", "id")

    def __str__(self) -> str:
        return f"added on {self.added_at:%Y-%m-%d}"


class AnswerPhoto(_Added):
    """A photograph that was sent with an answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="photos")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="answer_photos")
    photo = models.OneToOneField(
        Photo, null=True, on_delete=models.CASCADE, related_name="told_with"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"sent on {self.at:%Y-%m-%d}"
