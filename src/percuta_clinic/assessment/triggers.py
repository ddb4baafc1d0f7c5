"""What makes a grading unchangeable in the database itself, whoever writes to it."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import stays_in_postgresql, stays_in_sqlite

_WORDS = "a grading is never changed"
_FIXED = (
    *("id", "visit_id", "zone", "kind", "scale", "grade", "scar_types", "note", "taken_back"),
    *("seen_on", "at", "by_id", "by_name"),
)

SQLITE = stays_in_sqlite("assessment_grading", columns=_FIXED, words=_WORDS)
POSTGRESQL = stays_in_postgresql("assessment_grading", words=_WORDS)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
