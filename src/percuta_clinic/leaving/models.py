"""What stays when a person was erased: that it was done, when, by whom and why."""

from django.db import models
from django.utils import timezone


class Erasure(models.Model):
    """Kept so that a restored backup can be cleaned of the same person again."""

    patient_id = models.UUIDField(primary_key=True)
    by_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"erased {self.patient_id}"
