"""Keeps the guards of these tables in place; does its part when two records are two again."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.booking.signals import booking_asked
from percuta_clinic.patients.signals import parted
from percuta_clinic.screening.triggers import SQLITE


class ScreeningConfig(AppConfig):
    name = "percuta_clinic.screening"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, SQLITE)
        parted.connect(_separate)
        booking_asked.connect(_against)


def _separate(*, parting: object, **_: object) -> list[str]:
    """Looked up only then: what it needs is not there yet while programs start."""
    return list(import_module("percuta_clinic.screening.separating").separate(parting))


def _against(**asked: Any) -> list[Any]:
    """Looked up only then, as above."""
    named = {name: asked[name] for name in ("patient", "service", "day")}
    return list(import_module("percuta_clinic.screening.booking_ahead").put_off(**named))
