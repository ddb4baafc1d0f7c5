"""What is typed is saved for its writer alone, and never over something newer."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.drafts.models import Draft
from percuta_clinic.drafts.services import sweep_discarded
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.notes import note_sign

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def save(client: Client, house: House, text: str, *, version: int = 0) -> "Answer":
    return send(client, house, {"version": version, "values": {"text": text}})


def send(client: Client, house: House, body: dict[str, object]) -> "Answer":
    address = f"/drafts/note/{house.amara.pk}/"
    return client.post(address, body, "application/json", headers={"X-Percuta": "1"})


def test_a_draft_is_saved_and_says_when(house: House) -> None:
    told = save(SignedIn(house.sina), house, "Half").json()
    draft = Draft.objects.get()
    assert (told["version"], told["id"], draft.values) == (1, str(draft.pk), {"text": "Half"})
    assert len(told["saved_at"]) == 5


def test_a_plain_form_is_saved_as_well(house: House) -> None:
    sent = {"version": 0, "text": "Half", "csrfmiddlewaretoken": "x", "note": str(new_id())}
    SignedIn(house.sina).post(f"/drafts/note/{house.amara.pk}/", sent)
    assert Draft.objects.get().values == {"text": "Half"}


def test_a_stale_save_changes_nothing_and_returns_both(house: House) -> None:
    client = SignedIn(house.sina)
    save(client, house, "One")
    save(client, house, "Two", version=1)
    answer = save(client, house, "Old", version=1)
    told = answer.json()
    assert answer.status_code == 409
    assert (told["kept"]["values"], told["yours"]) == ({"text": "Two"}, {"text": "Old"})
    assert told["kept"]["version"] == 2
    assert Draft.objects.get().values == {"text": "Two"}


def test_the_same_words_again_are_no_conflict(house: House) -> None:
    client = SignedIn(house.sina)
    save(client, house, "One")
    assert save(client, house, "One").status_code == 200


def test_drafts_of_two_people_do_not_meet(house: House) -> None:
    save(SignedIn(house.sina), house, "Sina's")
    assert save(SignedIn(house.dora), house, "Dora's").status_code == 200
    assert Draft.objects.count() == 2


@pytest.mark.parametrize("who", ["front desk", "owner", "no role", "patient", "wrong patient"])
def test_nobody_drafts_for_a_chart_they_cannot_open(house: House, who: str) -> None:
    client = SignedIn(house.everybody[who])
    assert save(client, house, "x").status_code == 404
    for rest in ("discard/", "take-back/"):
        assert client.post(f"/drafts/note/{house.amara.pk}/{rest}").status_code == 404
    assert not Draft.objects.exists()


def test_who_lost_the_right_to_a_chart_saves_no_more(house: House) -> None:
    client = SignedIn(house.sina)
    client.raise_request_exception = False
    save(client, house, "One")
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    assert save(client, house, "Two", version=1).status_code != 200
    assert Draft.objects.get().values == {"text": "One"}


def test_an_unknown_kind_of_draft_is_not_found(house: House) -> None:
    address = f"/drafts/nonsense/{house.amara.pk}/"
    assert SignedIn(house.sina).post(address, {"version": 0, "text": "x"}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"version": "x"},
        {"version": -1},
        {"version": 2**40},
        {"values": "text"},
        {"values": {"text": ["a"]}},
        {"values": {"n" * 41: "a"}},
        {"values": None},
    ],
)
def test_what_is_not_a_draft_is_refused(house: House, body: dict[str, object]) -> None:
    whole = {"version": 0, "values": {"text": "x"}} | body
    assert send(SignedIn(house.sina), house, whole).status_code == 400
    assert not Draft.objects.exists()


def test_a_script_that_is_signed_out_is_told_so(house: House) -> None:
    assert save(Client(), house, "x").status_code == 401


def test_a_discarded_draft_can_be_taken_back(house: House) -> None:
    client, chart = SignedIn(house.sina), f"/patients/{house.amara.pk}/"
    save(client, house, "Half a sentence")
    answer = client.post(f"/drafts/note/{house.amara.pk}/discard/")
    assert answer.headers["Location"] == chart
    shown = client.get(chart).content.decode()
    assert "You discarded a text of" in shown
    assert "Half a sentence" not in shown
    client.post(f"/drafts/note/{house.amara.pk}/take-back/")
    assert "Half a sentence" in client.get(chart).content.decode()


def test_taking_back_never_covers_something_new(house: House) -> None:
    client = SignedIn(house.sina)
    save(client, house, "Old")
    client.post(f"/drafts/note/{house.amara.pk}/discard/")
    save(client, house, "New")
    client.post(f"/drafts/note/{house.amara.pk}/take-back/")
    assert Draft.objects.get(dropped_at=None).values == {"text": "New"}


def test_only_what_was_discarded_long_ago_is_swept(house: House) -> None:
    client = SignedIn(house.sina)
    save(client, house, "Old")
    client.post(f"/drafts/note/{house.amara.pk}/discard/")
    save(client, house, "New")
    assert sweep_discarded(before=timezone.now() - timedelta(days=1)) == 0
    assert sweep_discarded(before=timezone.now() + timedelta(days=1)) == 1
    assert Draft.objects.get().values == {"text": "New"}


def test_a_draft_of_an_amendment_belongs_to_its_note(house: House) -> None:
    note = note_sign(
        by=house.sina,
        patient=house.amara,
        text="As signed.",
        about=date(2026, 5, 3),
        draft=(new_id(), 0),
    )
    client, address = SignedIn(house.dora), f"/drafts/amendment/{note.pk}/"
    client.post(address, {"version": 0, "text": "More", "reason": "", "seen": "1"})
    assert Draft.objects.get().values == {"text": "More", "reason": "", "seen": "1"}
    answer = client.post(f"{address}discard/")
    assert answer.headers["Location"] == f"/patients/{house.amara.pk}/"
    answer = client.post(f"{address}take-back/")
    assert answer.headers["Location"] == f"/notes/{note.pk}/amend/"
