"""The first chair of a room takes what is booked there; a second one makes room for another."""

from datetime import timedelta

import pytest

from clinic.booking.days import MONDAY, book
from clinic.people_here import House
from clinic.roster.weeks_here import works
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import Claim, Part, Place, Service, Visit, WhoBooks
from percuta_clinic.booking.placing import Refused, visit_book
from percuta_clinic.booking.seating import chair_add, chair_change
from percuta_clinic.booking.stages import Stage
from percuta_clinic.booking.staging import stages_set

TALK = Stage(part=Part.TALK, minutes=30, specialist=True)
CLEAN = Stage(part=Part.CLEAN, minutes=10, place=Place.ROOM)


def test_the_first_chair_takes_visits_and_times_kept(house: House) -> None:
    works(house.sina)
    Service.objects.update(who_books=WhoBooks.ANYBODY)
    visit = book(house, house.amara)
    house.talk.refresh_from_db()
    hold_take(service=house.talk, starts_at=MONDAY + timedelta(hours=2), specialist=house.sina)
    chair = chair_add(by=house.olga.actor, room=house.room, name="Left", is_open=True)
    visit.refresh_from_db()
    assert visit.chair == chair
    assert Claim.objects.filter(resource=chair.pk).count() == 2
    with pytest.raises(Refused):
        _with_dora(house)


def test_a_second_chair_seats_a_second_patient(house: House) -> None:
    book(house, house.amara)
    for name in ("Left", "Right"):
        chair_add(by=house.olga.actor, room=house.room, name=name, is_open=True)
    assert str(_with_dora(house).chair) == "Room 1, Right"


@pytest.mark.parametrize("way", ["added", "opened"])
def test_a_new_chair_stays_free_while_its_room_is_cleaned(house: House, way: str) -> None:
    stages_set(by=house.olga.actor, service=house.talk, stages=[TALK, CLEAN])
    by = house.olga.actor
    chair_add(by=by, room=house.room, name="Left", is_open=True)
    right = None
    if way == "opened":
        right = chair_add(by=by, room=house.room, name="Right", is_open=False)
    book(house, house.amara, service=house.talk)
    if right:
        chair_change(by=by, chair=right, name="Right", is_open=True)
    else:
        chair_add(by=by, room=house.room, name="Right", is_open=True)
    with pytest.raises(Refused):
        _with_dora(house, after=30)
    assert _with_dora(house, after=40).starts_at == MONDAY + timedelta(minutes=40)


def _with_dora(house: House, after: int = 0) -> Visit:
    return visit_book(
        by=house.fred,
        patient=house.bea,
        service=house.talk,
        specialist=house.dora,
        starts_at=MONDAY + timedelta(minutes=after),
    )
