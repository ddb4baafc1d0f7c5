"""A signed note stays as it was; what changes later is added with its reason."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.config.ids import new_id
from percuta_clinic.drafts.models import Draft
from percuta_clinic.drafts.services import Stale, draft_save
from percuta_clinic.patients.differences import differences
from percuta_clinic.patients.models import Note, NoteText, Patient
from percuta_clinic.patients.notes import (
    AmendedMeanwhile,
    SignedAlready,
    digest_of,
    note_amend,
    note_sign,
)
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account

DAY = date(2026, 5, 3)


def signed(
    house: House, text: str = "Even redness.", *, key: UUID | None = None, version: int = 0
) -> Note:
    return note_sign(
        by=house.sina,
        patient=house.amara,
        text=text,
        about=DAY,
        draft=(key or new_id(), version),
    )


def drafted(house: House, text: str, version: int = 0) -> Draft:
    return draft_save(
        account=house.sina,
        form="note",
        subject=str(house.amara.pk),
        values={"text": text},
        version=version,
    )


def test_signing_locks_text_author_and_time_under_a_fingerprint(house: House) -> None:
    (text,) = signed(house).texts.all()
    assert (text.number, text.text, text.author_name) == (1, "Even redness.", "Sina Sommer")
    assert digest_of(text) == text.digest
    for name, other in (("text", "x"), ("author_name", "x"), ("signed_at", timezone.now())):
        changed = NoteText.objects.get()
        setattr(changed, name, other)
        assert digest_of(changed) != text.digest


def test_signing_is_written_down_without_the_words(house: House) -> None:
    note = signed(house)
    entry = Entry.objects.get(action="note.signed")
    assert (entry.subject_id, entry.patient_id) == (str(note.pk), house.amara.pk)
    assert "redness" not in str(entry.fields) + entry.reason


def test_signing_ends_the_draft(house: House) -> None:
    draft = drafted(house, "Even redness.")
    signed(house, key=draft.pk, version=1)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("text", ["", "  \r\n\t ", "\x00"])
def test_an_empty_note_is_refused(house: House, text: str) -> None:
    with pytest.raises(ValidationError):
        signed(house, text)
    assert not Note.objects.exists()


def test_a_second_click_signs_nothing_more(house: House) -> None:
    key = new_id()
    assert signed(house, key=key) == signed(house, key=key)
    assert (NoteText.objects.count(), Entry.objects.filter(action="note.signed").count()) == (1, 1)


def test_a_draft_signed_before_with_other_words_says_so(house: House) -> None:
    key = new_id()
    signed(house, "One.", key=key)
    with pytest.raises(SignedAlready):
        signed(house, "Another.", key=key)
    assert NoteText.objects.get().text == "One."


def test_nobody_signs_under_the_name_of_another_note(house: House) -> None:
    note = signed(house)
    with pytest.raises(NotYours):
        note_sign(by=house.dora, patient=house.bea, text="x", about=DAY, draft=(note.pk, 0))


def test_a_newer_draft_elsewhere_stops_the_signature(house: House) -> None:
    drafted(house, "Old.")
    newer = drafted(house, "New.", 1)
    with pytest.raises(Stale) as stale:
        signed(house, "Old.", key=newer.pk, version=1)
    assert stale.value.kept.values == {"text": "New."}
    assert not Note.objects.exists()


def test_an_amendment_leaves_the_original_readable(house: House) -> None:
    note = signed(house, "Lot A11.")
    note_amend(by=house.dora, note=note, text="Lot A12.", reason="wrong lot", seen=1)
    first, second = note.texts.all()
    assert (first.text, first.author_name) == ("Lot A11.", "Sina Sommer")
    assert (second.text, second.author_name, second.reason) == (
        "Lot A12.",
        "Dora Doktor",
        "wrong lot",
    )


def test_an_amendment_needs_a_reason_and_a_change(house: House) -> None:
    note = signed(house)
    for text, reason in (("Other.", " "), ("", "why"), ("Even redness.", "why")):
        with pytest.raises(ValidationError):
            note_amend(by=house.sina, note=note, text=text, reason=reason, seen=1)
    assert note.texts.count() == 1


def test_whoever_amends_second_is_told_of_the_first(house: House) -> None:
    note = signed(house)
    note_amend(by=house.dora, note=note, text="Dora's.", reason="seen again", seen=1)
    with pytest.raises(AmendedMeanwhile) as meanwhile:
        note_amend(by=house.sina, note=note, text="Sina's.", reason="forgot", seen=1)
    assert meanwhile.value.newest.text == "Dora's."


def test_amending_twice_by_double_click_adds_one_text(house: House) -> None:
    note = signed(house)
    for _ in range(2):
        note_amend(by=house.sina, note=note, text="More.", reason="forgot", seen=1)
    assert note.texts.count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patients_notetext SET text = 'nothing happened'",
        "UPDATE patients_notetext SET author_name = 'somebody else'",
        "DELETE FROM patients_notetext",
        "UPDATE patients_note SET about = '2020-01-01'",
    ],
)
def test_the_database_refuses_to_change_a_signed_note(house: House, statement: str) -> None:
    signed(house)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_note_cannot_be_deleted_while_its_person_is_not_erased(house: House) -> None:
    note = signed(house)
    with pytest.raises(DatabaseError), transaction.atomic():
        note.delete()


def test_erasing_a_person_takes_the_notes_along(house: House) -> None:
    note = signed(house)
    note_amend(by=house.sina, note=note, text="More.", reason="forgot", seen=1)
    Patient.objects.filter(pk=house.amara.pk).update(erased_at=timezone.now())
    note.delete()
    assert not NoteText.objects.exists()


def test_merging_may_move_a_note_to_another_record(house: House) -> None:
    signed(house)
    Note.objects.update(patient=house.bea)
    assert house.bea.notes.count() == 1


def test_differences_are_shown_word_by_word() -> None:
    found = [
        (piece.state, piece.text) for piece in differences("lot A11 used", "lot A12 used here")
    ]
    assert found == [
        ("same", "lot "),
        ("gone", "A11"),
        ("new", "A12"),
        ("same", " used"),
        ("new", " here"),
    ]


def test_another_kind_of_line_end_is_no_difference() -> None:
    assert [piece.state for piece in differences("one\ntwo", "one\r\ntwo")] == ["same"]


def at_once(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    def guarded(act: Callable[[], object]) -> object:
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(guarded, (first, second)))


def amends(note: Note, by: Account, text: str) -> Callable[[], object]:
    return lambda: note_amend(by=by, note=note, text=text, reason="why", seen=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_amending_at_once_one_is_told(house: House) -> None:
    note = signed(house)
    found = at_once(amends(note, house.sina, "Sina's."), amends(note, house.dora, "Dora's."))
    assert sorted(type(one).__name__ for one in found) == ["AmendedMeanwhile", "NoteText"]
    assert note.texts.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_sign_one_note(house: House) -> None:
    key = new_id()
    found = at_once(lambda: signed(house, key=key), lambda: signed(house, key=key))
    assert [getattr(one, "pk", one) for one in found] == [key, key]
    assert NoteText.objects.count() == 1
