"""The log and its seals. Both refuse to be changed, in Python and in the database itself."""

from typing import Any, Self

from django.db import models


class Sealed(Exception):
    """Somebody tried to change or remove what is written for good."""


class Entry(models.Model):
    """One thing that happened: which fields, never their values."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.UUIDField(null=True, db_index=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    patient_id = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    seal = models.ForeignKey("Seal", null=True, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        indexes = [
            models.Index(fields=["patient_id", "-id"], name="audit_by_patient"),
            models.Index(fields=["action", "-id"], name="audit_by_action"),
            models.Index(
                fields=["id"], name="audit_unsealed", condition=models.Q(seal__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new entry; an old one is not touched."""
        if self.pk is not None:
            raise Sealed("An entry of the audit log is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Never."""
        raise Sealed("An entry of the audit log is never removed.")


class Seal(models.Model):
    """A batch of entries under one digest, chained to the batch before."""

    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"seal {self.pk} of {self.count} entries"

    @classmethod
    def last(cls) -> Self | None:
        """The newest seal."""
        return cls.objects.order_by("-id").first()
