"""What keeps a review, its patient's part and a decision as they were, in the database itself."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import stays_in_postgresql, stays_in_sqlite

_WORDS = "a review is amended, never changed"
_OF = ("id", "plan_id", "after", "number")
_BY = ("at", "by_id", "by_name")
_TABLES = {
    "review_review": (*_OF, "scores", "gais", "note", "why", "seen_on", *_BY),
    "review_ownreview": (*_OF, "gais", "satisfaction", "again", "words", "way", "at"),
    "review_coursedecision": ("id", "plan_id", "what", "why", "shown", *_BY),
}

SQLITE = tuple(
    statement
    for table, columns in _TABLES.items()
    for statement in stays_in_sqlite(table, columns=columns, words=_WORDS)
)
POSTGRESQL = tuple(
    statement for table in _TABLES for statement in stays_in_postgresql(table, words=_WORDS)
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
