"""What keeps rows about a patient as they were written, in the database itself.

Such a row may move to another record, as when two records of one person are merged. It goes only
with somebody who is being erased: whoever erases sets ``patients_patient.erased_at`` first.
"""

from collections.abc import Iterable

ERASED = """EXISTS (SELECT 1 FROM patients_patient p
      WHERE p.id = OLD.patient_id AND p.erased_at IS NOT NULL)"""


def erased_above(table: str, key: str) -> str:
    """The same for a row below one of ``table``, which it names by ``key``."""
    return f"""EXISTS (SELECT 1 FROM {table} c JOIN patients_patient p
      ON p.id = c.patient_id WHERE c.id = OLD.{key} AND p.erased_at IS NOT NULL)"""


def refusal(words: str) -> str:
    """What a trigger of SQLite does instead."""
    return f"BEGIN SELECT RAISE(ABORT, '{words}'); END"


def changed(columns: Iterable[str]) -> str:
    """Whether any of these columns would become another, in SQLite."""
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)


def stays_in_sqlite(
    table: str, *, columns: Iterable[str], words: str, erased: str = ERASED
) -> tuple[str, str]:
    """The triggers of one table; ``columns`` are all but ``patient_id``."""
    return (
        f"""CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}
    WHEN {changed(columns)}
    {refusal(words)}""",
        remains_in_sqlite(table, words=words, erased=erased),
    )


def remains_in_sqlite(table: str, *, words: str, erased: str = ERASED) -> str:
    """Rows go only with somebody who is being erased."""
    return f"""CREATE TRIGGER {table}_remains BEFORE DELETE ON {table}
    WHEN NOT {erased} {refusal(words)}"""


def stays_in_postgresql(table: str, *, words: str, erased: str = ERASED) -> tuple[str, str]:
    """The same: a function, and the trigger that calls it."""
    return (
        f"""CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {erased} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'patient_id' = to_jsonb(NEW) - 'patient_id' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{words}';
    END $$""",
        calls(table),
    )


def calls(table: str) -> str:
    """The trigger of PostgreSQL that calls the function of its table."""
    return f"""CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"""
