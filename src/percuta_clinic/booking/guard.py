"""What makes the database itself refuse to give one person, place or device away twice.

PostgreSQL does it by an exclusion constraint, which holds among transactions that cannot see each
other. SQLite has one writer at a time, so there a trigger is as certain.
"""

from percuta_clinic.audit.triggers import adding

WORDS = "taken already"
_ANOTHER = """SELECT 1 FROM booking_claim c WHERE c.resource = NEW.resource AND c.id <> NEW.id
      AND c.starts_at < NEW.ends_at AND c.ends_at > NEW.starts_at"""

SQLITE = tuple(
    f"""CREATE TRIGGER booking_claim_{name} BEFORE {when} ON booking_claim
    WHEN NEW.beside = 0 AND EXISTS ({_ANOTHER})
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
    for name, when in (
        ("alone", "INSERT"),
        ("stays_alone", "UPDATE OF resource, starts_at, ends_at, beside"),
    )
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """ALTER TABLE booking_claim ADD CONSTRAINT booking_claim_excludes
    EXCLUDE USING gist (resource WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (NOT beside)""",
    f"""CREATE FUNCTION booking_claim_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT NEW.beside AND EXISTS ({_ANOTHER} AND c.beside) THEN
        RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'exclusion_violation';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER booking_claim_alone BEFORE INSERT OR UPDATE ON booking_claim
    FOR EACH ROW EXECUTE FUNCTION booking_claim_refuse()""",
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
