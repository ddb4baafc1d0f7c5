"""What keeps a session, its events and its incidents as they were, in the database itself.

An event is never changed. Of a session only its count and its signature go on; of an incident only
how it was closed, once. All go only with somebody who is being erased.
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

_EVENT, _SESSION = "an event of a session is never changed", "a session is never changed"
_INCIDENT = "an incident is never changed, and closed once"
_EVENT_ERASED = erased_above("treatment_session", "session_id")
_EVENT_COLUMNS = (
    *("id", "session_id", "number", "device", "n", "seen", "at", "doubt", "slot", "value"),
    *("said_by", "by_id", "by_name", "came_at", "late"),
)
_SESSION_FIXED = ("id", "visit_id", "opened_at", "opened_by_id", "opened_by_name", "pack")
_INCIDENT_FIXED = ("id", "session_id", "cause", "kind", "words", "opened_at", "opened_by_name")

SQLITE = (
    *stays_in_sqlite("treatment_event", columns=_EVENT_COLUMNS, words=_EVENT, erased=_EVENT_ERASED),
    f"""CREATE TRIGGER treatment_session_stays BEFORE UPDATE ON treatment_session
    WHEN {changed(_SESSION_FIXED)} OR NEW.last < OLD.last
      OR (OLD.signed_at IS NOT NULL AND OLD.signed_at IS NOT NEW.signed_at) {refusal(_SESSION)}""",
    remains_in_sqlite("treatment_session", words=_SESSION),
    f"""CREATE TRIGGER treatment_incident_stays BEFORE UPDATE ON treatment_incident
    WHEN {changed(_INCIDENT_FIXED)} OR (OLD.closed_at IS NOT NULL
      AND ({changed(("closed_at", "closed_by_id", "closed_by_name", "closing"))}))
    {refusal(_INCIDENT)}""",
    remains_in_sqlite("treatment_incident", words=_INCIDENT),
)
POSTGRESQL = (
    *stays_in_postgresql("treatment_event", words=_EVENT, erased=_EVENT_ERASED),
    f"""CREATE FUNCTION treatment_session_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND NEW.last >= OLD.last
         AND (OLD.signed_at IS NULL OR OLD.signed_at = NEW.signed_at)
         AND to_jsonb(OLD) - ARRAY['patient_id', 'last', 'signed_at']
           = to_jsonb(NEW) - ARRAY['patient_id', 'last', 'signed_at'] THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_SESSION}';
    END $$""",
    calls("treatment_session"),
    f"""CREATE FUNCTION treatment_incident_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND OLD.closed_at IS NOT NULL
         AND to_jsonb(OLD) - 'patient_id' = to_jsonb(NEW) - 'patient_id' THEN RETURN NEW; END IF;
      IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL
         AND to_jsonb(OLD) - ARRAY['patient_id', 'closed_at', 'closed_by_id', 'closed_by_name',
                                   'closing']
           = to_jsonb(NEW) - ARRAY['patient_id', 'closed_at', 'closed_by_id', 'closed_by_name',
                                   'closing'] THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_INCIDENT}';
    END $$""",
    calls("treatment_incident"),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
