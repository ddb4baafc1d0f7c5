"""One form sent several times at once, and several letters answered at once."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from clinic.booking.open_times import day_at, open_times
from clinic.booking.test_requests import TERMS, asked, person
from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from clinic.website.test_book import YOU, tap
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import Hold, Request, Visit
from percuta_clinic.booking.requests import Confirmed, request_confirm, request_make
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 3


@pytest.fixture
def open_house(house: House) -> House:
    cache.clear()
    open_times(house)
    return house


def test_a_form_sent_thrice_at_once_is_one_request_and_one_letter(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house)
    Hold.objects.update(until=timezone.now() - timedelta(minutes=1))
    copies = [Client() for _ in range(HANDS)]
    for one in copies:
        one.cookies = browser.cookies
    answers = at_once(*[lambda one=one: one.post("/book/you/", YOU) for one in copies])
    assert {one.headers["Location"] for one in answers} == {"/book/sent/"}
    assert Request.objects.count() == Message.objects.count() == Hold.objects.count() == 1


def test_a_second_tap_after_the_answer_ends_where_the_first_did(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house)
    for _ in range(2):
        assert browser.post("/book/you/", YOU).headers["Location"] == "/book/sent/"
    assert Request.objects.count() == Message.objects.count() == 1
    assert browser.get("/book/you/").headers["Location"] == "/book/"
    assert Client().post("/book/you/", YOU).headers["Location"] == "/book/"


def test_one_hold_has_one_request_however_often_it_is_asked_for(open_house: House) -> None:
    hold, _ = hold_take(service=open_house.talk, starts_at=day_at(10))
    made = at_once(*[lambda: request_make(person=person(), hold=hold, terms=TERMS)] * HANDS)
    assert len({one.pk for one in made}) == 1
    assert Message.objects.count() == 1
    done = at_once(*[lambda: request_confirm(request=made[0])] * HANDS)
    assert sorted(one.again for one in done) == [False, True, True]
    assert Visit.objects.count() == 1


def test_letters_answered_at_once_after_the_hour_wait_for_each_other(open_house: House) -> None:
    rows = [asked(open_house, at=day_at(10 + n), email=f"n{n}@mail.example") for n in range(HANDS)]
    Hold.objects.update(until=timezone.now() - timedelta(minutes=1))
    done = at_once(*[lambda row=row: request_confirm(request=row) for row in rows])
    assert [type(one) for one in done] == [Confirmed] * HANDS


def test_who_asks_twice_for_one_time_has_one_visit_and_one_record(open_house: House) -> None:
    rows = []
    for _ in range(2):
        rows.append(asked(open_house))
        Hold.objects.all().delete()
    done = [request_confirm(request=one) for one in rows]
    assert [one.again for one in done] == [False, True]
    assert Patient.objects.filter(family_name="Adler").count() == Visit.objects.count() == 1
