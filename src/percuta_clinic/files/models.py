"""What is known of a file; its content lies encrypted in the file store."""

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id


class StoredFile(models.Model):
    """One encrypted file; its own key makes it unreadable once ``wrapped_key`` is gone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    wrapped_key = models.BinaryField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
