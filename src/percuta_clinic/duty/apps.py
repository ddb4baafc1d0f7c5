"""Keeps the guards of these tables in place, and ends the duties of whoever leaves."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.apps import AppConfig

from percuta_clinic.audit.triggers import keep
from percuta_clinic.duty.triggers import SQLITE
from percuta_clinic.outbox.truth import holds_while
from percuta_clinic.people.signals import left


class DutyConfig(AppConfig):
    name = "percuta_clinic.duty"

    def ready(self) -> None:
        """SQLite may have lost the triggers while its tables were remade."""
        keep(self, SQLITE)
        left.connect(_end_duties)
        holds_while("task_waits", _why_not)


def _why_not(message: Any, _now: datetime) -> str:
    return str(import_module("percuta_clinic.duty.telling").why_not_any_more(message.pk))


def _end_duties(*, account: Any, by: Any, **_: object) -> None:
    """Looked up only then: what it needs is not there yet while programs start."""
    import_module("percuta_clinic.duty.leaving").duties_of_leaver(by=by, account=account)
