"""``backup``: everything but the keys, in one sealed file."""

import os
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.models import Seal
from percuta_clinic.audit.services import housekeeping, record
from percuta_clinic.command import archive
from percuta_clinic.command.keeping import copied_database
from percuta_clinic.config.environment import Environment

LAST = "last-backup"


@dataclass(frozen=True, kw_only=True)
class Made:
    """What went into a backup."""

    path: Path
    size: int
    rows: int
    files: int


def back_up(environment: Environment, path: Path) -> Made:
    """Writes the backup beside its final name first, so that a half one is never taken for one."""
    housekeeping()
    record(by=SYSTEM, action="backup.made", fields=(path.name,))
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=environment.home, prefix="backup-") as scratch,
        copied_database(Path(scratch)) as (database, counts),
    ):
        files = _files(environment.files)
        _write(path, {"database": database, **files}, _manifest(counts))
    (environment.home / LAST).write_text(timezone.now().isoformat(), encoding="ascii")
    return Made(path=path, size=path.stat().st_size, rows=sum(counts.values()), files=len(files))


def _files(folder: Path) -> dict[str, Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"files/{path.relative_to(folder).as_posix()}": path for path in found}


def _manifest(counts: dict[str, int]) -> dict[str, Any]:
    seal = Seal.last()
    return {
        "format": 1,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "percuta": version("percuta"),
        "database": connection.vendor,
        "keys": settings.KEYS.fingerprint,
        "tables": counts,
        "audit_head": f"{seal.pk} {seal.digest}" if seal else "",
    }


def _write(path: Path, members: dict[str, Path], manifest: dict[str, Any]) -> None:
    fresh = path.with_name(f"{path.name}.unfinished")
    fresh.unlink(missing_ok=True)
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            archive.write(file, members, manifest, identity=settings.KEYS.backup)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
