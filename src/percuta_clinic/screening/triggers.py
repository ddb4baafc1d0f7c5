"""What makes decisions and runs unchangeable in the database itself, whoever writes to it.

A decision can be withdrawn, once. Rows may move to another record, as when two records of one
person are merged; they go only with a person who is being erased.
"""

from percuta_clinic.audit.triggers import adding

_ERASED = """EXISTS (SELECT 1 FROM patients_patient p
      WHERE p.id = OLD.patient_id AND p.erased_at IS NOT NULL)"""
_DECISION = "BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END"
_RUN = "BEGIN SELECT RAISE(ABORT, 'a screening is never changed'); END"
_FIXED = (
    *("id", "rule", "zones", "what", "reason", "until", "decided_on", "made_by_id", "by_name"),
    *("made_at", "rule_set", "about"),
)
_ONCE = ("withdrawn_at", "withdrawn_by_name", "withdrawn_why")
_OF_RUN = (
    *("id", "form_id", "visit_id", "day", "at", "why", "rule_set", "verdict", "zones"),
    "findings",
)


def _changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)


SQLITE = (
    f"""CREATE TRIGGER screening_decision_stays BEFORE UPDATE ON screening_decision
    WHEN {_changed(_FIXED)} OR (OLD.withdrawn_at IS NOT NULL AND ({_changed(_ONCE)}))
    {_DECISION}""",
    f"""CREATE TRIGGER screening_decision_remains BEFORE DELETE ON screening_decision
    WHEN NOT {_ERASED} {_DECISION}""",
    f"""CREATE TRIGGER screening_screened_stays BEFORE UPDATE ON screening_screened
    WHEN {_changed(_OF_RUN)} {_RUN}""",
    f"""CREATE TRIGGER screening_screened_remains BEFORE DELETE ON screening_screened
    WHEN NOT {_ERASED} {_RUN}""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION screening_decision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE loose text[] := ARRAY['patient_id'];
    BEGIN
      IF TG_OP = 'DELETE' AND {_ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NULL THEN
          loose := loose || ARRAY['withdrawn_at', 'withdrawn_by_name', 'withdrawn_why'];
        END IF;
        IF to_jsonb(OLD) - loose = to_jsonb(NEW) - loose THEN RETURN NEW; END IF;
      END IF;
      RAISE EXCEPTION 'a decision is never changed';
    END $$""",
    f"""CREATE FUNCTION screening_screened_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'patient_id' = to_jsonb(NEW) - 'patient_id' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'a screening is never changed';
    END $$""",
    """CREATE TRIGGER screening_decision_stays BEFORE UPDATE OR DELETE ON screening_decision
    FOR EACH ROW EXECUTE FUNCTION screening_decision_refuse()""",
    """CREATE TRIGGER screening_screened_stays BEFORE UPDATE OR DELETE ON screening_screened
    FOR EACH ROW EXECUTE FUNCTION screening_screened_refuse()""",
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
