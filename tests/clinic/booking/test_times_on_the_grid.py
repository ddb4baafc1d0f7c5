"""Alone one books the times that are offered; staff book any whole minute."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from clinic.booking.days import book
from clinic.booking.open_times import day_at, open_times
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import Hold, Visit
from percuta_clinic.booking.own import own_book, own_shift
from percuta_clinic.booking.placing import Refused, visit_book, visit_shift

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
ODD = [day_at(10) + 7 * MINUTE, day_at(10) + 5 * MINUTE, day_at(10) + SECOND]
OFTEN = pytest.mark.parametrize("at", [pytest.param(at, id=f"{at:%H:%M:%S}") for at in ODD])
SHOWN = "choose one of the times shown"


@OFTEN
def test_a_time_that_was_never_offered_is_refused_with_some_that_are(
    house: House, at: datetime
) -> None:
    open_times(house)
    booked = book(house, house.amara, at=day_at(14), service=house.talk)
    with pytest.raises(Refused, match=SHOWN) as refused:
        own_book(by=SYSTEM, patient=house.bea, service=house.talk, starts_at=at)
    assert refused.value.offers[0].starts_at - at < 15 * MINUTE
    with pytest.raises(Refused, match=SHOWN):
        own_shift(by=SYSTEM, visit=booked, starts_at=at, version=1)
    with pytest.raises(Refused, match=SHOWN):
        hold_take(service=house.talk, starts_at=at)
    assert Visit.objects.get().starts_at == day_at(14)
    assert not Hold.objects.exists()


@OFTEN
def test_forged_times_are_refused_by_the_pages_in_plain_words(house: House, at: datetime) -> None:
    open_times(house)
    mine = f"/my/visits/times/?{urlencode({'service': str(house.talk.pk)})}"
    for browser, url in (
        (SignedIn(house.amara_herself), mine),
        (Client(), f"/book/{house.talk.pk}/"),
    ):
        answer = browser.post(url, {"at": at.isoformat()})
        assert answer.status_code == 409
        assert SHOWN in answer.content.decode()
    assert not Hold.objects.exists()


def test_staff_book_any_whole_minute_and_no_seconds(house: House) -> None:
    open_times(house)
    visit = book(house, house.amara, at=day_at(10) + 7 * MINUTE, service=house.talk)
    for at in (day_at(11) + SECOND, day_at(11) + timedelta(microseconds=1)):
        with pytest.raises(ValidationError, match="whole minute"):
            visit_book(by=house.fred, patient=house.bea, service=house.talk, starts_at=at)
        with pytest.raises(ValidationError, match="whole minute"):
            visit_shift(by=house.fred, visit=visit, starts_at=at, version=1)
    assert Visit.objects.get().starts_at == day_at(10) + 7 * MINUTE


def test_a_visit_of_old_with_seconds_still_finds_another_specialist(house: House) -> None:
    open_times(house)
    visit = book(house, house.amara, at=day_at(10), service=house.talk)
    old = day_at(10) + SECOND
    Visit.objects.update(starts_at=old)
    visit.refresh_from_db()
    moved = visit_shift(by=house.fred, visit=visit, starts_at=old, version=1, specialist=house.dora)
    assert moved.specialist == house.dora
