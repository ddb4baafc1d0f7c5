"""Texts of consents, what was offered, asked and signed, and what was withdrawn."""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.files.models import StoredFile
from percuta_clinic.patients.models import Contact, Patient

PDF = "application/pdf"
TEST_BEFORE = (
    "This sheet is for a test area only, and the clinic now plans the whole treatment under this "
    "name. Nothing is signed. The clinic gives you a new sheet: ask for it."
)
TEST_NOW = (
    "This sheet is for the whole treatment, and the clinic now plans a test area only under this "
    "name. Nothing is signed. The clinic gives you a new sheet: ask for it."
)


class Kind(models.TextChoices):
    """What somebody agrees to; photographs are always asked about apart."""

    TREATMENT = "treatment", "treatment"
    PHOTOS = "photos", "photographs"


class Level(models.TextChoices):
    """What photographs may be used for; each is asked by itself."""

    RECORD = "record", "Keep them in my record, to see how my skin changes"
    TEACHING = "teaching", "Show them, without my name, to teach people who treat skin"
    PUBLICATION = "publication", "Publish them, without my name, in print or on the internet"


class Signer(models.TextChoices):
    """Whose signature it is."""

    PATIENT = "patient", "the patient"
    GUARDIAN = "guardian", "the legal guardian"


class Way(models.TextChoices):
    """How it was signed."""

    DRAWN = "drawn", "drawn by hand"
    TYPED = "typed", "typed"


class How(models.TextChoices):
    """Where it was signed."""

    ACCOUNT = "account", "signed in with their own account"
    LINK = "link", "by their private link and birth date"
    CLINIC = "clinic", "in the clinic"


class ConsentText(models.Model):
    """One version of a text; without a service it is for every one that needles skin."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="consent_texts"
    )
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    statements = models.JSONField(default=list)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)
    used_by = models.CharField(max_length=120, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    renews = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "service", "version"], name="consent_text_version"
            ),
            models.UniqueConstraint(
                fields=["kind", "version"],
                condition=models.Q(service=None),
                name="consent_general_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    @property
    def paragraphs(self) -> list[str]:
        """The text as it is read."""
        parts = (part.strip() for part in self.body.split("\n\n"))
        return [part for part in parts if part]


class Offer(models.Model):
    """A text with a sheet put before a patient; ``typed`` is what is ticked and written so far.

    ``zones`` and ``device`` are what the sheet speaks of; a signature covers nothing else. One for
    a test area counts for one visit.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="offers")
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="offers"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="offers")
    sheet = models.JSONField(null=True, blank=True)
    sheet_digest = models.CharField(max_length=64, blank=True)
    zones = models.JSONField(default=list, blank=True)
    device = models.CharField(max_length=40, blank=True)
    is_test_area = models.BooleanField(default=False)
    guardian = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="offers"
    )
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)
    typed = models.JSONField(default=dict)
    typed_version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["patient", "-made_at"], name="consent_offers")]

    def __str__(self) -> str:
        return about(self.kind, self.service)

    @property
    def is_open(self) -> bool:
        """Whether it can still be signed."""
        return not self.why_over

    @property
    def why_over(self) -> str:
        """Why it cannot be signed any more, for its reader; empty: it can."""
        if self.ended_at is not None:
            return self.why_ended or "it was taken back"
        if self.service is None or self.is_test_area == self.service.is_test_area:
            return ""
        return TEST_BEFORE if self.is_test_area else TEST_NOW


class Question(models.Model):
    """What somebody asks before deciding, and what they are told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at",)
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(answered_at=None),
                name="consent_unanswered",
            )
        ]

    def __str__(self) -> str:
        return f"question of {self.asked_at:%Y-%m-%d %H:%M}"


class Consent(models.Model):
    """What was signed; it is never changed. ``pdf`` is the paper itself, ``digest`` its print."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="consent")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    text_version = models.PositiveIntegerField()
    sheet_digest = models.CharField(max_length=64, blank=True)
    answers = models.JSONField(default=dict)
    levels = models.JSONField(default=list)
    signer = models.CharField(max_length=10, choices=Signer.choices)
    signer_name = models.CharField(max_length=120)
    signer_relation = models.CharField(max_length=60, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    signature = models.TextField()
    how = models.CharField(max_length=10, choices=How.choices)
    with_staff = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="consent")
    gone_known: list["Withdrawal"] | None = None  # where many are read at once

    class Meta:
        indexes = [models.Index(fields=["patient", "-signed_at"], name="consent_signed")]

    def __str__(self) -> str:
        return about(self.kind, self.service)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new one; a signed one is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    @property
    def gone(self) -> list["Withdrawal"]:
        """What took it back, wholly or in part, also at a record that is now one with this."""
        if self.gone_known is None:
            alike = models.Q(
                consent__patient=self.patient_id,
                consent__kind=self.kind,
                consent__service=self.service_id,
                at__gte=self.signed_at,
            )
            return list(Withdrawal.objects.filter(models.Q(consent=self) | alike))
        return self.gone_known

    @property
    def is_withdrawn(self) -> bool:
        """Whether all of it was taken back."""
        return any(one.whole for one in self.gone)

    @property
    def file_name(self) -> str:
        """What its paper is called when it is saved."""
        return f"consent-{self.kind}-{self.signed_at:%Y-%m-%d}.pdf"

    @property
    def where(self) -> str:
        """How and where it was signed, in words."""
        return signed_where(self.how, self.with_staff)


class Withdrawal(models.Model):
    """A consent, or some uses of photographs, taken back; it is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="withdrawals")
    whole = models.BooleanField(default=True)
    levels = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"withdrawn on {self.at:%Y-%m-%d %H:%M}"


def signed_where(how: str, with_staff: str) -> str:
    """How and where something was signed, in words."""
    words = How(how).label
    return f"{words}, on a device handed over by {with_staff}" if with_staff else words


def about(kind: str, service: Service | None) -> str:
    """What a consent is about, in words."""
    if kind == Kind.PHOTOS:
        return "Photographs"
    return f"Treatment: {service.name}" if service else "Treatment"
