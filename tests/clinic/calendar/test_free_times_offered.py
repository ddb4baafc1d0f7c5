"""Booking and moving from free times, and what is said where one cannot."""

import re
from datetime import timedelta

import pytest

from clinic.booking.days import MONDAY, book
from clinic.booking.staged import staged
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.models import Visit

FIRST = "2027-03-01"


@pytest.fixture
def here(house: House) -> House:
    return staged(house)


def new(house: House, **asked: object) -> str:
    """The page of free times for Amara's consultation."""
    usual = {"patient": house.amara.pk, "service": house.talk.pk, "first": FIRST}
    given = {name: str(one) for name, one in (usual | asked).items()}
    return SignedIn(house.fred).get("/visits/new/", given).text


def path(house: House) -> str:
    return f"/visits/new/?patient={house.amara.pk}"


def times(text: str) -> list[str]:
    """Which times can be tapped."""
    return re.findall(r'name="starts_at" value="([^"]+)"', text)


def test_times_show_once_the_service_is_chosen(here: House) -> None:
    assert not times(SignedIn(here.fred).get(path(here)).text)
    text = new(here)
    assert "Monday 1 March" in text
    assert "2027-03-01T09:00:00+01:00" in times(text)
    assert "Free times, 1 March to 21 March" in text
    assert "first=2027-03-22" in text


def test_one_tap_books(here: House) -> None:
    first = times(new(here, specialist=here.sina.pk))[0]
    given = {"service": here.talk.pk, "specialist": here.sina.pk, "starts_at": first}
    page = SignedIn(here.fred).post(path(here), given, follow=True)
    visit = here.amara.visits.get()
    assert visit.starts_at == MONDAY - timedelta(hours=1)
    assert "Booked for Monday 1 March, 09:00" in page.text


def test_only_times_of_the_chosen_specialist_and_room_are_shown(here: House) -> None:
    book(here, here.bea, service=here.talk)
    taken = "2027-03-01T10:00:00+01:00"
    assert taken in times(new(here))
    assert taken not in times(new(here, specialist=here.sina.pk))
    assert taken not in times(new(here, room=here.room.pk))


def test_nobody_is_offered_the_night_of_whoever_has_no_hours(here: House) -> None:
    found = times(new(here, specialist=here.dora.pk))
    clock = {one[11:16] for one in found}
    assert (min(clock), max(clock)) == ("08:00", "19:30")


def test_a_time_that_was_taken_says_by_what_and_offers_others(here: House) -> None:
    book(here, here.bea, service=here.talk)
    given = {"service": here.talk.pk, "specialist": here.sina.pk, "day": FIRST, "begins": "10:00"}
    page = SignedIn(here.fred).post(path(here), given)
    assert "Monday 1 March, 10:00 is not free. Nothing was booked." in page.text
    assert "Sina Sommer is taken from 10:00 to 10:30" in page.text
    assert "Monday 1 March, 10:30" in page.text
    assert "Book all the same" not in page.text
    assert not here.amara.visits.exists()


def test_a_doctor_books_all_the_same_and_the_visit_says_so(here: House) -> None:
    book(here, here.bea, service=here.talk)
    given = {"service": here.talk.pk, "specialist": here.sina.pk, "day": FIRST, "begins": "10:00"}
    doctor = SignedIn(here.dora)
    assert "Book all the same" in doctor.post(path(here), given).text
    same = given | {"all_the_same": "1", "why": "She flies home"}
    page = doctor.post(path(here), same, follow=True)
    assert here.amara.visits.get().override_by == here.dora
    assert "Booked in spite of:" in page.text
    assert "Dora Doktor: She flies home" in page.text
    assert "She flies home" in doctor.get("/today/", {"day": FIRST}).text


def test_late_first_times_say_why(here: House) -> None:
    book(here, here.amara)
    text = new(here, service=here.needling.pk)
    assert "Not before Monday 15 March" in text
    assert "14 days between sessions are the least" in text
    assert min(times(text)).startswith("2027-03-15")


def test_a_visit_moves_by_one_tap_to_a_time_that_is_not_its_own(here: House) -> None:
    visit = book(here, here.amara)
    desk, address = SignedIn(here.fred), f"/visits/{visit.pk}/shift/"
    found = times(desk.get(address, {"specialist": "", "first": FIRST}).text)
    assert MONDAY.isoformat() not in found
    there = "2027-03-02T09:30:00+01:00"
    assert there in found
    page = desk.post(address, {"starts_at": there, "version": visit.version}, follow=True)
    assert "Moved to Tuesday 2 March, 09:30" in page.text
    visit.refresh_from_db()
    assert visit.starts_at.isoformat() == "2027-03-02T08:30:00+00:00"


def test_a_stale_page_moves_nothing(here: House) -> None:
    visit = book(here, here.amara)
    desk, address = SignedIn(here.fred), f"/visits/{visit.pk}/shift/"
    given = {"starts_at": "2027-03-02T09:30:00+01:00", "version": 7}
    assert "changed by somebody else" in desk.post(address, given, follow=True).text
    assert Visit.objects.get().starts_at == MONDAY


def test_the_stages_show_on_the_visit_and_the_board(here: House) -> None:
    visit = book(here, here.amara)
    desk = SignedIn(here.fred)
    for text in (desk.get(f"/visits/{visit.pk}/").text, desk.get("/today/", {"day": FIRST}).text):
        assert "10:10 Numbing" in text
        assert "nobody busy" in text
