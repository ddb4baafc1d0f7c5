"""What somebody waits for: a day that comes, or an event that has to happen."""

from dataclasses import dataclass
from datetime import date

HOLDING = ("stop", "defer", "doctor")


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One wait that a rule or a doctor sets; ``on`` or ``event`` says when it ends."""

    rule: str
    title: str
    zones: tuple[str, ...]
    on: date | None = None
    event: str = ""
