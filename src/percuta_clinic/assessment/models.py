"""What clinicians saw on the skin; rows are added, never changed."""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account


class Grading(models.Model):
    """One concern seen in one zone. ``grade`` None: seen, not graded. The newest counts.

    ``taken_back``: it is not there after all, or was entered by mistake; ``note`` says which.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="gradings")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    scale = models.CharField(max_length=60, blank=True)
    grade = models.FloatField(null=True)
    scar_types = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    taken_back = models.BooleanField(default=False)
    seen_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["patient", "zone", "id"], name="assessment_gradings")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.zone}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new grading; one that was given is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)
