"""A time is kept while somebody fills in forms, and comes free by itself."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from clinic.booking.days import MONDAY
from clinic.booking.staged import clock, free, staged, wanted
from clinic.people_here import House
from percuta_clinic.booking.holding import as_held, hold_let_go, hold_of, hold_take
from percuta_clinic.booking.models import Claim, Hold, Visit, WhoBooks
from percuta_clinic.booking.placing import Refused, Wish, visit_book


@pytest.fixture
def here(house: House) -> House:
    return staged(house)


@pytest.fixture
def at(here: House) -> datetime:
    """A time that is free, three days from now or more."""
    soon = timezone.now() + timedelta(days=3)
    return free(here, wanted(here.talk), first=soon, days=7)[0].starts_at


def times(house: House, at: datetime) -> list[str]:
    return clock(free(house, wanted(house.talk), first=at), house)


def test_a_kept_time_is_offered_to_nobody_else(here: House, at: datetime) -> None:
    before = times(here, at)
    hold_take(service=here.talk, starts_at=at)
    assert before[0] not in times(here, at)
    with pytest.raises(Refused, match="just taken") as refused:
        hold_take(service=here.talk, starts_at=at)
    assert len(refused.value.offers) == 3


def test_what_was_kept_becomes_the_visit(here: House, at: datetime) -> None:
    hold, _ = hold_take(service=here.talk, starts_at=at)
    visit = visit_book(
        by=here.amara_herself, patient=here.amara, wish=Wish(themselves=True), **as_held(hold)
    )
    assert (visit.starts_at, visit.room, visit.specialist) == (at, hold.room, here.sina)
    assert not Hold.objects.exists()
    assert not Claim.objects.filter(visit=None).exists()


def test_it_comes_free_when_its_time_is_over(here: House, at: datetime) -> None:
    _, secret = hold_take(service=here.talk, starts_at=at)
    Hold.objects.update(until=timezone.now())
    assert hold_of(secret) is None
    assert hold_take(service=here.talk, starts_at=at)


def test_whoever_chooses_again_keeps_one_time_only(here: House, at: datetime) -> None:
    _, secret = hold_take(service=here.talk, starts_at=at)
    later = at + timedelta(minutes=30)
    _, second = hold_take(service=here.talk, starts_at=later, instead_of=secret)
    assert [one.starts_at for one in Hold.objects.all()] == [later]
    hold_let_go(second)
    assert not Claim.objects.exists()


def test_a_stranger_keeps_no_time_of_what_is_not_for_strangers(here: House, at: datetime) -> None:
    here.talk.who_books = WhoBooks.SEEN
    here.talk.save()
    with pytest.raises(Refused, match="Please book a consultation"):
        hold_take(service=here.talk, starts_at=at)


def test_nobody_books_alone_for_the_next_minutes(here: House) -> None:
    with pytest.raises(Refused, match="please call us"):
        hold_take(service=here.talk, starts_at=timezone.now() + timedelta(minutes=30))
    with pytest.raises(Refused, match="so far ahead"):
        hold_take(service=here.talk, starts_at=MONDAY + timedelta(days=365))
    assert not Visit.objects.exists()
