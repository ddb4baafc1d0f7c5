"""Signing and amending on the pages: nothing is signed that the signer did not see."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.config.ids import new_id
from percuta_clinic.drafts.models import Draft
from percuta_clinic.drafts.services import draft_save
from percuta_clinic.patients.models import Note, NoteText
from percuta_clinic.patients.notes import note_amend, note_sign

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def given(**changed: object) -> dict[str, object]:
    return {
        "text": "Even redness.",
        "about": "2026-05-03",
        "note": new_id(),
        "version": 0,
    } | changed


def sign(client: Client, house: House, **changed: object) -> "Answer":
    return client.post(f"/patients/{house.amara.pk}/notes/sign/", given(**changed))


def signed(house: House) -> Note:
    answer = sign(SignedIn(house.sina), house)
    assert answer.status_code == 302
    return Note.objects.get()


def drafted(house: House, text: str, version: int = 0) -> Draft:
    return draft_save(
        account=house.sina,
        form="note",
        subject=str(house.amara.pk),
        values={"text": text},
        version=version,
    )


def test_a_note_is_signed_from_the_chart(house: House) -> None:
    note = signed(house)
    assert (note.patient, str(note.about)) == (house.amara, "2026-05-03")
    assert note.texts.get().author == house.sina


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": "  \n "}, "The note is empty"),
        ({"about": "2999-01-01"}, "still to come"),
        ({"about": "soon"}, "Enter a valid date"),
    ],
)
def test_a_refused_note_keeps_what_was_typed(
    house: House, changed: dict[str, str], words: str
) -> None:
    answer = sign(SignedIn(house.sina), house, **changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Note.objects.exists()
    if "text" not in changed:
        assert "Even redness." in answer.content.decode()


def test_every_way_to_read_a_note_is_written_down(house: House) -> None:
    note, client = signed(house), SignedIn(house.dora)
    client.get(f"/notes/{note.pk}/")
    client.get(f"/notes/{note.pk}/amend/")
    sign(client, house, text=" ")
    found = Entry.objects.filter(actor_name="Dora Doktor").order_by("id")
    assert [entry.action for entry in found] == ["note.opened", "note.opened", "chart.opened"]


def test_a_draft_is_there_when_the_chart_is_opened_again(house: House) -> None:
    drafted(house, "Half a sentence")
    shown = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/").content.decode()
    assert "Half a sentence" in shown
    assert "Unfinished text of" in shown
    assert "Unsigned note of" in shown
    other = SignedIn(house.dora).get(f"/patients/{house.amara.pk}/").content.decode()
    assert "Half a sentence" not in other


def test_signing_an_older_text_than_the_draft_shows_both(house: House) -> None:
    drafted(house, "Old words.")
    newer = drafted(house, "New words.", 1)
    client = SignedIn(house.sina)
    answer = sign(client, house, text="Old words.", note=newer.pk, version=1)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert ">Old</ins>" in shown
    assert ">New</ins>" in shown
    assert not Note.objects.exists()
    assert sign(client, house, text="Both.", note=newer.pk, version=2).status_code == 302
    assert NoteText.objects.get().text == "Both."


def test_other_words_under_a_signed_draft_become_an_amendment(house: House) -> None:
    note, client = signed(house), SignedIn(house.sina)
    answer = sign(client, house, note=note.pk, text="Other words.")
    assert answer.status_code == 409
    assert "signed already, with other words" in answer.content.decode()
    assert "Other words." in answer.content.decode()
    assert NoteText.objects.count() == 1


def test_an_amendment_is_signed_with_its_reason(house: House) -> None:
    note, client = signed(house), SignedIn(house.dora)
    address = f"/notes/{note.pk}/amend/"
    assert "Even redness." in client.get(address).content.decode()
    answer = client.post(address, {"text": "More.", "reason": "forgot", "seen": 1})
    assert answer.headers["Location"] == f"/patients/{house.amara.pk}/"
    shown = client.get(f"/notes/{note.pk}/").content.decode()
    assert "<ins>More</ins>" in shown
    assert "reason: forgot" in shown
    assert shown.count("matches text, author and time") == 2


def test_an_amendment_without_a_reason_keeps_its_text(house: House) -> None:
    note = signed(house)
    answer = SignedIn(house.dora).post(f"/notes/{note.pk}/amend/", {"text": "More.", "seen": 1})
    assert answer.status_code == 422
    assert "Say why the note is amended" in answer.content.decode()
    assert "More." in answer.content.decode()


def test_whoever_amends_second_sees_both_texts_and_may_go_on(house: House) -> None:
    note, client = signed(house), SignedIn(house.sina)
    note_amend(by=house.dora, note=note, text="Dora wrote.", reason="seen again", seen=1)
    sent = {"text": "Sina wrote.", "reason": "forgot", "seen": 1}
    answer = client.post(f"/notes/{note.pk}/amend/", sent)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "amended in the meantime" in shown
    assert "Dora wrote." in shown
    assert "Sina wrote." in shown
    seen = answer.context["form"]["seen"].value()
    assert client.post(f"/notes/{note.pk}/amend/", sent | {"seen": seen}).status_code == 302
    assert note.texts.count() == 3


def test_the_page_with_both_texts_goes_on_with_the_draft(house: House) -> None:
    note, client = signed(house), SignedIn(house.sina)
    kept = {"text": "Sina wrote.", "reason": "forgot", "seen": "1"}
    draft_save(account=house.sina, form="amendment", subject=str(note.pk), values=kept, version=0)
    note_amend(by=house.dora, note=note, text="Dora wrote.", reason="seen again", seen=1)
    answer = client.post(f"/notes/{note.pk}/amend/", kept)
    assert answer.status_code == 409
    assert 'data-version="1"' in answer.content.decode()


def test_a_kept_amendment_still_knows_what_it_was_written_against(house: House) -> None:
    note = signed(house)
    kept = {"text": "Sina wrote.", "reason": "forgot", "seen": "1"}
    draft_save(account=house.sina, form="amendment", subject=str(note.pk), values=kept, version=0)
    note_amend(by=house.dora, note=note, text="Dora wrote.", reason="seen again", seen=1)
    form = SignedIn(house.sina).get(f"/notes/{note.pk}/amend/").context["form"]
    assert form["seen"].value() == "1"


def test_a_text_changed_past_the_clinic_is_shown_as_such(house: House) -> None:
    note = note_sign(
        by=house.sina,
        patient=house.amara,
        text="As signed.",
        about=date(2026, 5, 3),
        draft=(new_id(), 0),
    )
    first = note.texts.get()
    NoteText(
        note=note, number=2, text="x", author=house.sina, author_name="x", digest=first.digest
    ).save()
    shown = SignedIn(house.sina).get(f"/notes/{note.pk}/").content.decode()
    assert "The fingerprint does not match" in shown


def test_whoever_signs_in_again_comes_back_to_the_chart(house: House) -> None:
    answer = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/notes/sign/")
    assert answer.headers["Location"] == f"/patients/{house.amara.pk}/"
