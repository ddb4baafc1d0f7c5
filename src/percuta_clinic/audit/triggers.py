"""What makes the log append-only in the database itself, whoever writes to it."""

from collections.abc import Callable, Iterable

from django.apps import AppConfig
from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.signals import post_migrate

Add = Callable[[Apps, BaseDatabaseSchemaEditor], None]
SQLITE = (
    """CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
    WHEN OLD.seal_id IS NOT NULL OR NEW.seal_id IS NULL
      OR OLD.id IS NOT NEW.id OR OLD.at IS NOT NEW.at OR OLD.actor_id IS NOT NEW.actor_id
      OR OLD.actor_name IS NOT NEW.actor_name OR OLD.action IS NOT NEW.action
      OR OLD.subject_type IS NOT NEW.subject_type OR OLD.subject_id IS NOT NEW.subject_id
      OR OLD.patient_id IS NOT NEW.patient_id OR OLD.fields IS NOT NEW.fields
      OR OLD.reason IS NOT NEW.reason
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END""",
    """CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END""",
    """CREATE TRIGGER audit_seal_stays BEFORE UPDATE ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END""",
    """CREATE TRIGGER audit_seal_remains BEFORE DELETE ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_entry' THEN
        IF OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL
           AND to_jsonb(OLD) - 'seal_id' = to_jsonb(NEW) - 'seal_id' THEN
          RETURN NEW;
        END IF;
      END IF;
      RAISE EXCEPTION 'the audit log is never changed';
    END $$""",
    """CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_seal_stays BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
)


def _put_back(statements: Iterable[str]) -> None:
    """Makes the triggers that are missing: SQLite loses them when a migration remakes a table."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
        for statement in statements:
            if name_of(statement) not in there:
                cursor.execute(statement)


def keep(app: AppConfig, statements: Iterable[str]) -> None:
    """Puts the triggers of an app back after every migration that may have lost them."""
    post_migrate.connect(lambda **_: _put_back(statements), sender=app, weak=False)


def name_of(statement: str) -> str:
    """What a trigger is called."""
    return statement.split()[2]


def adding(*, sqlite: Iterable[str], postgresql: Iterable[str]) -> Add:
    """What a migration runs after it has made the tables."""
    by_vendor = {"sqlite": tuple(sqlite), "postgresql": tuple(postgresql)}

    def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return add


add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
