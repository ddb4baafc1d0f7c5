"""Keeps the guards of these tables in place, whatever a migration does."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from percuta_clinic.assessment.triggers import SQLITE
from percuta_clinic.audit.triggers import put_back


class AssessmentConfig(AppConfig):
    name = "percuta_clinic.assessment"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        post_migrate.connect(_put_back, sender=self)


def _put_back(**_: object) -> None:
    put_back(SQLITE)
