"""Comments of strangers, what was decided about each, and what the clinic replied."""

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.people.models import Account


class State(models.TextChoices):
    """Where a comment stands; only an approved one is public."""

    WAITING = "waiting", "waiting"
    APPROVED = "approved", "approved"
    REJECTED = "rejected", "rejected"
    SPAM = "spam", "spam"


class Comment(models.Model):
    """What somebody wrote under an article; their e-mail address is sealed, and deleted in time.

    ``version`` rises with every decision and reply, so that two people cannot decide at once.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.CharField(max_length=40)
    name = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    sealed_email = models.TextField("e-mail address, encrypted", blank=True)
    wants_letters = models.BooleanField("asked to be told by e-mail", default=False)
    once = models.CharField("the form it came with", max_length=40, unique=True)
    doubts = models.JSONField("why it may be spam", default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["article", "made_at"], name="comments_of_article"),
            models.Index(fields=["state", "made_at"], name="comments_by_state"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it."""
        return self.state == State.APPROVED and self.removed_at is None


class Kind(models.TextChoices):
    """What was decided."""

    APPROVED = "approved", "approved it"
    REJECTED = "rejected", "rejected it"
    SPAM = "spam", "called it spam"
    UNDONE = "undone", "took the decision back"
    REMOVED = "removed", "removed it for good"


class Decision(models.Model):
    """Who decided what, when and why; ``before`` is where the comment stood until then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    before = models.CharField(max_length=10, choices=State.choices)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.by_name} {self.get_kind_display()}"


class Stage(models.TextChoices):
    """Where a reply stands."""

    HELD = "held", "waits for a second person"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "taken back"


class Reply(models.Model):
    """The clinic’s answer; with ``findings`` somebody else has to release it, with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    findings = models.JSONField(default=list)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    released_by_name = models.CharField(max_length=120, blank=True)
    released_at = models.DateTimeField(null=True)
    reason = models.CharField("why it may be published", max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "stage"],
                condition=~models.Q(stage="withdrawn"),
                name="comments_one_reply",
            )
        ]

    def __str__(self) -> str:
        return f"reply to {self.comment}"
