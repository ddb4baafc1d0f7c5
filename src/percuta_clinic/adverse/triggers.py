"""What keeps events and their notes as they were written, in the database itself.

Of an event only what its newest note says of it goes on; a note is never changed. All go only with
somebody who is being erased.
"""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import (
    ERASED,
    calls,
    erased_above,
    stays_in_postgresql,
    stays_in_sqlite,
)

_EVENT = "adverse_adverseevent"
_EVENT_WORDS = "how an adverse event began is never changed"
_FIXED = ("id", "source", "key", "words", "opened_at", "opened_by_name")
_ADDED_WORDS = "what was written about an adverse event is never changed"
_ABOVE = erased_above(_EVENT, "event_id")
_BELOW = {
    "adverse_eventnote": (
        *("id", "event_id", "number", "what", "at", "by_id", "by_name", "words", "why"),
        "told",
    ),
    "adverse_eventincident": ("id", "event_id", "incident_id", "at"),
    "adverse_eventphoto": ("id", "event_id", "photo_id", "at", "by_name"),
}
_KEPT = " AND ".join(f"NEW.{name} = OLD.{name}" for name in _FIXED)

SQLITE = (
    *stays_in_sqlite(_EVENT, columns=_FIXED, words=_EVENT_WORDS),
    *(
        statement
        for table, columns in _BELOW.items()
        for statement in stays_in_sqlite(
            table,
            columns=columns,
            words=_ADDED_WORDS,
            erased=_ABOVE,
        )
    ),
)
POSTGRESQL = (
    f"""CREATE FUNCTION {_EVENT}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE' AND {_KEPT} THEN RETURN NEW; END IF;
      RAISE EXCEPTION '{_EVENT_WORDS}';
    END $$""",
    calls(_EVENT),
    *(
        statement
        for table in _BELOW
        for statement in stays_in_postgresql(table, words=_ADDED_WORDS, erased=_ABOVE)
    ),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
