"""What keeps a signed record, its amendments and its co-signature as they were."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import erased_above, stays_in_postgresql, stays_in_sqlite

_RECORD, _ADDED = "a signed record is never changed", "what was added to a record is never changed"
_COLUMNS = (
    *("id", "session_id", "content", "digest", "signed_by_id", "signed_by_name", "signed_at"),
    *("lacking", "cosign_why"),
)
_ERASED = erased_above("treatment_record", "record_id")
_BELOW = {
    "treatment_amendment": ("id", "record_id", "text", "why", "by_id", "by_name", "at"),
    "treatment_cosignature": ("id", "record_id", "by_id", "by_name", "at", "words"),
}

SQLITE = (
    *stays_in_sqlite("treatment_record", columns=_COLUMNS, words=_RECORD),
    *(
        statement
        for table, columns in _BELOW.items()
        for statement in stays_in_sqlite(table, columns=columns, words=_ADDED, erased=_ERASED)
    ),
)
POSTGRESQL = (
    *stays_in_postgresql("treatment_record", words=_RECORD),
    *(
        statement
        for table in _BELOW
        for statement in stays_in_postgresql(table, words=_ADDED, erased=_ERASED)
    ),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
