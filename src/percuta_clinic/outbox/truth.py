"""Whether a message still holds as it leaves: asked of the step that wrote it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # programs that start name their checks before there are tables
    from percuta_clinic.outbox.models import Message

Check = Callable[["Message", datetime], str]
_CHECKS: dict[str, Check] = {}


def holds_while(occasion: str, check: Check) -> None:
    """From now on ``check`` says why a message of this occasion does not hold; empty: it does.

    It only reads: the message is held while it is asked, and others may hold what it reads.
    """
    _CHECKS[occasion] = check


def untrue(message: "Message", now: datetime) -> str:
    """Why a message must not leave any more."""
    check = _CHECKS.get(message.occasion)
    return check(message, now) if check else ""
