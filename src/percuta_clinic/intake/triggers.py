"""What makes answers unchangeable in the database itself, whoever writes to it."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import stays_in_postgresql, stays_in_sqlite

_COLUMNS = (
    *("id", "form_id", "key", "zone", "value", "answered_on", "at", "source", "by_id"),
    *("by_name", "reason"),
)
_WORDS = "an answer is never changed"

SQLITE = stays_in_sqlite("intake_fact", columns=_COLUMNS, words=_WORDS)
POSTGRESQL = stays_in_postgresql("intake_fact", words=_WORDS)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
