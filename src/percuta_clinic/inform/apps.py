"""Keeps the guards of published texts in place."""

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.inform.triggers import SQLITE


class InformConfig(AppConfig):
    name = "percuta_clinic.inform"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, SQLITE)
