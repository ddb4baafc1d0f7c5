"""Many hands book the same room at once; one gets it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from clinic.booking.days import book
from clinic.people_here import House
from percuta_clinic.booking.models import Visit
from percuta_clinic.patients.models import Patient

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
