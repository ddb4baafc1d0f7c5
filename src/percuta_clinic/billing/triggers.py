"""What keeps the ledger as it was written, in the database itself.

No row ever goes. A row may move to another record, as when two records of one person are merged.
When somebody is erased the amounts stay, as the law on books asks, and only the words that may say
something about the person may change: whoever erases sets ``patients_patient.erased_at`` first.
"""

from collections.abc import Iterable, Iterator

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import ERASED, calls, changed, refusal

_WORDS = "the ledger is only added to"
_OF_PACKAGE = """EXISTS (SELECT 1 FROM billing_package b JOIN patients_patient p
      ON p.id = b.patient_id WHERE b.id = OLD.package_id AND p.erased_at IS NOT NULL)"""
_BACK = ("given_back_at", "given_back_why", "given_back_by")
# Of each table: what is never changed, what is blanked when somebody is erased, and whose row it is
_TABLES = {
    "billing_charge": (
        "id visit_id package_id kind amount currency due_on by_id by_name at once",
        "why",
        ERASED,
    ),
    "billing_payment": (
        "id number amount currency how by_id by_name at once",
        "reference",
        ERASED,
    ),
    "billing_reversal": (
        "id charge_id payment_id what amount currency how by_id by_name at once",
        "why",
        ERASED,
    ),
    "billing_package": (
        "id kind_id service_id name sessions price currency sold_on first_until by_id by_name at "
        "once",
        "",
        ERASED,
    ),
    "billing_termsagreed": (
        "id visit_id terms_id text digest currency cancel_hours deposit late_fee missed_fee how "
        "by_id by_name at",
        "",
        ERASED,
    ),
    "billing_packagestep": ("id package_id until by_name at", "why", _OF_PACKAGE),
    "billing_allocation": ("id payment_id charge_id amount at", "", ""),
    "billing_terms": (
        "id service_id version follows_general currency cancel_hours deposit deposit_percent "
        "late_fee late_percent missed_fee missed_percent made_by made_at",
        "",
        "",
    ),
}
_USE = ("id", "package_id", "visit_id", "slot", "out_of", "by_name", "at")


def _other(columns: Iterable[str]) -> str:
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)


def _stays(table: str, when: str) -> Iterator[str]:
    yield f"""CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}
    WHEN {when} {refusal(_WORDS)}"""
    yield f"""CREATE TRIGGER {table}_remains BEFORE DELETE ON {table} {refusal(_WORDS)}"""


def _refuses(table: str, when: str) -> Iterator[str]:
    yield f"""CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{_WORDS}'; END IF;
      IF {when} THEN RAISE EXCEPTION '{_WORDS}'; END IF;
      RETURN NEW;
    END $$"""
    yield calls(table)


def _sqlite() -> Iterator[str]:
    for table, (fixed, blanked, whose) in _TABLES.items():
        loose = f" OR ({changed(blanked.split())}) AND NOT {whose}" if blanked else ""
        yield from _stays(table, f"{changed(fixed.split())}{loose}")
    again = f"OLD.given_back_at IS NOT NULL AND ({changed(_BACK[:1] + _BACK[2:])})"
    words = f"({changed(['why'])} OR OLD.given_back_at IS NOT NULL AND {changed(_BACK[1:2])})"
    when = f"{changed(_USE)} OR {again} OR {words} AND NOT {_OF_PACKAGE}"
    yield from _stays("billing_packageuse", when)


def _postgresql() -> Iterator[str]:
    for table, (fixed, blanked, whose) in _TABLES.items():
        loose = f" OR ({_other(blanked.split())}) AND NOT {whose}" if blanked else ""
        yield from _refuses(table, f"{_other(fixed.split())}{loose}")
    again = f"OLD.given_back_at IS NOT NULL AND ({_other(_BACK[:1] + _BACK[2:])})"
    words = f"({_other(['why'])} OR OLD.given_back_at IS NOT NULL AND {_other(_BACK[1:2])})"
    when = f"{_other(_USE)} OR {again} OR {words} AND NOT {_OF_PACKAGE}"
    yield from _refuses("billing_packageuse", when)


_TAX = ("tax_name", "tax_percent")
_FIRST = tuple(_sqlite())
_OF_TAX = (
    f"""CREATE TRIGGER billing_payment_tax_stays BEFORE UPDATE ON billing_payment
    WHEN {changed(_TAX)} {refusal(_WORDS)}""",
)
_OF_TAX_POSTGRESQL = (
    f"""CREATE FUNCTION billing_payment_tax_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF {_other(_TAX)} THEN RAISE EXCEPTION '{_WORDS}'; END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER billing_payment_tax_stays BEFORE UPDATE ON billing_payment
    FOR EACH ROW EXECUTE FUNCTION billing_payment_tax_refuse()""",
)
SQLITE = (*_FIRST, *_OF_TAX)

add = adding(sqlite=_FIRST, postgresql=tuple(_postgresql()))
add_tax = adding(sqlite=_OF_TAX, postgresql=_OF_TAX_POSTGRESQL)
