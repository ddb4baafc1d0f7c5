"""Keeps the guards of these tables in place, and tells others what follows from a treatment."""

from importlib import import_module

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.treatment import note_triggers, record_triggers, triggers


class TreatmentConfig(AppConfig):
    name = "percuta_clinic.treatment"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, (*triggers.SQLITE, *record_triggers.SQLITE, *note_triggers.SQLITE))
        import_module("percuta_clinic.treatment.told").tell()
