"""Keeps the guards of these tables in place, and listens to what others open."""

from importlib import import_module

from django.apps import AppConfig

from percuta_clinic.adverse import report_triggers, triggers
from percuta_clinic.audit.triggers import keep


class AdverseConfig(AppConfig):
    name = "percuta_clinic.adverse"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, (*triggers.SQLITE, *report_triggers.SQLITE))
        import_module("percuta_clinic.adverse.told").tell()
