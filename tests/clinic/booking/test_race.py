"""Many hands book the same room at once; one gets it, and nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from clinic.booking.days import MONDAY, book
from clinic.booking.treated import in_room, sign, treat
from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.placing import visit_shift
from percuta_clinic.booking.services import visit_move
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept

HANDS = 8


def attempt(house: House, patient: Patient) -> bool:
    try:
        book(house, patient)
    except ValidationError:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.django_db(transaction=True)
def test_many_hands_book_one_room_and_one_wins(house: House) -> None:
    patients = [
        Patient.objects.create(given_name=f"Guest {n}", family_name="Many") for n in range(HANDS)
    ]
    with ThreadPoolExecutor(HANDS) as hands:
        won = list(hands.map(lambda patient: attempt(house, patient), patients))
    assert won.count(True) == 1
    assert Visit.objects.count() == 1


def next_one(house: House, after: Visit) -> Visit:
    return book(house, house.amara, at=after.starts_at + timedelta(days=70))


def shifted(house: House, visit: Visit) -> Visit:
    return visit_shift(
        by=house.fred,
        visit=visit,
        specialist=house.sina,
        room=house.room,
        starts_at=MONDAY + timedelta(days=1),
        version=visit.version,
    )


def cancelled(house: House, visit: Visit) -> Visit:
    return visit_move(
        by=house.fred.actor,
        visit=visit,
        to=State.CANCELLED,
        version=visit.version,
        why="she is ill",
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [next_one, shifted, cancelled])
def test_whoever_books_waits_for_a_treatment_that_begins(
    house: House, act: Callable[[House, Visit], Visit]
) -> None:
    sign(house)
    here = in_room(house, house.amara)
    later = book(house, house.amara, at=MONDAY + timedelta(days=7))
    is_held = Event()

    def begun() -> Visit:
        with transaction.atomic():
            held_kept(house.amara.pk)
            is_held.set()
            sleep(0.4)  # until the other one has locked what it locks first
            return treat(house, here)

    def written() -> Visit:
        is_held.wait(10)
        return act(house, later)

    results = at_once(begun, written)
    assert [type(one) for one in results] == [Visit, Visit]
    here.refresh_from_db()
    assert here.state == State.TREATING
