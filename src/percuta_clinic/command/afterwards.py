"""What is looked at, and done again, in a clinic that was restored."""

from pathlib import Path

from percuta_clinic.audit.services import verify_log
from percuta_clinic.command import erased
from percuta_clinic.config.environment import Environment
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.store import readable

SOME = 25


def unreadable_files() -> list[str]:
    """Opens the newest files; which of them do not open with these keys."""
    rows = StoredFile.objects.exclude(wrapped_key=None).order_by("-made_at")
    return [
        f"The file {file.pk} does not open with these keys, or is not what was put in."
        for file in rows[:SOME]
        if not readable(file)
    ]


def audit_faults() -> list[str]:
    """What the verifier of the audit log complains about."""
    return list(verify_log().faults)


def erased_again(environment: Environment, listed: Path | None) -> int:
    """Erases whom the list beside the old keys names and this backup still holds."""
    erased.take_along(listed, environment)
    return erased.erase_again()
