"""What keeps with which answer a photograph was sent, in the database itself."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import stays_in_postgresql, stays_in_sqlite

_TABLE, _WORDS = "healing_answerphoto", "with which answer a photograph was sent is never changed"

SQLITE = stays_in_sqlite(_TABLE, columns=("id", "answer_id", "photo_id", "at"), words=_WORDS)
POSTGRESQL = stays_in_postgresql(_TABLE, words=_WORDS)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
