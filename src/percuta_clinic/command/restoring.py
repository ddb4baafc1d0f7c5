"""``restore``: a clinic from its backup and its keys, checked before anybody relies on it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from percuta_clinic.command import archive
from percuta_clinic.command.keyfiles import note_elsewhere
from percuta_clinic.command.place import enter, settle
from percuta_clinic.config.environment import Environment
from percuta_clinic.config.keys import Keys, save_keys


class Refused(Exception):
    """Nothing was restored; says why and what would help."""


@dataclass(kw_only=True)
class Found:
    """What was restored, and what is odd about it."""

    rows: int
    files: int
    made_at: str
    erased: int
    odd: list[str] = field(default_factory=list)


def restore(backup: Path, keys: Keys, home: Path, *, erased: Path | None) -> Found:
    """Restores into ``home``, which has to be empty; nothing stays of one that fails."""
    _refuse_used(home)
    _refuse_other_keys(backup, keys)
    with _undone_if_it_fails(home):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        save_keys(keys, home / "keys")
        manifest = _unpacked(backup, keys, home)
        settle({"HOME": str(home), "KEYS": str(home / "keys")})
        environment = enter()
        note_elsewhere(keys, folder=environment.keys)  # the file they came from
        _put_back(environment, manifest)
        return _checked(environment, manifest, erased=erased)


def _refuse_used(home: Path) -> None:
    if home.exists() and any(home.iterdir()):
        raise Refused(
            f"{home} is not empty. Name a folder that does not exist yet: nothing that is there "
            "is overwritten."
        )


def _refuse_other_keys(backup: Path, keys: Keys) -> None:
    with backup.open("rb") as file:
        needed = archive.keys_needed(file)
    if needed != keys.fingerprint:
        raise Refused(
            f"This backup needs the keys {needed}; these are the keys {keys.fingerprint}. "
            "'percuta clinic keys show' prints which keys a clinic has."
        )


@contextmanager
def _undone_if_it_fails(home: Path) -> Iterator[None]:
    was_there = home.exists()
    try:
        yield
    except BaseException:
        _close_connections()
        shutil.rmtree(home, ignore_errors=True)
        if was_there:
            home.mkdir(mode=0o700)
        raise


def _close_connections() -> None:
    with suppress(Exception):
        import_module("django.db").connections.close_all()


def _unpacked(backup: Path, keys: Keys, home: Path) -> dict[str, Any]:
    with backup.open("rb") as file:
        archive.keys_needed(file)
        manifest = archive.read(file, home, identity=keys.backup)
    if manifest["keys"] != keys.fingerprint:
        raise Refused("The first line of this backup was changed: it names other keys.")
    return manifest


def _put_back(environment: Environment, manifest: dict[str, Any]) -> None:
    keeping = import_module("percuta_clinic.command.keeping")
    vendor = import_module("django.db").connection.vendor
    if manifest["database"] != vendor:
        raise Refused(
            f"This backup holds a {manifest['database']} database, and PERCUTA_DATABASE names "
            f"{vendor}. " + _WAY[manifest["database"]]
        )
    path = environment.home / "database"
    try:
        keeping.put_back(path, environment)
    except keeping.CannotKeep as error:
        raise Refused(str(error)) from error
    path.unlink(missing_ok=True)
    if manifest["audit_head"]:
        head = environment.keys / "audit-head"
        head.write_text(f"{manifest['audit_head']}\n", encoding="ascii")


_WAY = {
    "sqlite": "Restore it without PERCUTA_DATABASE.",
    "postgresql": "Set PERCUTA_DATABASE to an empty PostgreSQL database.",
}


def _checked(environment: Environment, manifest: dict[str, Any], *, erased: Path | None) -> Found:
    _refuse_other_counts(manifest["tables"])
    afterwards = import_module("percuta_clinic.command.afterwards")
    files = sum(name.startswith("files/") for name in manifest["members"])
    found = Found(
        rows=sum(manifest["tables"].values()), files=files, made_at=manifest["made_at"], erased=0
    )
    found.odd += afterwards.unreadable_files()
    found.odd += afterwards.audit_faults()
    if found.odd:
        raise Refused(" ".join(found.odd))
    found.erased = afterwards.erased_again(environment, erased)
    waiting = import_module("percuta_clinic.command.preparing").waiting_migrations()
    if waiting:
        found.odd.append(
            f"It comes from Percuta {manifest['percuta']}: start it with "
            "'percuta clinic serve --migrate'."
        )
    return found


def _refuse_other_counts(wanted: dict[str, int]) -> None:
    counted = import_module("percuta_clinic.command.keeping").table_counts()
    for table, rows in wanted.items():
        if counted.get(table) != rows:
            raise Refused(
                f"The table {table} has {counted.get(table)} rows where {rows} were saved."
            )
