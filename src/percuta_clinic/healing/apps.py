"""Keeps the guards of these tables in place, and plans check-ins when a record is signed."""

from importlib import import_module

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.healing import photo_triggers, rating_triggers, triggers


class HealingConfig(AppConfig):
    name = "percuta_clinic.healing"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, (*triggers.SQLITE, *photo_triggers.SQLITE, *rating_triggers.SQLITE))
        import_module("percuta_clinic.healing.told").tell()
