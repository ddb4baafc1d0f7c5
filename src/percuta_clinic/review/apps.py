"""Keeps the guards of these tables in place, whatever a migration does."""

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.review.triggers import SQLITE


class ReviewConfig(AppConfig):
    name = "percuta_clinic.review"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, SQLITE)
