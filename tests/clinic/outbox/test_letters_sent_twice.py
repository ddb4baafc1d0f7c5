"""A letter handed in twice goes out once; one with other words is not lost in silence."""

import uuid

from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.outbox.models import Message


def test_the_same_letter_handed_in_twice_goes_out_once(house: House) -> None:
    desk, path = SignedIn(house.fred), reverse("letter", args=[house.amara.pk])
    given = {"once": uuid.uuid4(), "text": "See you on Monday."}
    assert [desk.post(path, given).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.count() == 1


def test_other_words_from_the_same_page_are_not_dropped_in_silence(house: House) -> None:
    desk, path = SignedIn(house.fred), reverse("letter", args=[house.amara.pk])
    once = uuid.uuid4()
    desk.post(path, {"once": once, "text": "See you on Monday."})
    page = desk.post(path, {"once": once, "text": "No, on Tuesday."})
    assert b"with other words went out" in page.content
    assert b"No, on Tuesday." in page.content
    assert Message.objects.count() == 1
