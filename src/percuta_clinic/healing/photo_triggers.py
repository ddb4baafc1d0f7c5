"""What keeps with which answer a photograph was sent, in the database itself.

A photograph may be let go: where two records are parted again, it may be of the other person.
"""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import ERASED, calls, changed, refusal, remains_in_sqlite

_TABLE, _WORDS = "healing_answerphoto", "with which answer a photograph was sent is never changed"
_KEPT = ("id", "answer_id", "at")
_ANOTHER = "(NEW.photo_id IS NOT NULL AND OLD.photo_id IS NOT NEW.photo_id)"

SQLITE = (
    f"""CREATE TRIGGER {_TABLE}_stays BEFORE UPDATE ON {_TABLE}
    WHEN {changed(_KEPT)} OR {_ANOTHER}
    {refusal(_WORDS)}""",
    remains_in_sqlite(_TABLE, words=_WORDS),
)
POSTGRESQL = (
    f"""CREATE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
      IF TG_OP = 'UPDATE'
        AND (OLD.id, OLD.answer_id, OLD.at) = (NEW.id, NEW.answer_id, NEW.at)
        AND (NEW.photo_id IS NULL OR NEW.photo_id = OLD.photo_id)
      THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_WORDS}';
    END $$""",
    calls(_TABLE),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
