"""What makes signed notes unchangeable in the database itself, whoever writes to it.

A signed text is never changed. Rows go only with a person who is being erased: whoever erases
sets ``patients_patient.erased_at`` first, in the same transaction. A note may move to another
record, as when two records of one person are merged, and nothing else of it changes.
"""

from percuta_clinic.audit.triggers import adding

_TEXT_ERASED = """EXISTS (SELECT 1 FROM patients_note n JOIN patients_patient p
      ON p.id = n.patient_id WHERE n.id = OLD.note_id AND p.erased_at IS NOT NULL)"""
_NOTE_ERASED = """EXISTS (SELECT 1 FROM patients_patient p
      WHERE p.id = OLD.patient_id AND p.erased_at IS NOT NULL)"""
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a signed note is never changed'); END"

SQLITE = (
    f"CREATE TRIGGER patients_notetext_stays BEFORE UPDATE ON patients_notetext {_REFUSE}",
    f"""CREATE TRIGGER patients_notetext_remains BEFORE DELETE ON patients_notetext
    WHEN NOT {_TEXT_ERASED} {_REFUSE}""",
    f"""CREATE TRIGGER patients_note_stays BEFORE UPDATE ON patients_note
    WHEN OLD.id IS NOT NEW.id OR OLD.about IS NOT NEW.about OR OLD.made_at IS NOT NEW.made_at
    {_REFUSE}""",
    f"""CREATE TRIGGER patients_note_remains BEFORE DELETE ON patients_note
    WHEN NOT {_NOTE_ERASED} {_REFUSE}""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION patients_notetext_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_TEXT_ERASED} THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'a signed note is never changed';
    END $$""",
    f"""CREATE FUNCTION patients_note_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_NOTE_ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'patient_id' = to_jsonb(NEW) - 'patient_id' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'a signed note is never changed';
    END $$""",
    """CREATE TRIGGER patients_notetext_stays BEFORE UPDATE OR DELETE ON patients_notetext
    FOR EACH ROW EXECUTE FUNCTION patients_notetext_refuse()""",
    """CREATE TRIGGER patients_note_stays BEFORE UPDATE OR DELETE ON patients_note
    FOR EACH ROW EXECUTE FUNCTION patients_note_refuse()""",
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
