"""What keeps a photograph's facts as they were written, in the database itself."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import ERASED, calls, stays_in_sqlite

_TABLE = "photos_photo"
_WORDS = "the facts of a photograph are never changed"
_FIXED = (
    *("id", "visit_id", "file_id", "view", "zone", "width", "height", "taken_at", "device"),
    *("how", "sent_digest", "added_at", "added_by_id", "added_by_name"),
)
_LOOSE = ("patient_id", "uses", "removed_at", "removed_why", "removed_by_name")

SQLITE = stays_in_sqlite(_TABLE, columns=_FIXED, words=_WORDS)
POSTGRESQL = (
    f"""CREATE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY{list(_LOOSE)}
         = to_jsonb(NEW) - ARRAY{list(_LOOSE)} THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_WORDS}';
    END $$""",
    calls(_TABLE),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
