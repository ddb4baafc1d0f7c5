"""Copies of the whole database, as one file, for either database."""

import contextlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from shutil import which
from typing import Any

from django.db import connection, transaction

from percuta_clinic.config.environment import Environment


class CannotKeep(Exception):
    """A copy cannot be made or put back: says what is in the way."""


@contextmanager
def copied_database(folder: Path) -> Iterator[tuple[Path, dict[str, int]]]:
    """The database of one instant as a file, with the rows in each of its tables."""
    path = folder / "database"
    make = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgresql
    try:
        counts = make(path)
        yield path, counts
    finally:
        path.unlink(missing_ok=True)


def table_counts() -> dict[str, int]:
    """The rows in each table, as this connection sees them."""
    quote = connection.ops.quote_name
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {quote(table)}")
            (counts[table],) = cursor.fetchone()
    return counts


def _copy_sqlite(path: Path) -> dict[str, int]:
    bundled: Any = import_module("sqlite3")  # ``config.sqlite`` swapped it
    connection.ensure_connection()
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with contextlib.closing(bundled.connect(path)) as copy:
        connection.connection.backup(copy, pages=2_000)
        copy.execute("PRAGMA journal_mode=DELETE")
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise CannotKeep(f"The database is damaged: {found}. Put the last backup back.")
        return _sqlite_counts(copy)


def _sqlite_counts(copy: sqlite3.Connection) -> dict[str, int]:
    names = copy.execute(
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    ).fetchall()
    return {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def _copy_postgresql(path: Path) -> dict[str, int]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        counts = table_counts()
        _run("pg_dump", "--format=custom", "--no-owner", "--snapshot", snapshot, "-f", str(path))
    path.chmod(0o600)
    return counts


def put_back(path: Path, environment: Environment) -> None:
    """Makes ``path`` the database of a clinic that has none yet."""
    if connection.vendor == "sqlite":
        connection.close()
        path.replace(environment.home / "clinic.sqlite3")
        return
    if connection.introspection.table_names():
        raise CannotKeep(
            "The database that PERCUTA_DATABASE names holds tables already. Name an empty one."
        )
    _run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(path))


def _run(program: str, *words: str) -> None:
    """One of PostgreSQL's own programs on this database; the password is not shown to ``ps``."""
    if which(program) is None:
        raise CannotKeep(
            f"{program} is not installed here. On Debian or Ubuntu: apt-get install "
            "postgresql-client, in a version not older than the server."
        )
    given = connection.settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    variables = {name: str(given[key]) for key, name in names.items() if given.get(key)}
    ended = subprocess.run(
        [program, "--dbname", str(given["NAME"]), *words],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise CannotKeep(f"{program} ended with: {ended.stderr.strip()}")
