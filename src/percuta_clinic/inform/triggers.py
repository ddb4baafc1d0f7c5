"""What keeps published versions as they were, in the database itself."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import calls, refusal

_KEPT = "a published text is never changed"

SQLITE = (
    f"""CREATE TRIGGER inform_articleversion_stays BEFORE UPDATE ON inform_articleversion
    {refusal(_KEPT)}""",
    f"""CREATE TRIGGER inform_articleversion_remains BEFORE DELETE ON inform_articleversion
    {refusal(_KEPT)}""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION inform_articleversion_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '{_KEPT}';
    END $$""",
    calls("inform_articleversion"),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
