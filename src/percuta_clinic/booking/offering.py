"""What the clinic offers, and what visits hang on before it ends."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import add, change
from percuta_clinic.booking.models import HOLDS, Service, Visit


def service_add(*, by: Actor, **details: Any) -> Service:
    """A new service."""
    return add(Service(), by=by, action="service.added", details=details)


def service_change(*, by: Actor, service: Service, as_shown: str = "", **details: Any) -> Service:
    """Changes a service; visits booked already keep their length, and past ones their place."""
    return change(service, by=by, action="service.changed", details=details, as_shown=as_shown)


def visits_ahead(*, of: str, after: datetime) -> Mapping[UUID, int]:
    """How many visits are to come, by the ``room``, ``service`` or ``specialist`` they need."""
    rows = Visit.objects.filter(state__in=HOLDS, ends_at__gte=after).order_by()
    return {row[of]: row["count"] for row in rows.values(of).annotate(count=Count("pk"))}
