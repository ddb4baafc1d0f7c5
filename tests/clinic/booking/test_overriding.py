"""Booking in spite of a conflict: by right, with a reason, and visible for ever."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from clinic.booking.days import MONDAY, book
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.placing import Override, Refused, Wish, visit_book, visit_shift
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account

WHY = "The chair is folded out; both patients agreed."


def over(house: House, by: Account, why: str = WHY) -> Visit:
    return visit_book(
        by=by,
        patient=house.bea,
        service=house.talk,
        specialist=house.sina,
        room=house.room,
        starts_at=MONDAY,
        wish=Wish(override=Override(by=by, why=why)),
    )


def test_a_doctor_books_beside_another_and_it_says_so(house: House) -> None:
    book(house, house.amara)
    visit = over(house, house.dora)
    assert (visit.override_why, visit.override_by) == (WHY, house.dora)
    assert "Sina Sommer is taken from 10:00 to 11:00" in visit.override_of
    entry = Entry.objects.get(action="visit.booked_over")
    assert (entry.actor_id, entry.fields) == (house.dora.pk, ["override_why"])
    assert entry.reason == ""


def test_the_desk_has_no_such_right(house: House) -> None:
    book(house, house.amara)
    with pytest.raises(NotYours):
        over(house, house.fred)
    assert Visit.objects.count() == 1


def test_nothing_is_overridden_without_a_reason(house: House) -> None:
    book(house, house.amara)
    with pytest.raises(ValidationError, match="Say why"):
        over(house, house.dora, why="  ")


def test_where_nothing_stands_in_the_way_nothing_is_overridden(house: House) -> None:
    visit = over(house, house.dora)
    assert (visit.override_why, visit.override_by, visit.override_of) == ("", None, "")


def test_who_comes_after_an_override_is_told_of_both(house: House) -> None:
    book(house, house.amara)
    visit = over(house, house.dora)
    with pytest.raises(Refused, match=r"Bea Novák is taken from 10:00 to 10:30"):
        book(house, house.bea, after=15)
    moved = visit_shift(
        by=house.fred, visit=visit, starts_at=MONDAY + timedelta(hours=3), version=visit.version
    )
    assert moved.override_why == ""
