"""Reviews of finished courses: what was seen, what the patient says, what was decided.

Rows are added, never changed: a later one with a higher number counts, the earlier one stays.
"""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.planning.models import Plan


class Added(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new row; one that is there is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class ReviewDays(Added):
    """The days after the last session on which this clinic reviews; the newest number counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    days = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"days of reviews {self.number}"


class Review(Added):
    """What a clinician saw at one review. ``after``: the days from the last session it is for.

    ``scores`` has for each place and concern the grade given, None where it was not graded, and
    the grade from before the course that was shown once this one was given. ``why`` says why an
    earlier text was amended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="reviews")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    after = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    scores = models.JSONField(default=list)
    gais = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    why = models.CharField(max_length=300, blank=True)
    seen_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("after", "number")
        constraints = [
            models.UniqueConstraint(fields=["plan", "after", "number"], name="review_number")
        ]

    def __str__(self) -> str:
        return f"review {self.after} days after, {self.number}"


class OwnReview(Added):
    """What the patient says at one review; an empty answer was not given."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="own_reviews")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="own_reviews")
    after = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    gais = models.PositiveSmallIntegerField(null=True)
    satisfaction = models.PositiveSmallIntegerField(null=True)
    again = models.CharField(max_length=6, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    way = models.CharField(max_length=10)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("after", "number")
        constraints = [
            models.UniqueConstraint(fields=["plan", "after", "number"], name="review_own_number")
        ]

    def __str__(self) -> str:
        return f"own review {self.after} days after, {self.number}"


class What(models.TextChoices):
    """What a clinician decided on a course."""

    STOP = "stop", "stop"
    CHANGE = "change", "do something else"
    GO_ON = "go_on", "go on as planned"


class CourseDecision(Added):
    """Whether a course goes on, with the reason and with what the rule said then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="course_decisions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="course_decisions")
    what = models.CharField(max_length=6, choices=What.choices)
    why = models.CharField(max_length=500)
    shown = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_what_display()} on {self.at:%Y-%m-%d}"


class Back(models.TextChoices):
    """Why somebody is asked back."""

    REVIEW = "review", "review"
    LOOK = "look", "look a year after"


class Ended(models.TextChoices):
    """How asking somebody back ended."""

    TOLD = "told", "told us how it is"
    SEEN = "seen", "was seen"
    DECLINED = "declined", "does not wish to come"
    NOT_REACHED = "unreached", "could not be reached"
    OTHER = "other", "something else"
    OVER = "over", "its time is over"


class AskedBack(models.Model):
    """One patient asked back once: the letter, one reminder, then the desk's list, then its end.

    A row of state: what happened to it stands in the log. ``asked_at`` is empty where the patient
    said before any letter that none is wished.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="asked_back")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="asked_back")
    kind = models.CharField(max_length=6, choices=Back.choices)
    after = models.PositiveIntegerField("days after the last session")
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    message = models.UUIDField("the letter that asked", null=True)
    unsent = models.CharField("why no letter was sent", max_length=200, blank=True)
    reminded_at = models.DateTimeField(null=True)
    reminder = models.UUIDField("the letter that reminded", null=True)
    wants_call_at = models.DateTimeField("asked us to call", null=True)
    desk_at = models.DateTimeField("on the desk's list since", null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=9, choices=Ended.choices, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "after"], name="review_asked_once")
        ]
        indexes = [
            models.Index(
                fields=["desk_at"],
                condition=models.Q(ended_at=None),
                name="review_asked_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.after} days after"

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None

    @property
    def months(self) -> int:
        """Whole months after the last session, as people name it."""
        return max(round(self.after / 30.5), 1)
