"""A visit that is dropped on the calendar: moved, refused with a way out, or known to be stale."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from clinic.booking.days import MONDAY, book
from clinic.booking.staged import staged, works
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.models import Visit
from percuta_clinic.outbox.models import Message
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Room
from percuta_clinic.roster.models import Away

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


@pytest.fixture
def here(house: House) -> House:
    return staged(house)


def drop(by: Account, visit: Visit, begins: str, **more: object) -> "Answer":
    """As the script sends it."""
    given = {"day": "2027-03-01", "begins": begins, "version": f"{visit.version}"}
    given |= {name: str(one) for name, one in more.items()}
    return SignedIn(by).post(f"/visits/{visit.pk}/drop/", given)


def test_it_moves_says_so_and_can_be_undone(here: House) -> None:
    visit = book(here, here.amara)
    answer = drop(here.fred, visit, "09:15").json()
    assert answer["said"] == (
        "Moved to Monday 1 March, 09:15, Room 1, with Sina Sommer. The patient gets a message."
    )
    visit.refresh_from_db()
    assert visit.starts_at == MONDAY - timedelta(minutes=45)
    back = SignedIn(here.fred).post(f"/visits/{visit.pk}/drop/", answer["undo"])
    assert back.status_code == 200
    visit.refresh_from_db()
    assert (visit.starts_at, visit.room) == (MONDAY, here.room)
    assert Message.objects.filter(occasion="visit_booked", state="waiting").count() == 1


def test_who_wants_no_messages_is_not_said_to_get_one(here: House) -> None:
    here.amara.by_email = False
    here.amara.save()
    said = drop(here.fred, book(here, here.amara), "09:15").json()["said"]
    assert said.endswith("No message goes out about it.")


def test_a_conflict_is_explained_with_the_next_free_times(here: House) -> None:
    visit = book(here, here.amara, service=here.talk)
    book(here, here.bea, after=60, service=here.talk)
    answer = drop(here.fred, visit, "11:00")
    assert answer.status_code == 422
    assert "Sina Sommer is taken from 11:00 to 11:30" in answer.text
    assert 'value="2027-03-01T11:30:00+01:00"' in answer.text
    assert "Specialists and doctors can do it all the same" in answer.text
    assert 'name="why"' not in answer.text
    visit.refresh_from_db()
    assert visit.starts_at == MONDAY


def test_an_absence_says_its_own_hours_and_others_are_offered(here: House) -> None:
    visit = book(here, here.amara, service=here.talk)
    Away.objects.create(
        account=here.sina,
        starts_at=MONDAY + timedelta(minutes=50),
        ends_at=MONDAY + timedelta(hours=2, minutes=5),
    )
    works(here.dora)
    text = drop(here.fred, visit, "11:00").text
    assert "Sina Sommer is away from 10:50 to 12:05." in text
    offer = re.search(r"<li><form.*?11:00<small>Dora Doktor</small>.*?</form>", text)
    assert offer is not None
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', offer[0].rpartition("<form")[2]))
    SignedIn(here.fred).post(f"/visits/{visit.pk}/drop/", given)
    visit.refresh_from_db()
    assert (visit.specialist, visit.starts_at) == (here.dora, MONDAY + timedelta(hours=1))


def test_a_clinic_that_is_shut_blames_nobody(here: House) -> None:
    visit = book(here, here.amara, service=here.talk)
    midnight = MONDAY.replace(hour=0) + timedelta(days=1)
    Away.objects.create(starts_at=midnight, ends_at=midnight + timedelta(days=2))
    text = drop(here.fred, visit, "11:00", day="2027-03-02").text
    assert "The clinic is shut from 2 March to 3 March." in text


def test_who_has_the_right_moves_it_all_the_same_with_a_reason(here: House) -> None:
    visit = book(here, here.amara, service=here.talk)
    book(here, here.bea, after=60, service=here.talk)
    assert 'name="why"' in drop(here.dora, visit, "11:00").text
    same = {"all_the_same": "1", "why": " "}
    assert "Say why" in drop(here.dora, visit, "11:00", **same).text
    assert drop(here.dora, visit, "11:00", **same | {"why": "Both agreed"}).status_code == 200
    visit.refresh_from_db()
    assert (visit.override_why, visit.override_by) == ("Both agreed", here.dora)


def test_the_desk_forces_nothing(here: House) -> None:
    visit = book(here, here.amara, service=here.talk)
    book(here, here.bea, after=60, service=here.talk)
    answer = drop(here.fred, visit, "11:00", all_the_same="1", why="I say so")
    assert answer.status_code == 404
    visit.refresh_from_db()
    assert visit.starts_at == MONDAY


def test_a_visit_that_somebody_else_changed_stays(here: House) -> None:
    visit = book(here, here.amara)
    drop(here.sina, visit, "09:15")
    answer = drop(here.fred, visit, "11:00")
    assert answer.status_code == 409
    assert "Somebody else changed this visit" in answer.text
    assert "stays on Monday 1 March, 09:15" in answer.text


def test_a_column_of_a_room_gives_that_room_and_keeps_the_specialist(here: House) -> None:
    visit, other = book(here, here.amara), Room.objects.get(name="Room 2")
    assert drop(here.fred, visit, "10:00", room=other.pk).status_code == 200
    visit.refresh_from_db()
    assert (visit.room, visit.specialist) == (other, here.sina)


def test_a_column_of_a_person_takes_another_room_only_if_it_must(here: House) -> None:
    visit = book(here, here.amara, service=here.talk)
    drop(here.fred, visit, "09:00", specialist=here.dora.pk)
    visit.refresh_from_db()
    assert (visit.specialist, visit.room.name) == (here.dora, "Room 1")
    book(here, here.bea, service=here.talk)
    drop(here.fred, visit, "10:00", specialist=here.dora.pk)
    visit.refresh_from_db()
    assert (visit.specialist, visit.room.name) == (here.dora, "Room 2")


def test_nobody_gets_a_visit_they_do_not_do(here: House) -> None:
    visit = book(here, here.amara, service=here.talk)
    here.talk.done_by.add(here.sina)
    answer = drop(here.fred, visit, "10:00", specialist=here.dora.pk)
    assert answer.status_code == 422
    assert "Dora Doktor does not do Consultation" in answer.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"begins": "25:99"}, "Enter a valid time"),
        ({"starts_at": "tomorrow"}, "none of the free times"),
        ({"day": "2026-01-05"}, "is past"),
        ({"day": "2027-03-28", "begins": "02:30"}, "02:30 is skipped"),
        ({"day": "2027-10-31", "begins": "02:30"}, "02:30 comes twice"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(
    here: House, given: dict[str, str], said: str
) -> None:
    visit = book(here, here.amara)
    answer = drop(here.fred, visit, given.pop("begins", "09:00"), **given)
    assert answer.status_code == 422
    assert said in answer.text
