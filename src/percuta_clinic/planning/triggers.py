"""What makes plans that were proposed, and their steps, unchangeable in the database itself.

A draft may change. From the moment a plan is proposed only its state goes on; a step is never
changed. Both go only with somebody who is being erased.
"""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import (
    ERASED,
    calls,
    changed,
    erased_above,
    refusal,
    remains_in_sqlite,
    stays_in_postgresql,
    stays_in_sqlite,
)

_WORDS = "a plan that was proposed is never changed"
_STEP = "a step of a plan is never changed"
_HOUSE = "a house protocol is never changed"
_FROZEN = (
    *("id", "course", "number", "service_id", "inputs", "version", "reason", "made_by_id"),
    *("by_name", "made_at", "saved_at", "proposed_at", "planned_from", "document", "forecast"),
    *("prices", "zones", "digest", "house_id"),
)
_STEP_COLUMNS = (
    *("id", "plan_id", "what", "by_id", "by_name", "at", "why", "digest", "under", "points"),
    *("way", "signature", "how", "with_staff"),
)
_STEP_ERASED = erased_above("planning_plan", "plan_id")

_QUESTION = "a question about a plan, and its answer, are never changed"
_ASKED = ("id", "plan_id", "text", "asked_at", "asked_by")

SQLITE = (
    f"""CREATE TRIGGER planning_question_stays BEFORE UPDATE ON planning_question
    WHEN OLD.answered_at IS NOT NULL OR {changed(_ASKED)} {refusal(_QUESTION)}""",
    remains_in_sqlite("planning_question", words=_QUESTION, erased=_STEP_ERASED),
    f"""CREATE TRIGGER planning_plan_stays BEFORE UPDATE ON planning_plan
    WHEN OLD.state <> 'draft' AND ({changed(_FROZEN)} OR NEW.state = 'draft') {refusal(_WORDS)}""",
    remains_in_sqlite("planning_plan", words=_WORDS),
    *stays_in_sqlite("planning_step", columns=_STEP_COLUMNS, words=_STEP, erased=_STEP_ERASED),
    f"""CREATE TRIGGER planning_house_stays BEFORE UPDATE ON planning_houseprotocol
    {refusal(_HOUSE)}""",
    f"""CREATE TRIGGER planning_house_remains BEFORE DELETE ON planning_houseprotocol
    {refusal(_HOUSE)}""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION planning_question_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_STEP_ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND OLD.answered_at IS NULL
         AND to_jsonb(OLD) - 'answer' - 'answered_by' - 'answered_at'
           = to_jsonb(NEW) - 'answer' - 'answered_by' - 'answered_at' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_QUESTION}';
    END $$""",
    calls("planning_question"),
    f"""CREATE FUNCTION planning_plan_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND OLD.state = 'draft' THEN RETURN NEW; END IF;
      IF TG_OP = 'UPDATE' AND NEW.state <> 'draft'
         AND to_jsonb(OLD) - 'patient_id' - 'state' = to_jsonb(NEW) - 'patient_id' - 'state' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_WORDS}';
    END $$""",
    *stays_in_postgresql("planning_step", words=_STEP, erased=_STEP_ERASED),
    f"""CREATE FUNCTION planning_houseprotocol_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '{_HOUSE}';
    END $$""",
    calls("planning_plan"),
    calls("planning_houseprotocol"),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
