"""Who was erased stands beside the keys too: an older backup does not know, and must not revive."""

import shutil
from pathlib import Path

from percuta_clinic.config.environment import Environment
from percuta_clinic.leaving.services import LIST, reapply, remembered


def take_along(listed: Path | None, environment: Environment) -> None:
    """Puts the list from beside the old keys beside the new ones."""
    if listed is not None:
        shutil.copyfile(listed, environment.keys / LIST)


def erase_again() -> int:
    """Erases whom the list names and the restored backup still holds; how many that were."""
    return reapply(remembered())
