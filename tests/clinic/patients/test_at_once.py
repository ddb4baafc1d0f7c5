"""Two people at one record at the same time: one wins, the other is told, nothing is lost."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from clinic.patients.conftest import BORN
from clinic.people_here import House
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Merge, Note, Patient
from percuta_clinic.patients.queries import turns_of
from percuta_clinic.patients.services import Stale, held_kept, patient_change, patient_enter

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Does all at the same time, each over its own connection; errors are results too."""
    gate = Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(index: int) -> None:
        gate.wait()
        try:
            results[index] = acts[index]()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_of_two_changes_at_once_exactly_one_wins(house: House) -> None:
    def change(phone: str) -> Callable[[], Patient]:
        return lambda: patient_change(
            by=house.fred, patient=house.amara, version=1, details={"phone": phone}
        )

    results = at_once(change("030 1"), change("030 2"), change("030 3"))
    won = [one for one in results if isinstance(one, Patient)]
    told = [one for one in results if isinstance(one, Stale)]
    assert (len(won), len(told)) == (1, 2)
    house.amara.refresh_from_db()
    assert (house.amara.phone, house.amara.version) == (won[0].phone, 2)
    assert len(turns_of(house.amara)) == 2
    assert all(one.current.phone == won[0].phone for one in told)


def test_a_note_added_during_a_merge_is_not_lost(house: House) -> None:
    def add_note(patient: Patient) -> Note:
        with transaction.atomic():
            return Note.objects.create(patient=held_kept(patient.pk), about=BORN)

    for _ in range(4):
        twin = patient_enter(
            by=house.fred, details={"given_name": "Amara", "family_name": "Okafor"}
        )
        made, *notes = at_once(
            partial(merge, by=house.fred, keep=house.amara, gone=twin),
            partial(add_note, twin),
            partial(add_note, twin),
        )
        assert isinstance(made, Merge)
        assert {Note.objects.get(pk=note.pk).patient_id for note in notes} == {house.amara.pk}


def test_of_two_merges_at_once_exactly_one_happens(house: House) -> None:
    results = at_once(
        lambda: merge(by=house.fred, keep=house.amara, gone=house.bea),
        lambda: merge(by=house.dora, keep=house.bea, gone=house.amara),
    )
    assert sum(isinstance(one, Merge) for one in results) == 1
    assert Patient.objects.exclude(merged_into=None).count() == 1
