"""Photographs of patients: what is known of each; the pictures lie encrypted in the file store."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.files.models import StoredFile
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account


class Device(models.TextChoices):
    """What kind of thing a picture was taken with; never which one."""

    PHONE = "phone", "phone"
    TABLET = "tablet", "tablet"
    CAMERA = "camera", "camera"
    WEBCAM = "webcam", "webcam"
    NOT_KNOWN = "not known", "not known"


class How(models.TextChoices):
    """How it came here."""

    TAKEN = "taken", "taken here"
    FILE = "file", "from a file"
    SENT = "sent", "sent by the patient"


class Photo(models.Model):
    """One picture of one view. ``id`` is made by the page, so that it is kept once.

    One that a patient sent is in no set view, and nobody of the staff added it.

    ``uses`` is the most that it may be used for; what the patient allows now is asked at reading.
    Only what it may be used for, and whether it was taken out, ever changes.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="photos")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="photo")
    view = models.CharField(max_length=60)
    zone = models.CharField(max_length=40, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=10, choices=Device.choices, default=Device.NOT_KNOWN)
    how = models.CharField(max_length=5, choices=How.choices)
    sent_digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    added_by_name = models.CharField(max_length=120)
    uses = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=300, blank=True)
    removed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "view"], name="photos_of_patient")]

    def __str__(self) -> str:
        return self.view

    @property
    def when(self) -> datetime:
        """When it was taken; if nobody knows, when it came here."""
        return self.taken_at or self.added_at
