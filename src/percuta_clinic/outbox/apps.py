"""Does its part when two records are two again."""

from importlib import import_module

from django.apps import AppConfig

from percuta_clinic.patients.signals import parted


class OutboxConfig(AppConfig):
    name = "percuta_clinic.outbox"

    def ready(self) -> None:
        """Nothing is looked up before a merge is undone."""
        parted.connect(_separate)


def _separate(*, parting: object, **_: object) -> list[str]:
    """Looked up only then: what it needs is not there yet while programs start."""
    return list(import_module("percuta_clinic.outbox.separating").separate(parting))
