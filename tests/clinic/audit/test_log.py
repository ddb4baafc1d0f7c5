"""The log is written once, sealed in chains, and gives away who touched it."""

import pytest
from django.db import DatabaseError, connection, transaction

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.models import Entry, Seal, Sealed
from percuta_clinic.audit.services import housekeeping, record, seal_log, verify_log

pytestmark = pytest.mark.django_db


def write(*actions: str) -> list[Entry]:
    return [record(by=SYSTEM, action=action, fields=("name",)) for action in actions]


def by_force(*statements: str) -> None:
    """What somebody with the database's own tools could do, triggers taken off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            for name in ("audit_entry_stays", "audit_entry_remains", "audit_seal_remains"):
                cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = origin")


def test_entries_refuse_to_be_changed_in_python() -> None:
    (entry,) = write("chart.opened")
    entry.action = "nothing.happened"
    with pytest.raises(Sealed):
        entry.save()
    with pytest.raises(Sealed):
        entry.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'nothing'",
        "UPDATE audit_entry SET actor_name = 'somebody else'",
        "DELETE FROM audit_entry",
        "UPDATE audit_seal SET count = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_refuses_to_change_the_log(statement: str) -> None:
    write("chart.opened", "chart.opened")
    housekeeping()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
def test_no_row_is_put_in_the_place_of_another(table: str) -> None:
    """A way round triggers on deletion that only SQLite has."""
    write("chart.opened")
    housekeeping()
    if connection.vendor != "sqlite":
        return
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_an_untouched_log_has_no_faults() -> None:
    write("chart.opened", "note.signed")
    housekeeping()
    write("visit.booked")
    verdict = verify_log()
    assert verdict.faults == ()
    assert (verdict.seals, verdict.entries, verdict.unsealed) == (1, 2, 1)


def test_sealing_nothing_makes_no_seal() -> None:
    assert seal_log() is None
    assert not Seal.objects.exists()


def test_an_edited_entry_is_found() -> None:
    first, _ = write("chart.opened", "note.signed")
    housekeeping()
    by_force(f"UPDATE audit_entry SET actor_name = 'Eve' WHERE id = {first.pk}")
    (fault,) = verify_log().faults
    assert "changed after it was sealed" in fault


def test_a_removed_entry_is_found() -> None:
    first, _ = write("chart.opened", "note.signed")
    housekeeping()
    by_force(f"DELETE FROM audit_entry WHERE id = {first.pk}")
    (fault,) = verify_log().faults
    assert "holds 1 entries where 2 were sealed" in fault


def test_an_end_that_was_cut_off_is_found() -> None:
    write("chart.opened")
    housekeeping()
    write("note.signed")
    last = seal_log()
    assert last is not None
    by_force(
        f"DELETE FROM audit_entry WHERE seal_id = {last.pk}",
        f"DELETE FROM audit_seal WHERE id = {last.pk}",
    )
    (fault,) = verify_log().faults
    assert "its end was cut off" in fault
