"""What comes after the signing can be read: what, by whom and when, in words."""

import re
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.done import CARTRIDGE, signed
from clinic.treatment.said import Tablet, cream, needled, opened, receive
from percuta_clinic.treatment.incidents import incident_close
from percuta_clinic.treatment.incidents_told import story_of
from percuta_clinic.treatment.late import late_entries
from percuta_clinic.treatment.models import Incident, Kind, Session

KEY = re.compile(r"[0-9a-f]{8}-|_")
ITEM = str(UUID(int=77))


@pytest.fixture
def session(house: House) -> Session:
    made = opened(house)
    signed(house, made)
    made.refresh_from_db()
    return made


def test_an_entry_after_the_signing_is_told_in_words_with_name_and_time(
    house: House, session: Session
) -> None:
    late = Tablet("b", house.dora)
    receive(house, session, late.event("zone/cheek_left", needled(0.7, pain=4, why="Thick scar")))
    words = Incident.objects.get(kind=Kind.LATE).words
    assert "Left cheek: 0.7 mm, 3 passes, pain 4 of 10, why: Thick scar" in words
    assert house.dora.name in words
    assert f"{timezone.localtime():%B}" in words
    assert not KEY.search(words)


def test_one_incident_of_a_session_grows_until_it_is_closed(house: House, session: Session) -> None:
    late = Tablet("b", house.dora)
    receive(house, session, late.event("zone/cheek_left", needled(0.7)))
    receive(
        house, session, late.event("zone/cheek_left", needled(0.8)), late.event("stage", "numb")
    )
    receive(house, session, late.event(f"note/{ITEM}", {"text": "She felt warm."}))
    first = Incident.objects.get(kind=Kind.LATE)
    assert [line.words for line in story_of(first).lines] == [
        "Left cheek: 0.8 mm, 3 passes, done",
        "Note: She felt warm.",
    ]
    incident_close(by=house.dora, incident=first, words="Amended.")
    receive(house, session, late.event("stop", {"why": "She felt faint."}))
    second = Incident.objects.get(kind=Kind.LATE, closed_at=None)
    assert [line.words for line in story_of(second).lines] == ["Stopped early: She felt faint."]
    assert len(story_of(first).lines) == 2
    assert len(late_entries(session)) == 3


def test_the_record_and_the_incident_show_what_came_late_and_lead_to_amending(
    house: House, session: Session
) -> None:
    receive(house, session, Tablet("b", house.dora).event(f"note/{ITEM}", {"text": "Warm skin."}))
    browser, incident = SignedIn(house.sina), Incident.objects.get(kind=Kind.LATE)
    record = browser.get(f"/records/{session.pk}/").text
    assert "Came after the signing" in record
    assert "Note: Warm skin." in record
    page = browser.get(f"/incidents/{incident.pk}/").text
    assert f"/records/{session.pk}/#amend" in page
    assert "It has not been ended" not in page
    told = browser.get(f"/room/{session.pk}/events.json").json()["late"]
    assert [(one["words"], one["by"]) for one in told] == [
        ("Note: Warm skin.", f"{house.dora.name} (sent by {house.sina.name})")
    ]


def test_every_kind_of_entry_is_told_without_a_key(house: House, session: Session) -> None:
    late, now, item = Tablet("b", house.dora), timezone.now().isoformat(), str(uuid4())
    said = {
        f"numb/{item}": cream(expires="2027-03-01"),
        f"numb/{item}/off": {"off_at": now, "clean": False, "intact": True},
        f"cartridge/{CARTRIDGE}/end": {"how": "broken", "why": "It fell."},
        f"problem/{ITEM}": {"kind": "faint", "at": now},
        f"problem/{ITEM}/step/flat": {"at": now, "note": "", "struck": ""},
        f"problem/{ITEM}/end": {"at": now, "outcome": "settled", "note": ""},
        f"zone/chin/more/{item}": needled(None, passes=None, left_out="A sore spot"),
        "arrive/home": {"used": "yes", "grams": 3, "at": now},
        "finish/skin": {"look": ["red", "dry"]},
        "finish/next": {"booked": True, "day": "2027-01-05"},
        "check/gloves_on": {"ok": True},
    }
    received = receive(house, session, *(late.event(slot, value) for slot, value in said.items()))
    assert received.refused == []
    told = [one.words for one in late_entries(session)]
    assert len(told) == len(said)
    assert [words for words in told if KEY.search(words)] == []


def test_a_colleague_who_was_hurt_after_the_signing_is_not_told_with_the_patient(
    house: House, session: Session
) -> None:
    now = timezone.now().isoformat()
    began = {"kind": "staff_needle", "at": now}
    receive(house, session, Tablet("b", house.dora).event(f"problem/{ITEM}", began))
    assert {one.kind for one in Incident.objects.all()} == {Kind.STAFF}
    assert late_entries(session) == []
