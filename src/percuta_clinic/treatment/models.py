"""Sessions, the stream of what was said to happen in each, and incidents."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.stock.models import Kind as Kept
from percuta_clinic.stock.models import Lot
from percuta_clinic.stock.sameness import number_key


class Session(models.Model):
    """One treatment. ``pack`` is what was known and planned as it began; it is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="session")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="sessions")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_by_name = models.CharField(max_length=120)
    pack = models.JSONField(default=dict)
    last = models.PositiveIntegerField(default=0)  # the number of its newest event
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at",)
        indexes = [models.Index(fields=["patient", "-opened_at"], name="treatment_of_patient")]

    def __str__(self) -> str:
        return f"session of {self.opened_at:%Y-%m-%d}"


class Event(models.Model):
    """Somebody says that a slot of the session has a value. Events are added, never changed.

    ``device`` and ``n`` say which tablet it was and its how-manieth; ``seen`` how many of each
    other tablet it knew of. ``by`` sent it; ``said_by`` is who the tablet says entered it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    device = models.UUIDField()
    n = models.PositiveIntegerField()
    seen = models.JSONField(default=dict)
    at = models.DateTimeField()
    doubt = models.PositiveIntegerField("seconds by which the time may be wrong", default=0)
    slot = models.CharField(max_length=160)
    value = models.JSONField()
    said_by = models.UUIDField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    came_at = models.DateTimeField(default=timezone.now)
    late = models.BooleanField("came after signing", default=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="treatment_event_number"),
            models.UniqueConstraint(fields=["session", "device", "n"], name="treatment_event_n"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} at {self.at:%Y-%m-%d %H:%M:%S}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new event; one that came is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class RoomCheck(models.Model):
    """One thing of the room and tray list that somebody looked at for a visit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="room_checks")
    key = models.CharField(max_length=40)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("key",)
        constraints = [
            models.UniqueConstraint(fields=["visit", "key"], name="treatment_checked_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} looked at"


class Kind(models.TextChoices):
    """What kind of thing went otherwise than it should."""

    PROBLEM = "problem", "problem during the treatment"
    BEYOND = "beyond", "beyond a limit"
    CARTRIDGE = "cartridge", "cartridge"
    CONFLICT = "conflict", "two entries that differ"
    LATE = "late", "entry after signing"
    STAFF = "staff", "injury to staff"
    UNDONE = "undone", "could not be carried out"


ADVERSE = (Kind.PROBLEM, Kind.BEYOND)  # a doctor closes them, and they hold the next treatment
OF_DOCTORS = (*ADVERSE, Kind.STAFF)


class Incident(models.Model):
    """Something that went otherwise than it should; opened once for each ``cause``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="incidents")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="incidents")
    cause = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=500)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by_name = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_by_name = models.CharField(max_length=120, blank=True)
    closing = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["session", "cause"], name="treatment_incident_once")
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_adverse(self) -> bool:
        """Whether it holds the next treatment until a doctor has closed it."""
        return self.kind in ADVERSE

    @property
    def needs_doctor(self) -> bool:
        """Whether only a doctor closes it."""
        return self.kind in OF_DOCTORS


class _Added(models.Model):
    """Rows that are written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new one; one that was signed is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Record(_Added):
    """What a session came to, as it was signed: ``content`` byte for byte, ``digest`` over it.

    ``cosign_why`` says why a doctor looks at it too; empty where none has to.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="record")
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="records")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    signed_by_name = models.CharField(max_length=120)
    signed_at = models.DateTimeField(default=timezone.now)
    lacking = models.JSONField(default=list)  # what was not there, and why it was signed even so
    cosign_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-signed_at",)

    def __str__(self) -> str:
        return f"record of {self.signed_at:%Y-%m-%d}"


class Amendment(_Added):
    """What was put right in a signed record, and why; the record itself stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="amendments")
    text = models.TextField()
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"amendment of {self.at:%Y-%m-%d}"


class CoSignature(_Added):
    """A doctor has read a record, as it was amended by then; what is amended later waits anew."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="cosignatures")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"co-signed on {self.at:%Y-%m-%d}"


class IncidentNote(_Added):
    """What somebody adds to an incident, open or closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="added")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    words = models.CharField(max_length=1000)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.words


class LotUse(models.Model):
    """A cartridge or an application of cream in a session, and of which lot it was.

    ``unit`` names the one piece by its serial number; no piece is in two rows. Where it was used
    before, the second row has none and says so with ``again``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="lot_uses")
    item = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kept.choices)
    lot = models.ForeignKey(
        Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="uses"
    )
    lot_number = models.CharField("lot as the label said it", max_length=300, blank=True)
    lot_key = models.CharField(max_length=300, blank=True, db_index=True)
    article = models.CharField("article as the label said it", max_length=300, blank=True)
    serial = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=700, blank=True)
    again = models.BooleanField("used before", default=False)
    struck = models.BooleanField("never was", default=False)
    unused = models.BooleanField("opened, and never on the skin", default=False)
    grams = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    used_at = models.DateTimeField(default=timezone.now)
    came_at = models.DateTimeField("first heard of here", default=timezone.now)
    by_name = models.CharField(max_length=120)
    booked_at = models.DateTimeField("taken off the shelf", null=True, blank=True)

    class Meta:
        ordering = ("-used_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["session", "item"], name="treatment_use_once"),
            models.UniqueConstraint(
                fields=["unit"], condition=~models.Q(unit=""), name="treatment_unit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} of lot {self.lot_number or 'not known'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps beside the lot as it was said what a recall looks for."""
        self.lot_key = number_key(self.lot_number)
        super().save(*args, **kwargs)


class SpentPiece(models.Model):
    """A piece that was used for somebody who was erased since. Of her and of the day nothing stays.

    Without it a used cartridge would be good again once its patient is erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # says no moment
    lot_key = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=300, blank=True)
    serial = models.CharField(max_length=300)
    unit = models.CharField(max_length=700, blank=True)

    class Meta:
        ordering = ("serial", "id")

    def __str__(self) -> str:
        return f"piece {self.serial} of lot {self.lot_key or 'not known'}"


class Contacted(models.Model):
    """Somebody treated with a recalled lot was told; one row for each of her sessions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="contacted")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="contacted")
    recalled_at = models.DateTimeField()  # of which recall
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "session", "recalled_at"], name="treatment_contacted_once"
            )
        ]

    def __str__(self) -> str:
        return f"contacted by {self.by_name}"
