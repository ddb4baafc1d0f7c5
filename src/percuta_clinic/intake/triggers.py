"""What makes answers unchangeable in the database itself, whoever writes to it.

A fact may move to another record, as when two records of one person are merged; it goes only
with a person who is being erased (``patients_patient.erased_at`` is set first).
"""

from percuta_clinic.audit.triggers import adding

_ERASED = """EXISTS (SELECT 1 FROM patients_patient p
      WHERE p.id = OLD.patient_id AND p.erased_at IS NOT NULL)"""
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END"
_COLUMNS = ("id", "form_id", "key", "zone", "value", "answered_on", "at", "source", "by_id")
_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in (*_COLUMNS, "by_name", "reason"))

SQLITE = (
    f"""CREATE TRIGGER intake_fact_stays BEFORE UPDATE ON intake_fact
    WHEN {_CHANGED} {_REFUSE}""",
    f"""CREATE TRIGGER intake_fact_remains BEFORE DELETE ON intake_fact
    WHEN NOT {_ERASED} {_REFUSE}""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION intake_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'patient_id' = to_jsonb(NEW) - 'patient_id' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'an answer is never changed';
    END $$""",
    """CREATE TRIGGER intake_fact_stays BEFORE UPDATE OR DELETE ON intake_fact
    FOR EACH ROW EXECUTE FUNCTION intake_fact_refuse()""",
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
