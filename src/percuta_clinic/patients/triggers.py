"""What makes signed notes unchangeable in the database itself, whoever writes to it.

A signed text is never changed. Rows go only with a person who is being erased: whoever erases
sets ``patients_patient.erased_at`` first, in the same transaction. A note may move to another
record, as when two records of one person are merged, and nothing else of it changes.
"""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import calls, refusal, stays_in_postgresql, stays_in_sqlite

_TEXT_ERASED = """EXISTS (SELECT 1 FROM patients_note n JOIN patients_patient p
      ON p.id = n.patient_id WHERE n.id = OLD.note_id AND p.erased_at IS NOT NULL)"""
_WORDS = "a signed note is never changed"

SQLITE = (
    f"CREATE TRIGGER patients_notetext_stays BEFORE UPDATE ON patients_notetext {refusal(_WORDS)}",
    f"""CREATE TRIGGER patients_notetext_remains BEFORE DELETE ON patients_notetext
    WHEN NOT {_TEXT_ERASED} {refusal(_WORDS)}""",
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
