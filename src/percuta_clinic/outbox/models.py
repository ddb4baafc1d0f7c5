"""Message texts, and every message that is to go out or went out."""

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id


class Channel(models.TextChoices):
    """How a message travels."""

    EMAIL = "email", "e-mail"
    SMS = "sms", "SMS"


class Purpose(models.TextChoices):
    """Why it is sent: care must arrive, news must not arrive twice."""

    CARE = "care", "care"
    ACCOUNT = "account", "account"
    NEWS = "news", "news"


class Template(models.Model):
    """The clinic's own words for one occasion; a new version each time they change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    occasion = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    version = models.PositiveIntegerField(default=1)
    subject = models.CharField(max_length=150, blank=True)
    body = models.TextField()
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "channel", "version"], name="outbox_template_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.occasion} by {self.channel}, version {self.version}"


class State(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", "waiting"
    SENT = "sent", "sent"
    GIVEN_UP = "given up", "could not be sent"
    CANCELLED = "cancelled", "cancelled"


class Message(models.Model):
    """One message to one person, with the words it went out with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient_id = models.UUIDField(null=True, db_index=True)
    to_name = models.CharField(max_length=160)
    address = models.CharField(max_length=254)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    occasion = models.CharField(max_length=40)
    template = models.ForeignKey(Template, null=True, on_delete=models.PROTECT)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    sealed = models.TextField("body with what only its reader may see, encrypted", blank=True)
    sealed_address = models.TextField("address that staff do not see, encrypted", blank=True)
    calendar = models.TextField("calendar entry that goes with it", blank=True)
    message_id = models.CharField("Message-ID", max_length=120, unique=True)
    once = models.CharField(
        "sent only once under this name", max_length=120, null=True, unique=True
    )
    urgent = models.BooleanField("goes out in quiet hours too", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="outbox_due", condition=models.Q(state="waiting")),
            models.Index(fields=["-made_at"], name="outbox_newest"),
            models.Index(fields=["state", "-made_at"], name="outbox_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion} to {self.to_name}"
