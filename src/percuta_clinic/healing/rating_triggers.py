"""What keeps what a patient was told as it was written; PostgreSQL guards the whole row already."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import refusal

_WORDS = "what a patient was told is never changed"

SQLITE = (
    f"""CREATE TRIGGER healing_rating_told_stays BEFORE UPDATE ON healing_rating
    WHEN OLD.told IS NOT NEW.told {refusal(_WORDS)}""",
)

add = adding(sqlite=SQLITE, postgresql=())
