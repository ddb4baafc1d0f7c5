"""What makes decisions and runs unchangeable in the database itself, whoever writes to it.

A decision can be withdrawn, once. Rows may move to another record, as when two records of one
person are merged; they go only with a person who is being erased.
"""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import (
    ERASED,
    calls,
    changed,
    refusal,
    remains_in_sqlite,
    stays_in_postgresql,
    stays_in_sqlite,
)

_DECISION, _RUN = "a decision is never changed", "a screening is never changed"
_FIXED = (
    *("id", "rule", "zones", "what", "reason", "until", "decided_on", "made_by_id", "by_name"),
    *("made_at", "rule_set", "about"),
)
_ONCE = ("withdrawn_at", "withdrawn_by_name", "withdrawn_why")
_OF_RUN = (
    *("id", "form_id", "visit_id", "day", "at", "why", "rule_set", "verdict", "zones"),
    "findings",
)

SQLITE = (
    f"""CREATE TRIGGER screening_decision_stays BEFORE UPDATE ON screening_decision
    WHEN {changed(_FIXED)} OR (OLD.withdrawn_at IS NOT NULL AND ({changed(_ONCE)}))
    {refusal(_DECISION)}""",
    remains_in_sqlite("screening_decision", words=_DECISION),
    *stays_in_sqlite("screening_screened", columns=_OF_RUN, words=_RUN),
)
POSTGRESQL = (
    f"""CREATE FUNCTION screening_decision_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE loose text[] := ARRAY['patient_id'];
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NULL THEN
          loose := loose || ARRAY['withdrawn_at', 'withdrawn_by_name', 'withdrawn_why'];
        END IF;
        IF to_jsonb(OLD) - loose = to_jsonb(NEW) - loose THEN RETURN NEW; END IF;
      END IF;
      RAISE EXCEPTION '{_DECISION}';
    END $$""",
    calls("screening_decision"),
    *stays_in_postgresql("screening_screened", words=_RUN),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
