"""Writing about devices."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import add, change
from percuta_clinic.audit.services import record
from percuta_clinic.stock.models import Device


def device_add(*, by: Actor, **details: Any) -> Device:
    """A device that stands here from now on."""
    return add(Device(), by=by, action="device.added", details=details)


def device_change(*, by: Actor, device: Device, as_shown: str = "", **details: Any) -> Device:
    """Changes what is known of a device."""
    return change(device, by=by, action="device.changed", details=details, as_shown=as_shown)


@transaction.atomic
def device_retire(*, by: Actor, device: Device, reason: str) -> None:
    """Nobody is treated with it any more; what was done with it stays on record."""
    if not reason.strip():
        raise ValidationError("Say why the device is retired.")
    rows = Device.objects.filter(pk=device.pk, retired_at=None)
    if rows.update(retired_at=timezone.now(), version=F("version") + 1):
        record(by=by, action="device.retired", subject=device, reason=reason)


@transaction.atomic
def device_return(*, by: Actor, device: Device) -> None:
    """Puts a retired device to use again."""
    rows = Device.objects.filter(pk=device.pk).exclude(retired_at=None)
    if rows.update(retired_at=None, version=F("version") + 1):
        record(by=by, action="device.returned", subject=device)
