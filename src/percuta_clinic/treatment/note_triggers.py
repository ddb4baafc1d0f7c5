"""What was added to an incident is never changed; it goes only with somebody who is erased."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import erased_above, stays_in_postgresql, stays_in_sqlite

_TABLE = "treatment_incidentnote"
_WORDS = "what was added to an incident is never changed"
_ERASED = erased_above("treatment_incident", "incident_id")
_COLUMNS = ("id", "incident_id", "at", "by_id", "by_name", "words")

SQLITE = stays_in_sqlite(_TABLE, columns=_COLUMNS, words=_WORDS, erased=_ERASED)
POSTGRESQL = stays_in_postgresql(_TABLE, words=_WORDS, erased=_ERASED)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
