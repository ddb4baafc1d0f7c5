"""The door for SMS. A provider is added here: a class with ``send``, chosen in ``sms_door``."""

import sys
from typing import Protocol


class SmsRefused(Exception):
    """The provider will never take this number; anything else that is raised is tried again."""


class SmsDoor(Protocol):
    """Hands one text over, or raises."""

    def send(self, *, to: str, text: str) -> None:
        """``to`` is +493012345678; returns once the provider has taken it."""


class Printed:
    """Prints each SMS as one line, for a clinic that has no provider yet."""

    def send(self, *, to: str, text: str) -> None:
        """Onto the standard output."""
        sys.stdout.write(f"SMS to {to}: {' / '.join(text.splitlines())}\n")
        sys.stdout.flush()


def sms_door() -> SmsDoor:
    """The one place that chooses."""
    return Printed()


def is_printed() -> bool:
    """Whether SMS are only printed."""
    return isinstance(sms_door(), Printed)
