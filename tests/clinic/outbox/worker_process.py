"""Run as a program: a worker of its own, on the database named on the command line."""

import sys
from importlib import import_module
from threading import Event

import django
from django.conf import settings


def main() -> None:
    """Works until it is killed."""
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    import_module("percuta_clinic.outbox.worker").work_forever(Event())


if __name__ == "__main__":
    main()
