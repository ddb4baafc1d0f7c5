"""Drafts: one person's unfinished text about one thing."""

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id


class Draft(models.Model):
    """``version`` rises with each save; a save that comes from an older one is refused."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "form", "subject"],
                condition=models.Q(dropped_at=None),
                name="drafts_one_each",
            )
        ]

    def __str__(self) -> str:
        return f"draft of {self.form} by {self.account}"
