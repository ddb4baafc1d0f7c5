"""What keeps tasks and what was told of them as they were, in the database itself.

A line that was written stays. Of a task what opened it stays, its urgency only rises, and it is
closed once. All go only with somebody who is being erased.
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

_TASK = "a task is never changed back, and closed once"
_TOLD = "what was told of a task is never changed"
_STEP = "what was done with a task is never changed"
_ERASED = erased_above("duty_task", "task_id")
_TASK_FIXED = ("id", "source", "key", "opened_at", "opened_by_name")
_END = ("closed_at", "closed_by_name", "outcome")
_TOLD_COLUMNS = (
    *("id", "task_id", "at", "turn", "rung", "account_id", "account_name", "why_them"),
    *("channel", "message", "result", "words"),
)
_STEP_COLUMNS = ("id", "task_id", "at", "what", "by_name", "to_name", "urgency", "words")

SQLITE = (
    f"""CREATE TRIGGER duty_task_stays BEFORE UPDATE ON duty_task
    WHEN {changed(_TASK_FIXED)} OR NEW.urgency < OLD.urgency
      OR (OLD.closed_at IS NOT NULL AND ({changed(_END)})) {refusal(_TASK)}""",
    remains_in_sqlite("duty_task", words=_TASK),
    *stays_in_sqlite("duty_tasktold", columns=_TOLD_COLUMNS, words=_TOLD, erased=_ERASED),
    *stays_in_sqlite("duty_taskstep", columns=_STEP_COLUMNS, words=_STEP, erased=_ERASED),
)
POSTGRESQL = (
    f"""CREATE FUNCTION duty_task_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND NEW.urgency >= OLD.urgency
         AND {" AND ".join(f"OLD.{name} = NEW.{name}" for name in _TASK_FIXED)}
         AND (OLD.closed_at IS NULL OR
           {" AND ".join(f"OLD.{name} IS NOT DISTINCT FROM NEW.{name}" for name in _END)}) THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_TASK}';
    END $$""",
    calls("duty_task"),
    *stays_in_postgresql("duty_tasktold", words=_TOLD, erased=_ERASED),
    *stays_in_postgresql("duty_taskstep", words=_STEP, erased=_ERASED),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
