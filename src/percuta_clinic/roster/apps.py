"""Ends the hours of whoever leaves."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig

from percuta_clinic.people.signals import left


class RosterConfig(AppConfig):
    name = "percuta_clinic.roster"

    def ready(self) -> None:
        """Hears of whoever leaves."""
        left.connect(_end_hours)


def _end_hours(*, account: Any, by: Any, **_: object) -> None:
    """Looked up only then: what it needs is not there yet while programs start."""
    import_module("percuta_clinic.roster.leaving").hours_of_leaver(by=by, account=account)
