"""Keeps the guards of these tables in place, whatever a migration does."""

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.photos.triggers import SQLITE


class PhotosConfig(AppConfig):
    name = "percuta_clinic.photos"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, SQLITE)
