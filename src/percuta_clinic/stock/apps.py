"""Keeps the guards of these tables in place, whatever a migration does."""

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.stock.triggers import SQLITE


class StockConfig(AppConfig):
    name = "percuta_clinic.stock"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, SQLITE)
