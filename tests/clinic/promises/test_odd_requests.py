"""Requests no page of ours would send: they are refused in words and never break anything."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.promises.things import things
from percuta_clinic.drafts.models import Draft
from percuta_clinic.patients.merging import merge, undo_merge
from percuta_clinic.patients.models import GlassBreak, Patient

LONG = "1" * 5000  # more digits than Python reads as a number
FAR = ["0001-01-01", "9999-12-31", "2024-02-30", "a\x00b"]


@pytest.mark.parametrize("day", FAR)
def test_no_day_is_too_far_away_to_look_at(house: House, day: str) -> None:
    desk, owner = SignedIn(house.fred), SignedIn(house.olga)
    assert desk.get(reverse("calendar"), {"day": day, "span": "week"}).status_code == 200
    asked = {"patient": f"{house.amara.pk}", "service": f"{house.talk.pk}", "first": day}
    assert desk.get(reverse("visit_new"), asked).status_code == 200
    for name in ("since", "until"):
        assert owner.get(reverse("audit"), {name: day}).status_code in (200, 422)


@pytest.mark.parametrize("day", FAR)
def test_a_visit_in_another_age_is_refused(house: House, day: str) -> None:
    path = f"{reverse('visit_new')}?patient={house.amara.pk}"
    given = {"service": house.talk.pk, "specialist": house.sina.pk, "room": house.room.pk}
    page = SignedIn(house.fred).post(path, given | {"day": day, "begins": "10:00"})
    assert page.status_code == 200
    assert not house.amara.visits.exists()


def test_a_place_in_the_course_before_all_time_is_no_place(house: House) -> None:
    place = "0001-01-01T00:00:00+14:00_" + "0" * 32
    path = reverse("chart", args=[house.amara.pk])
    assert SignedIn(house.dora).get(path, {"before": place}).status_code == 200


def test_numbers_of_five_thousand_digits_are_no_numbers(house: House) -> None:
    known = things(house)
    desk, lot = SignedIn(house.fred), known["stock/lots/"]["key"]
    given = {"version": LONG, "counted": "1", "reason": "why"}
    assert desk.post(reverse("stock_count", args=[lot]), given).status_code == 422
    details = {"version": LONG, "given_name": "A", "family_name": "B", "birth_unknown": "on"}
    details["sex"] = "female"
    edit = reverse("patient_edit", args=[house.amara.pk])
    assert desk.post(edit, details).status_code == 200
    assert SignedIn(house.olga).get(reverse("audit"), {"before": LONG}).status_code == 200


@pytest.mark.parametrize("onward", ["board2", "//evil.example/", "https://evil.example/", "x"])
def test_breaking_the_glass_leads_nowhere_else(house: House, onward: str) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    given = {"reason": "she fainted in the room", "next": onward}
    answer = SignedIn(house.sina).post(reverse("glass", args=[house.amara.pk]), given)
    assert answer.headers["Location"] == reverse("chart", args=[house.amara.pk])
    assert GlassBreak.objects.count() == 1


ODD_DRAFTS = [
    '{"values": {"text": "a"}, "version": 1e999}',
    '{"values": [[1, "a"]], "version": 0}',
    '{"values": {"a\\u0000": "b"}, "version": 0}',
    '{"values": {"\\ud800": "b"}, "version": 0}',
    "[" * 100_000,
]


@pytest.mark.parametrize("sent", ODD_DRAFTS)
def test_odd_drafts_are_refused(house: House, sent: str) -> None:
    path = reverse("draft_save", args=["note", house.amara.pk])
    answer = SignedIn(house.dora).post(path, sent, content_type="application/json")
    assert answer.status_code == 400
    assert not Draft.objects.exists()


def test_half_a_letter_in_a_draft_does_not_shut_the_chart(house: House) -> None:
    doctor, path = SignedIn(house.dora), reverse("draft_save", args=["note", house.amara.pk])
    sent = json.dumps({"values": {"text": "red \ud800"}, "version": 0})
    assert doctor.post(path, sent, content_type="application/json").status_code == 200
    assert doctor.get(reverse("chart", args=[house.amara.pk])).status_code == 200


def test_an_invisible_sign_in_a_reason_does_no_harm(house: House) -> None:
    known = things(house)
    visit, device = known["visits/"]["key"], known["stock/devices/"]["key"]
    desk = SignedIn(house.fred)
    given = {"to": "cancelled", "version": "1", "why": "ill\x00"}
    assert desk.post(reverse("visit_move", args=[visit]), given).status_code == 302
    retire = reverse("stock_device_retire", args=[device])
    assert desk.post(retire, {"reason": "old\x00"}).status_code == 302
    assert desk.get(reverse("messages"), {"q": "a\x00"}).status_code == 200


def test_the_front_desk_does_not_open_a_restricted_chart_by_undoing_a_merge(house: House) -> None:
    twin = Patient.objects.create(given_name="Amara", family_name="O", restricted=True)
    made = merge(by=house.dora, keep=house.amara, gone=twin)
    with pytest.raises(ValidationError, match="A doctor"):
        undo_merge(by=house.fred, merge=made)
    assert Patient.objects.get(pk=house.amara.pk).restricted
