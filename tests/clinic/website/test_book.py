"""Somebody new books on the public pages: nothing typed is lost, and nobody learns who is known."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from clinic.booking.days import book
from clinic.booking.open_times import day_at, open_times
from clinic.people_here import House
from clinic.portal.test_own_visits import hidden
from percuta_clinic.booking.models import Hold, Request, Service, State, Visit
from percuta_clinic.booking.services import visit_move
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient

YOU = {
    "given_name": "Nia",
    "family_name": "Adler",
    "email": "nia@mail.example",
    "day": "4",
    "month": "11",
    "year": "1990",
    "wish": "my chin",
    "agreed": "on",
}


@pytest.fixture
def open_house(house: House) -> House:
    cache.clear()
    open_times(house)
    return house


def tap(browser: Client, house: House, hour: int = 10) -> None:
    answer = browser.post(f"/book/{house.talk.pk}/", {"at": day_at(hour).isoformat()})
    assert answer.headers["Location"] == "/book/you/"


def letter_link() -> str:
    body = unseal_text(Message.objects.get(occasion="request_confirm").sealed)
    return "/book/confirm/" + body.split("/book/confirm/")[1].split("/")[0] + "/"


def test_a_visitor_books_from_the_first_page_to_the_letter(open_house: House) -> None:
    browser = Client()
    page = browser.get("/book/").content.decode()
    assert f"/book/{open_house.talk.pk}/" in page
    assert "Please call us for Microneedling, face" in page
    times = browser.get(f"/book/{open_house.talk.pk}/", {"day": f"{day_at(10):%Y-%m-%d}"})
    assert "10:00" in times.content.decode()
    tap(browser, open_house)
    assert "Kept for you until" in browser.get("/book/you/").content.decode()
    assert browser.post("/book/you/", YOU).headers["Location"] == "/book/sent/"
    assert not Visit.objects.exists()
    link = letter_link()
    assert Client().get(link).status_code == 200
    assert not Visit.objects.exists()
    done = Client().post(link).content.decode()
    assert "/my/link/" in done
    assert Visit.objects.get().starts_at == day_at(10)
    again = Client().post(link).content.decode()
    assert "confirmed this before" in again
    assert "/my/link/" not in again
    assert Visit.objects.count() == 1


def test_nothing_typed_is_lost_when_the_time_is_taken_meanwhile(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house)
    Hold.objects.all().delete()
    book(open_house, open_house.amara, at=day_at(10), service=open_house.talk)
    answer = browser.post("/book/you/", YOU)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="nia@mail.example"' in page
    assert 'name="at"' in page
    assert browser.post("/book/you/", YOU | {"at": day_at(11).isoformat()}).status_code == 302
    assert Request.objects.get().starts_at == day_at(11)


def test_an_older_tab_does_not_ask_for_what_a_newer_one_chose(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house, 10)
    older = hidden(browser.get("/book/you/").content.decode())
    tap(browser, open_house, 12)
    answer = browser.post("/book/you/", YOU | older)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{day_at(10):%A %-d %B, %H:%M}" in page
    assert not Request.objects.exists()
    assert browser.post("/book/you/", YOU | hidden(page)).status_code == 302
    assert Request.objects.get().starts_at == day_at(12)


def test_a_hold_that_ran_out_is_taken_again(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house)
    Hold.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert browser.post("/book/you/", YOU).status_code == 302
    assert Request.objects.get().starts_at == day_at(10)


@pytest.mark.parametrize("name", ["given_name", "family_name", "email", "year", "agreed"])
def test_what_is_required_is_asked_for_again(open_house: House, name: str) -> None:
    browser = Client()
    tap(browser, open_house)
    assert browser.post("/book/you/", YOU | {name: ""}).status_code == 422
    assert not Request.objects.exists()


def test_a_known_address_is_answered_as_any_other(open_house: House) -> None:
    answers = []
    for hour, email in ((10, open_house.amara.email), (12, "nobody@mail.example")):
        browser = Client()
        tap(browser, open_house, hour)
        first = browser.post("/book/you/", YOU | {"email": email})
        answers.append((first.status_code, browser.get("/book/sent/").content))
    assert answers[0] == answers[1]


def test_an_old_link_says_that_the_visit_was_cancelled_and_nothing_of_the_erased(
    open_house: House,
) -> None:
    browser = Client()
    tap(browser, open_house)
    browser.post("/book/you/", YOU)
    link = letter_link()
    Client().post(link)
    visit = Visit.objects.get()
    visit_move(by=open_house.fred.actor, visit=visit, to=State.CANCELLED, version=1, why="ill")
    page = Client().get(link).content.decode()
    assert "It was cancelled since" in page
    assert "stays booked" not in page
    patient_erase(by=open_house.olga.actor, patient=visit.patient, reason="asked for it")
    assert Client().get(link).status_code == 404


def test_programs_that_fill_everything_in_leave_nothing(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house)
    trapped = browser.post("/book/you/", YOU | {"company": "Spam Ltd"})
    assert trapped.headers["Location"] == "/book/sent/"
    assert not Request.objects.exists()
    assert not Message.objects.exists()


def test_one_address_gets_few_letters_a_day(open_house: House) -> None:
    for hour in range(9, 13):
        browser = Client()
        tap(browser, open_house, hour)
        assert browser.post("/book/you/", YOU).status_code == 302
        Hold.objects.update(until=timezone.now())
    tap(browser, open_house, 14)
    answer = browser.post("/book/you/", YOU)
    assert "often" in answer.content.decode()
    assert Request.objects.count() == 4


def test_what_only_the_clinic_books_leads_to_the_consultation(open_house: House) -> None:
    browser = Client()
    url = f"/book/{open_house.needling.pk}/"
    page = browser.get(url).content.decode()
    assert f"/book/{open_house.talk.pk}/" in page
    browser.post(url, {"at": day_at(10).isoformat()})
    assert not Hold.objects.exists()


def test_a_service_that_is_not_offered_is_not_there(open_house: House) -> None:
    Service.objects.filter(pk=open_house.talk.pk).update(is_offered=False)
    assert Client().get(f"/book/{open_house.talk.pk}/").status_code == 404


def test_a_confirmed_visitor_is_a_patient_of_their_own(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house)
    browser.post("/book/you/", YOU | {"email": open_house.amara.email})
    Client().post(letter_link())
    assert Patient.objects.filter(email=open_house.amara.email).count() == 2
