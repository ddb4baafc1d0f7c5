"""Reading the log."""

from collections.abc import Iterable
from datetime import datetime
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


def between(
    rows: QuerySet[Entry],
    *,
    since: datetime | None = None,
    before: datetime | None = None,
    actions: Iterable[str] = (),
) -> QuerySet[Entry]:
    """Those of ``rows`` from an instant on, up to another, of some actions."""
    if since:
        rows = rows.filter(at__gte=since)
    if before:
        rows = rows.filter(at__lt=before)
    chosen = list(actions)
    return rows.filter(action__in=chosen) if chosen else rows
