"""What the clinic offers, and what visits hang on before it ends."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Lower

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import add, change
from percuta_clinic.booking.models import HOLDS, Service, Visit
from percuta_clinic.booking.science import devices_known
from percuta_clinic.stock.models import Device

NO_DEVICE = "No device is named, so nobody can be screened for it."


def service_add(*, by: Actor, **details: Any) -> Service:
    """A new service."""
    return add(Service(), by=by, action="service.added", details=details)


def service_change(*, by: Actor, service: Service, as_shown: str = "", **details: Any) -> Service:
    """Changes a service; visits booked already keep their length, and past ones their place."""
    return change(service, by=by, action="service.changed", details=details, as_shown=as_shown)


def visits_ahead(*, of: str, after: datetime) -> Mapping[UUID, int]:
    """How many visits are to come, by the ``room``, ``chair``, ``service`` or ``specialist``."""
    rows = Visit.objects.filter(state__in=HOLDS, ends_at__gte=after).order_by()
    return {row[of]: row["count"] for row in rows.values(of).annotate(count=Count("pk"))}


def device_name(service: Service) -> str:
    """What the device of a service is called; nothing if the science does not know it."""
    return devices_known().get(service.device, "")


def lacks_device(service: Service) -> bool:
    """Whether skin is needled in it with nobody knows what."""
    return service.is_needling and not device_name(service)


def services_offered() -> Sequence[Service]:
    """As everybody reads them: what one begins with, then by name."""
    offered = Service.objects.filter(is_offered=True).prefetch_related("stages")
    return list(offered.order_by("-is_consultation", Lower("name")))


def services_without_device() -> Sequence[Service]:
    """What is offered, and nobody can be screened for."""
    offered = Service.objects.filter(is_offered=True, is_needling=True)
    return list(offered.exclude(device__in=devices_known()))


def services_without_extras() -> Sequence[Service]:
    """What needles skin, is offered, and does not say what else has to be bought."""
    return list(Service.objects.filter(is_offered=True, is_needling=True, to_buy=""))


def devices_to_choose() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Devices by key: those that stand here and are in use, and the others that are known."""
    here = set(Device.objects.filter(retired_at=None).values_list("model", flat=True))
    known = devices_known()
    return (
        {key: name for key, name in known.items() if key in here},
        {key: name for key, name in known.items() if key not in here},
    )
