"""Keeps the guards of these tables in place; does its part when two records are two again."""

from importlib import import_module

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.consent.triggers import (
    OFFER_SQLITE,
    QUESTION_SQLITE,
    SQLITE,
    TEST_AREA_SQLITE,
)
from percuta_clinic.patients.signals import parted


class ConsentConfig(AppConfig):
    name = "percuta_clinic.consent"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, (*SQLITE, *OFFER_SQLITE, *QUESTION_SQLITE, *TEST_AREA_SQLITE))
        parted.connect(_separate)


def _separate(*, parting: object, **_: object) -> list[str]:
    """Looked up only then: what it needs is not there yet while programs start."""
    return list(import_module("percuta_clinic.consent.separating").separate(parting))
