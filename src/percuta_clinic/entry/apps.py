"""Starts listening to what happens at the doors."""

from importlib import import_module

from django.apps import AppConfig


class EntryConfig(AppConfig):
    name = "percuta_clinic.entry"

    def ready(self) -> None:
        """The receivers register when the module is read."""
        import_module("percuta_clinic.entry.notes")
