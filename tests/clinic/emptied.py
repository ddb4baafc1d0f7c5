"""How a test that commits is tidied up: rows go from the few tables it wrote to."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from percuta_clinic.audit.triggers import name_of

# Django itself fills these when tables are made, and no test writes to them.
STAY = {ContentType._meta.db_table, Permission._meta.db_table}


def empty(triggers: Iterable[str]) -> None:
    """Leaves a database as it was made, whatever refuses that its rows are removed."""
    tables = connection.introspection.django_table_names(include_views=False)
    with transaction.atomic(), connection.cursor() as cursor:
        written = _with_rows(cursor, set(tables) - STAY)
        with _without(triggers, written, cursor):
            for table in sorted(written):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _with_rows(cursor: CursorWrapper, tables: Iterable[str]) -> set[str]:
    asked = (
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"
        for table in tables
    )
    cursor.execute(" UNION ALL ".join(asked))
    return {table for (table,) in cursor.fetchall()}


@contextmanager
def _without(triggers: Iterable[str], tables: set[str], cursor: CursorWrapper) -> Iterator[None]:
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        return
    kept = [one for one in triggers if tables & set(one.split())]
    for one in kept:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name_of(one)}")
    yield
    for one in kept:
        cursor.execute(one)
