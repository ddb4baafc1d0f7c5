"""What is looked at, and done again, in a clinic that was restored."""

from pathlib import Path

from percuta_clinic.audit.services import verify_log
from percuta_clinic.command import erased
from percuta_clinic.config.environment import Environment
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.vault import Unreadable, open_file_key

SOME = 25


def unreadable_files() -> list[str]:
    """Opens the newest files; which of them do not open with these keys."""
    odd = []
    rows = StoredFile.objects.exclude(wrapped_key=None).order_by("-made_at")
    for file in rows[:SOME]:
        if not _opens(file):
            odd.append(f"The file {file.name} does not open with these keys.")
    return odd


def _opens(file: StoredFile) -> bool:
    try:
        return len(open_file_key(bytes(file.wrapped_key or b""))) > 0
    except Unreadable:
        return False


def audit_faults() -> list[str]:
    """What the verifier of the audit log complains about."""
    return list(verify_log().faults)


def erased_again(environment: Environment, listed: Path | None) -> int:
    """Erases whom the list beside the old keys names and this backup still holds."""
    erased.take_along(listed, environment)
    return erased.erase_again() if (environment.keys / erased.NAME).exists() else 0
