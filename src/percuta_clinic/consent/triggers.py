"""What makes signed consents, withdrawals and texts in use unchangeable in the database itself.

A consent may move to another record, as when two records of one person are merged; it goes only
with somebody who is being erased. A text is put in use once, and is never changed or deleted. What
was put before a patient stays as it was from the moment it is signed: text, sheet, zones, device,
whether for a test area only, who signs, what was asked and what was answered.
"""

from collections.abc import Iterable

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import (
    calls,
    changed,
    erased_above,
    refusal,
    remains_in_sqlite,
    stays_in_postgresql,
)

_CONSENT = (
    "id, offer_id, kind, service_id, text_id, text_version, sheet_digest, answers, levels, signer, "
    "signer_name, signer_relation, way, signature, how, with_staff, signed_at, digest, pdf_id"
)
_TEXT = "id, kind, service_id, version, title, body, statements, made_by, made_at"
_CONSENT_ERASED = erased_above("consent_consent", "consent_id")
_OFFER = (
    *("id", "kind", "service_id", "text_id", "sheet", "sheet_digest", "zones", "device"),
    *("made_at", "made_by", "opened_at"),
)
_OFFER_SIGNED = "EXISTS (SELECT 1 FROM consent_consent c WHERE c.offer_id = OLD.id)"
_SIGNED, _TEXT_KEPT = "a signed consent is never changed", "a text of a consent is never changed"


def _other(columns: Iterable[str]) -> str:
    """Whether any of these columns would become another, in PostgreSQL."""
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)


SQLITE = (
    f"""CREATE TRIGGER consent_consent_stays BEFORE UPDATE OF {_CONSENT} ON consent_consent
    {refusal(_SIGNED)}""",
    remains_in_sqlite("consent_consent", words=_SIGNED),
    f"""CREATE TRIGGER consent_withdrawal_stays BEFORE UPDATE ON consent_withdrawal
    {refusal(_SIGNED)}""",
    remains_in_sqlite("consent_withdrawal", words=_SIGNED, erased=_CONSENT_ERASED),
    f"""CREATE TRIGGER consent_text_stays BEFORE UPDATE OF {_TEXT} ON consent_consenttext
    {refusal(_TEXT_KEPT)}""",
    f"""CREATE TRIGGER consent_text_in_use BEFORE UPDATE ON consent_consenttext
    WHEN OLD.used_at IS NOT NULL {refusal(_TEXT_KEPT)}""",
    f"""CREATE TRIGGER consent_text_remains BEFORE DELETE ON consent_consenttext
    {refusal(_TEXT_KEPT)}""",
)
POSTGRESQL = (
    *stays_in_postgresql("consent_consent", words=_SIGNED),
    f"""CREATE FUNCTION consent_withdrawal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND {_CONSENT_ERASED} THEN RETURN OLD; END IF;
      RAISE EXCEPTION '{_SIGNED}';
    END $$""",
    f"""CREATE FUNCTION consent_text_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND OLD.used_at IS NULL
         AND to_jsonb(OLD) - 'used_at' - 'used_by' - 'renews'
           = to_jsonb(NEW) - 'used_at' - 'used_by' - 'renews' THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '{_TEXT_KEPT}';
    END $$""",
    calls("consent_withdrawal"),
    """CREATE TRIGGER consent_text_stays BEFORE UPDATE OR DELETE ON consent_consenttext
    FOR EACH ROW EXECUTE FUNCTION consent_text_refuse()""",
)

OFFER_SQLITE = (
    f"""CREATE TRIGGER consent_offer_stays BEFORE UPDATE ON consent_offer
    WHEN {_OFFER_SIGNED} AND ({changed(_OFFER)}) {refusal(_SIGNED)}""",
)
OFFER_POSTGRESQL = (
    f"""CREATE FUNCTION consent_offer_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {_OFFER_SIGNED} AND ({_other(_OFFER)}) THEN
        RAISE EXCEPTION '{_SIGNED}';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER consent_offer_stays BEFORE UPDATE ON consent_offer
    FOR EACH ROW EXECUTE FUNCTION consent_offer_refuse()""",
)

_QUESTION = ("id", "offer_id", "text", "asked_at")
_ASKED_OF_SIGNED = "EXISTS (SELECT 1 FROM consent_consent c WHERE c.offer_id = OLD.offer_id)"
_ASKED_LATER = _ASKED_OF_SIGNED.replace("OLD", "NEW")

QUESTION_SQLITE = (
    f"""CREATE TRIGGER consent_offer_signer BEFORE UPDATE ON consent_offer
    WHEN {_OFFER_SIGNED} AND OLD.guardian_id IS NOT NEW.guardian_id {refusal(_SIGNED)}""",
    f"""CREATE TRIGGER consent_question_comes BEFORE INSERT ON consent_question
    WHEN {_ASKED_LATER} {refusal(_SIGNED)}""",
    f"""CREATE TRIGGER consent_question_stays BEFORE UPDATE ON consent_question
    WHEN {_ASKED_LATER} AND OLD.offer_id IS NOT NEW.offer_id
      OR {_ASKED_OF_SIGNED} AND (OLD.answered_at IS NOT NULL OR {changed(_QUESTION)})
    {refusal(_SIGNED)}""",
    f"""CREATE TRIGGER consent_question_remains BEFORE DELETE ON consent_question
    WHEN {_ASKED_OF_SIGNED} {refusal(_SIGNED)}""",
)
QUESTION_POSTGRESQL = (
    f"""CREATE FUNCTION consent_offer_signer_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {_OFFER_SIGNED} AND OLD.guardian_id IS DISTINCT FROM NEW.guardian_id THEN
        RAISE EXCEPTION '{_SIGNED}';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER consent_offer_signer BEFORE UPDATE ON consent_offer
    FOR EACH ROW EXECUTE FUNCTION consent_offer_signer_refuse()""",
    f"""CREATE FUNCTION consent_question_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF {_ASKED_OF_SIGNED} THEN RAISE EXCEPTION '{_SIGNED}'; END IF;
        RETURN OLD;
      END IF;
      IF TG_OP = 'UPDATE' THEN
        IF {_ASKED_OF_SIGNED} AND (OLD.answered_at IS NOT NULL OR {_other(_QUESTION)}) THEN
          RAISE EXCEPTION '{_SIGNED}';
        END IF;
        IF OLD.offer_id = NEW.offer_id THEN RETURN NEW; END IF;
      END IF;
      IF {_ASKED_LATER} THEN RAISE EXCEPTION '{_SIGNED}'; END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER consent_question_stays BEFORE INSERT OR UPDATE OR DELETE ON consent_question
    FOR EACH ROW EXECUTE FUNCTION consent_question_refuse()""",
)

TEST_AREA_SQLITE = (
    f"""CREATE TRIGGER consent_offer_test_area BEFORE UPDATE ON consent_offer
    WHEN {_OFFER_SIGNED} AND OLD.is_test_area IS NOT NEW.is_test_area {refusal(_SIGNED)}""",
)
TEST_AREA_POSTGRESQL = (
    f"""CREATE FUNCTION consent_offer_test_area_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {_OFFER_SIGNED} AND OLD.is_test_area IS DISTINCT FROM NEW.is_test_area THEN
        RAISE EXCEPTION '{_SIGNED}';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER consent_offer_test_area BEFORE UPDATE ON consent_offer
    FOR EACH ROW EXECUTE FUNCTION consent_offer_test_area_refuse()""",
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
add_offer = adding(sqlite=OFFER_SQLITE, postgresql=OFFER_POSTGRESQL)
add_question = adding(sqlite=QUESTION_SQLITE, postgresql=QUESTION_POSTGRESQL)
add_test_area = adding(sqlite=TEST_AREA_SQLITE, postgresql=TEST_AREA_POSTGRESQL)
