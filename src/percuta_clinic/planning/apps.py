"""Keeps the guards of these tables in place; does its part when two records are two again."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.booking.signals import booking_asked, stages_asked
from percuta_clinic.patients.signals import parted
from percuta_clinic.planning.triggers import SQLITE


class PlanningConfig(AppConfig):
    name = "percuta_clinic.planning"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, SQLITE)
        parted.connect(_separate)
        booking_asked.connect(_against)
        stages_asked.connect(_stages)


def _separate(*, parting: object, **_: object) -> list[str]:
    """Looked up only then: what it needs is not there yet while programs start."""
    return list(import_module("percuta_clinic.planning.separating").separate(parting))


def _against(**asked: Any) -> list[Any]:
    """Looked up only then, as above."""
    named = {name: asked[name] for name in ("patient", "service", "day", "clinic", "but")}
    return list(import_module("percuta_clinic.planning.apart").too_near(**named))


def _stages(**asked: Any) -> Any:
    named = {name: asked[name] for name in ("patient", "service", "usual")}
    return import_module("percuta_clinic.planning.dates").stages_planned(**named)
