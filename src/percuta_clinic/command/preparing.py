"""What has to be there before a clinic opens: folders, keys, tables, files for the browser."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

PRIVATE = 0o700
STAMP = "made-from"


def migrate() -> None:
    """Brings the tables up to this version."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def waiting_migrations() -> list[str]:
    """Changes to the tables that were not made yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def has_tables() -> bool:
    """Whether this database was ever set up."""
    return "people_account" in connection.introspection.table_names()


def static_digest() -> str:
    """Changes when a file for the browser or this version does."""
    found = hashlib.sha256(version("percuta").encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda one: one[0]):
            at = Path(storage.path(name)).stat()
            found.update(f"{name} {at.st_size} {at.st_mtime_ns}\n".encode())
    return found.hexdigest()


def collect_static() -> bool:
    """Copies files for the browser into the home if they changed; whether they had."""
    root = Path(str(settings.STATIC_ROOT))
    stamp, wanted = root.with_name(f"{root.name}-{STAMP}"), static_digest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted and root.is_dir():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")
    return True
