"""What keeps in the database itself why a treatment was allowed, whoever writes to it.

It goes only with a treatment that is taken back, or with a person who is being erased: whoever
erases sets ``patients_patient.erased_at`` first, in the same transaction.
"""

from percuta_clinic.audit.triggers import adding

_MAY_GO = """NEW.cleared IS NULL AND (NEW.treatment_began_at IS NULL OR EXISTS (
      SELECT 1 FROM patients_patient p WHERE p.id = OLD.patient_id AND p.erased_at IS NOT NULL))"""
_WORDS = "what made a treatment allowed is never changed"

SQLITE = (
    f"""CREATE TRIGGER booking_cleared_stays BEFORE UPDATE ON booking_visit
    WHEN OLD.cleared IS NOT NULL AND NEW.cleared IS NOT OLD.cleared AND NOT ({_MAY_GO})
    BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION booking_cleared_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.cleared IS NOT NULL AND NEW.cleared IS DISTINCT FROM OLD.cleared
         AND NOT ({_MAY_GO}) THEN
        RAISE EXCEPTION '{_WORDS}';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER booking_cleared_stays BEFORE UPDATE ON booking_visit
    FOR EACH ROW EXECUTE FUNCTION booking_cleared_refuse()""",
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
