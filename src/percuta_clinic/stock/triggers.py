"""What makes the moves of stock append-only in the database itself."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """CREATE TRIGGER stock_move_stays BEFORE UPDATE ON stock_stockmove
    BEGIN SELECT RAISE(ABORT, 'a move of stock is never changed'); END""",
    """CREATE TRIGGER stock_move_remains BEFORE DELETE ON stock_stockmove
    BEGIN SELECT RAISE(ABORT, 'a move of stock is never changed'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION stock_move_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a move of stock is never changed'; END $$""",
    """CREATE TRIGGER stock_move_stays BEFORE UPDATE OR DELETE ON stock_stockmove
    FOR EACH ROW EXECUTE FUNCTION stock_move_refuse()""",
)


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Run by a migration after the table is made."""
    by_vendor = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)
