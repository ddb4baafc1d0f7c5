"""The door for SMS. A provider is added here: a class with ``send``, chosen in ``sms_door``."""

import sys
from typing import Protocol

from django.conf import settings


class SmsRefused(Exception):
    """The provider will never take this number; anything else that is raised is tried again."""


class SmsDoor(Protocol):
    """Hands one text over, or raises."""

    def send(self, *, to: str, text: str) -> None:
        """``to`` is +493012345678; returns once the provider has taken it."""


class Printed:
    """Prints each SMS as one line, in the demo."""

    def send(self, *, to: str, text: str) -> None:
        """Onto the standard output."""
        sys.stdout.write(f"SMS to {to}: {' / '.join(text.splitlines())}\n")
        sys.stdout.flush()


class NoProvider:
    """Stands where no provider is built in: every SMS waits."""

    def send(self, *, to: str, text: str) -> None:
        raise ConnectionError("No SMS provider is built in.")


def sms_door() -> SmsDoor:
    """The one place that chooses."""
    return Printed() if settings.DEMO else NoProvider()


def has_no_provider() -> bool:
    """Whether nothing can leave by SMS."""
    return isinstance(sms_door(), NoProvider)
