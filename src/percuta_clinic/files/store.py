"""Keeps encrypted files on disk. A row never points to nothing; at worst a file has no row."""

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from percuta_clinic.config.ids import new_id
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.vault import Unreadable, new_file_key, open_file_key, seal, unseal

ORPHAN_SECONDS = 24 * 3600
_SMALL = ".small"


class Gone(Exception):
    """The content was destroyed on purpose, or is missing from the disk."""


def keep(found: Clean, *, name: str) -> StoredFile:
    """Writes the content, sealed and safe on disk, and then its row."""
    file_id = new_id()
    key, wrapped = new_file_key()
    _write(_path(file_id), seal(found.content, key=key, about=_about(file_id)))
    if found.small is not None:
        _write(_path(file_id, _SMALL), seal(found.small, key=key, about=_about(file_id, _SMALL)))
    return StoredFile.objects.create(
        id=file_id,
        name=name[:200],
        kind=found.kind,
        size=len(found.content),
        digest=hashlib.sha256(found.content).hexdigest(),
        wrapped_key=wrapped,
    )


def content_of(file: StoredFile) -> bytes:
    """The content in the clear. Raises Gone or vault.Unreadable."""
    return _opened(file, "")


def small_of(file: StoredFile) -> bytes:
    """A picture's preview."""
    return _opened(file, _SMALL)


def _opened(file: StoredFile, part: str) -> bytes:
    if file.wrapped_key is None:
        raise Gone(f"The content of {file.name} was destroyed.")
    try:
        sealed = _path(file.pk, part).read_bytes()
    except FileNotFoundError as error:
        raise Gone(f"The content of {file.name} is missing from the disk.") from error
    key = open_file_key(bytes(file.wrapped_key))
    return unseal(sealed, key=key, about=_about(file.pk, part))


@transaction.atomic
def destroy(file: StoredFile) -> None:
    """Makes the content unreadable for good, in every copy of it; the row stays."""
    StoredFile.objects.filter(pk=file.pk).update(wrapped_key=None)
    file.wrapped_key = None
    for part in ("", _SMALL):
        transaction.on_commit(partial(_path(file.pk, part).unlink, missing_ok=True))


@transaction.atomic
def forget(row: Model, file: StoredFile) -> None:
    """Removes a row and the file it names for good, as when its person is erased."""
    row.delete()
    destroy(file)
    file.delete()


def sweep_orphans(*, older_than: float = ORPHAN_SECONDS) -> int:
    """Removes what a crash or a refused save left without a row; says how many."""
    before = time.time() - older_than
    old = [path for path in _all() if path.stat().st_mtime < before]
    named = {found for path in old if (found := _id_in(path))}
    kept = {
        file_id
        for some in _batches(sorted(named))
        for file_id in StoredFile.objects.filter(
            pk__in=some, wrapped_key__isnull=False
        ).values_list("pk", flat=True)
    }
    orphans = [path for path in old if path.suffix == ".part" or _id_in(path) not in kept]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def missing() -> list[StoredFile]:
    """Files whose content should be on the disk and is not; none is what one hopes for."""
    rows = StoredFile.objects.filter(wrapped_key__isnull=False).iterator()
    return [row for row in rows if not _path(row.pk).exists()]


def readable(file: StoredFile) -> bool:
    """Whether the content is there, opens, and is what was put in."""
    try:
        return hashlib.sha256(content_of(file)).hexdigest() == file.digest
    except (Gone, Unreadable):
        return False


def _folder() -> Path:
    return Path(settings.ENVIRONMENT.files)


def _path(file_id: UUID, part: str = "") -> Path:
    return _folder() / file_id.hex[-2:] / f"{file_id.hex}{part}"


def _about(file_id: UUID, part: str = "") -> bytes:
    return file_id.bytes + part.encode()


def _all() -> Iterator[Path]:
    return (path for path in _folder().glob("??/*") if path.is_file())


def _id_in(path: Path) -> UUID | None:
    with contextlib.suppress(ValueError):
        return UUID(hex=path.name.split(".", 1)[0])
    return None


def _batches(ids: list[UUID], size: int = 500) -> Iterator[list[UUID]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, even if the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
