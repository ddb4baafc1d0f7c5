"""Two hundred people want one time: one gets it, the others are offered what comes next."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from clinic.booking.days import MONDAY, book
from clinic.booking.staged import staged
from clinic.people_here import House
from percuta_clinic.booking.models import Claim, Visit
from percuta_clinic.booking.placing import Refused, Wish, visit_book
from percuta_clinic.patients.models import Patient

BOOKERS, HANDS = 200, 10


def attempt(house: House, patient: Patient, at: datetime) -> tuple[datetime, ...]:
    """The times offered instead; none for the one who wins."""
    try:
        visit_book(
            by=house.amara_herself,
            patient=patient,
            service=house.talk,
            starts_at=at,
            wish=Wish(themselves=True),
        )
    except Refused as refused:
        return tuple(offer.starts_at for offer in refused.offers)
    finally:
        connection.close()
    return ()


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_bookers_one_wins_and_all_others_get_offers(house: House) -> None:
    house = staged(house)
    at = next_monday(house)
    Patient.objects.bulk_create(
        Patient(given_name=f"Guest {number}", family_name="Many") for number in range(BOOKERS)
    )
    patients = list(Patient.objects.filter(family_name="Many"))
    with ThreadPoolExecutor(HANDS) as hands:
        offered = list(hands.map(lambda one: attempt(house, one, at), patients))
    assert Counter(map(len, offered)) == {0: 1, 3: BOOKERS - 1}
    assert Visit.objects.count() == 1
    assert Claim.objects.filter(kind=Claim.Kind.PERSON).count() == 1
    assert all(at not in some for some in offered)


def next_monday(house: House) -> datetime:
    """The first Monday morning that patients may book."""
    day = datetime.now(house.clinic.zone) + timedelta(days=3)
    while day.weekday():
        day += timedelta(days=1)
    return day.replace(hour=MONDAY.hour, minute=0, second=0, microsecond=0)


@pytest.mark.django_db(transaction=True)
def test_claims_written_at_once_past_our_code_leave_one(house: House) -> None:
    visits = [
        book(house, house.amara, after=60 * number, service=house.talk) for number in range(8)
    ]
    Claim.objects.all().delete()

    def written(visit: Visit) -> bool:
        starts = MONDAY + timedelta(minutes=visits.index(visit))
        try:
            Claim.objects.create(
                visit=visit,
                kind=Claim.Kind.PLACE,
                resource=visit.room_id,
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
            )
        except DatabaseError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(visits)) as hands:
        won = list(hands.map(written, visits))
    assert won.count(True) == 1
    assert Claim.objects.count() == 1
