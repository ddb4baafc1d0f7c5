"""What keeps answers and ratings as they were given, in the database itself."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import stays_in_postgresql, stays_in_sqlite

_ANSWER, _RATING = "what was told is never changed", "what was said of a check-in is never changed"
_ANSWERED = (
    *("id", "check_in_id", "number", "at", "told_on", "by_name", "values", "worry", "words"),
    *("level", "found", "not_known", "read", "rule_set"),
)
_RATED = ("id", "check_in_id", "at", "by_id", "by_name", "level", "closes", "words")

SQLITE = (
    *stays_in_sqlite("healing_answer", columns=[f'"{one}"' for one in _ANSWERED], words=_ANSWER),
    *stays_in_sqlite("healing_rating", columns=_RATED, words=_RATING),
)
POSTGRESQL = (
    *stays_in_postgresql("healing_answer", words=_ANSWER),
    *stays_in_postgresql("healing_rating", words=_RATING),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
