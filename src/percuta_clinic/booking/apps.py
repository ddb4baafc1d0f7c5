"""Keeps the guards of these tables in place; does its part when two records are two again."""

from datetime import datetime
from functools import partial
from importlib import import_module
from typing import Any
from uuid import UUID

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.booking.guard import SQLITE as GUARD
from percuta_clinic.booking.triggers import SQLITE
from percuta_clinic.outbox.truth import holds_while
from percuta_clinic.patients.signals import merged, parted

LETTERS = {
    "request_confirm": "request_letters",
    "request_late": "request_letters",
    "time_free": "offering_times",
    "visit_booked": "notices",
    "visit_moved": "notices",
    "visit_reminder": "notices",
}


class BookingConfig(AppConfig):
    name = "percuta_clinic.booking"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, (*SQLITE, *GUARD))
        for occasion, module in LETTERS.items():
            holds_while(occasion, partial(_why_untrue, module))
        merged.connect(_rekey)
        parted.connect(_separate)


def _why_untrue(module: str, message: Any, now: datetime) -> str:
    return str(import_module(f"percuta_clinic.booking.{module}").why_untrue(message, now))


def _rekey(*, patients: list[UUID], **_: object) -> None:
    import_module("percuta_clinic.booking.claims").rekey_patients(patients)


def _separate(*, parting: Any, **_: object) -> list[str]:
    """Looked up only then: what it needs is not there yet while programs start."""
    rekey = import_module("percuta_clinic.booking.claims").rekey_patients
    rekey([parting.kept.pk, parting.left.pk])
    return list(import_module("percuta_clinic.booking.separating").separate(parting))
