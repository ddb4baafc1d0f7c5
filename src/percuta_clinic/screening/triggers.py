"""What makes decisions and runs unchangeable in the database itself, whoever writes to it.

A decision can be withdrawn, once. Rows may move to another record, as when two records of one
person are merged; they go only with a person who is being erased. A run lets go of a visit that
turns out to be another person's, and of no other.
"""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import (
    ERASED,
    calls,
    changed,
    refusal,
    remains_in_sqlite,
)

_DECISION, _RUN = "a decision is never changed", "a screening is never changed"
_FIXED = (
    *("id", "rule", "zones", "what", "reason", "until", "decided_on", "made_by_id", "by_name"),
    *("made_at", "rule_set", "about"),
)
_ONCE = ("withdrawn_at", "withdrawn_by_name", "withdrawn_why")
_OF_RUN = (
    *("id", "form_id", "day", "at", "why", "rule_set", "verdict", "zones"),
    "findings",
)
_LET_GO = """(NEW.visit_id IS NULL AND EXISTS (SELECT 1 FROM booking_visit v
      WHERE v.id = OLD.visit_id AND v.patient_id <> OLD.patient_id))"""
_RUN_STAYS = f"""CREATE TRIGGER screening_screened_stays BEFORE UPDATE ON screening_screened
    WHEN {changed(_OF_RUN)} OR (OLD.visit_id IS NOT NEW.visit_id AND NOT {_LET_GO})
    {refusal(_RUN)}"""

SQLITE = (
    f"""CREATE TRIGGER screening_decision_stays BEFORE UPDATE ON screening_decision
    WHEN {changed(_FIXED)} OR (OLD.withdrawn_at IS NOT NULL AND ({changed(_ONCE)}))
    {refusal(_DECISION)}""",
    remains_in_sqlite("screening_decision", words=_DECISION),
    _RUN_STAYS,
    remains_in_sqlite("screening_screened", words=_RUN),
)
_RUN_REFUSE = f"""CREATE OR REPLACE FUNCTION screening_screened_refuse()
    RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE loose text[] := ARRAY['patient_id'];
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' THEN
        IF {_LET_GO} THEN loose := loose || ARRAY['visit_id']; END IF;
        IF to_jsonb(OLD) - loose = to_jsonb(NEW) - loose THEN RETURN NEW; END IF;
      END IF;
      RAISE EXCEPTION '{_RUN}';
    END $$"""
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
    _RUN_REFUSE,
    calls("screening_screened"),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
add_letting_go = adding(
    sqlite=("DROP TRIGGER IF EXISTS screening_screened_stays", _RUN_STAYS),
    postgresql=(_RUN_REFUSE,),
)
