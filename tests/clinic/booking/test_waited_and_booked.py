"""A time of the waiting list costs what any other does; who booked meanwhile waits no more."""

import re
from datetime import time

import pytest
from django.test import Client

from clinic.billing.money_here import FEES
from clinic.booking.days import book
from clinic.booking.open_times import day_at
from clinic.booking.test_waiting import cancel, full, wish
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.billing.models import Kind
from percuta_clinic.billing.terms import terms_set
from percuta_clinic.booking.models import HOLDS, Hold, Service, TimeOffered, Visit, Waiting
from percuta_clinic.booking.offering_times import offer_freed
from percuta_clinic.booking.own import own_book, own_shift
from percuta_clinic.booking.placing import visit_shift
from percuta_clinic.config.digests import digest_of
from percuta_clinic.roster.models import Hours

SECRET = "the-only-secret"


@pytest.fixture
def waits(house: House) -> Waiting:
    """Amara waits for a day that is full."""
    full(house)
    return wish(house, house.amara)


def offered_to_her(house: House) -> str:
    """What was taken comes free; where her letter leads."""
    cancel(house, Visit.objects.exclude(patient=house.amara).get())
    assert offer_freed() == 1
    TimeOffered.objects.update(digest=digest_of(SECRET))
    return f"/my/offer/{SECRET}/"


def open_at(house: House, hour: int, *, days: int = 7) -> None:
    """Another half an hour of Sina."""
    Hours.objects.create(
        account=house.sina,
        on_day=day_at(hour, days=days).date(),
        begins=time(hour),
        ends=time(hour, 30),
    )


def digest_in(words: str) -> str:
    (found,) = re.findall(r'name="digest" value="(\w+)"', words)
    return str(found)


def test_the_terms_are_shown_and_kept_with_a_time_that_came_free(
    house: House, waits: Waiting
) -> None:
    terms_set(by=house.olga, service=None, seen=0, details=FEES)
    url, browser = offered_to_her(house), Client()
    words = browser.get(url).content.decode()
    assert "By taking this time you agree to this" in words
    assert "the fee is" in words
    assert house.talk.name not in words
    answer = browser.post(url, {"answer": "take", "digest": digest_in(words)})
    assert "It is booked" in answer.content.decode()
    visit = house.amara.visits.get(state__in=HOLDS)
    assert visit.charges.get().kind == Kind.DEPOSIT
    kept = visit.terms_agreed.get()
    assert kept.text.startswith("Your visit: the price is")
    assert kept.late_fee > 0
    assert browser.post(url, {"answer": "take"}).status_code == 200
    assert visit.charges.count() == visit.terms_agreed.count() == 1
    waits.refresh_from_db()
    assert waits.ended_why == Waiting.Ended.BOOKED


@pytest.mark.usefixtures("waits")
def test_terms_that_were_not_shown_take_nothing_and_the_offer_stays(house: House) -> None:
    url, browser = offered_to_her(house), Client()
    digest = digest_in(browser.get(url).content.decode())
    terms_set(by=house.olga, service=None, seen=0, details=FEES)
    for sent in ({}, {"digest": digest}):
        answer = browser.post(url, {"answer": "take"} | sent)
        assert answer.status_code == 409
        assert "terms have changed" in answer.content.decode()
    assert not house.amara.visits.exists()
    assert TimeOffered.objects.get().state == TimeOffered.State.OPEN
    digest = digest_in(browser.get(url).content.decode())
    assert browser.post(url, {"answer": "take", "digest": digest}).status_code == 200


@pytest.mark.parametrize("how", ["by staff", "alone", "moved by staff", "moved alone"])
def test_a_visit_as_wished_for_ends_the_wait_and_frees_what_was_kept(
    house: House, waits: Waiting, *, how: str
) -> None:
    offered_to_her(house)
    open_at(house, 14)
    open_at(house, 15, days=9)
    if how == "by staff":
        book(house, house.amara, at=day_at(14), service=house.talk)
    elif how == "alone":
        own_book(by=SYSTEM, patient=house.amara, service=house.talk, starts_at=day_at(14))
    else:
        visit = book(house, house.amara, at=day_at(15, days=9), service=house.talk)
        waits.refresh_from_db()
        assert waits.ended_at is None
        move = own_shift if how == "moved alone" else visit_shift
        by = SYSTEM if how == "moved alone" else house.fred.actor
        move(by=by, visit=visit, starts_at=day_at(14), version=1)
    waits.refresh_from_db()
    assert waits.ended_why == Waiting.Ended.BOOKED
    assert not Hold.objects.exists()
    assert offer_freed() == 0


def test_a_wish_that_came_true_before_is_ended_and_not_offered_for(
    house: House, waits: Waiting
) -> None:
    open_at(house, 14)
    visit = book(house, house.amara, at=day_at(14), service=house.talk)
    Waiting.objects.filter(pk=waits.pk).update(ended_at=None, ended_why="")
    assert visit.service == waits.service
    cancel(house, Visit.objects.exclude(patient=house.amara).get())
    assert offer_freed() == 0
    waits.refresh_from_db()
    assert waits.ended_why == Waiting.Ended.BOOKED


def test_another_time_than_wished_for_is_shown_to_staff_and_asked_about(
    house: House, waits: Waiting
) -> None:
    open_at(house, 15, days=9)
    at = day_at(15, days=9)
    book(house, house.amara, at=at, service=house.talk)
    waits.refresh_from_db()
    assert waits.ended_at is None
    page = SignedIn(house.fred).get("/waiting/").content.decode()
    assert f"Already booked {at:%-d %b}, 15:00" in page
    hers = SignedIn(house.amara_herself).get("/my/visits/").content.decode()
    assert "Do you still wait for another time?" in hers
    url = offered_to_her(house)
    words = Client().get(url).content.decode()
    assert f"You also have a visit on {at:%A %-d %B}, 15:00" in words


def test_a_visit_of_another_service_ends_no_wait(house: House, waits: Waiting) -> None:
    open_at(house, 14)
    other = Service.objects.create(name="Facial", minutes=30, price=60)
    book(house, house.amara, at=day_at(14), service=other)
    assert offer_freed() == 0
    waits.refresh_from_db()
    assert waits.ended_at is None
