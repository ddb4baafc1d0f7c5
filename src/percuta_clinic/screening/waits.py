"""What somebody waits for: a day that comes, or an event that has to happen."""

from dataclasses import dataclass
from datetime import date

from percuta_clinic.screening.science import Result


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One wait that a rule or a doctor sets; ``on`` or ``event`` says when it ends."""

    rule: str
    title: str
    zones: tuple[str, ...]
    on: date | None = None
    event: str = ""


def waits_of(result: Result) -> list[Wait]:
    """Every wait that keeps needles away now, the nearest day first, events last."""
    found = [
        Wait(
            rule=finding.rule,
            title=finding.title,
            zones=finding.zones,
            on=finding.until.on,
            event=finding.until.event,
        )
        for finding in result.screening.findings
        if finding.until is not None and finding.decided is None and finding.severity in HOLDING
    ]
    return sorted(found, key=lambda wait: (wait.on is None, wait.on or date.max, wait.rule))


HOLDING = ("stop", "defer", "doctor")
