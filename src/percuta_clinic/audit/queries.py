"""Reading the log."""

from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.audit.models import Entry


def entries(
    *,
    patient_id: UUID | None = None,
    actor_id: UUID | None = None,
    action: str = "",
) -> QuerySet[Entry]:
    """The newest first, narrowed to one patient, one person or one kind of action."""
    found = Entry.objects.order_by("-id")
    if patient_id:
        found = found.filter(patient_id=patient_id)
    if actor_id:
        found = found.filter(actor_id=actor_id)
    if action:
        found = found.filter(action__startswith=action)
    return found
