"""What makes signed notes unchangeable in the database itself, whoever writes to it.

A signed text is never changed. Rows go only with a person who is being erased: whoever erases
sets ``patients_patient.erased_at`` first, in the same transaction. A note may move to another
record, as when two records of one person are merged, and nothing else of it changes.
"""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import (
    calls,
    erased_above,
    refusal,
    remains_in_sqlite,
    stays_in_postgresql,
    stays_in_sqlite,
)

_TEXT_ERASED = erased_above("patients_note", "note_id")
_WORDS = "a signed note is never changed"

SQLITE = (
    f"CREATE TRIGGER patients_notetext_stays BEFORE UPDATE ON patients_notetext {refusal(_WORDS)}",
    remains_in_sqlite("patients_notetext", words=_WORDS, erased=_TEXT_ERASED),
    *stays_in_sqlite("patients_note", columns=("id", "about", "made_at"), words=_WORDS),
)
POSTGRESQL = (
    f"""CREATE FUNCTION patients_notetext_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_TEXT_ERASED} THEN RETURN OLD; END IF;
      RAISE EXCEPTION '{_WORDS}';
    END $$""",
    calls("patients_notetext"),
    *stays_in_postgresql("patients_note", words=_WORDS),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
