"""The database itself gives nothing away twice, whoever writes to it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from clinic.booking.days import MONDAY, book
from clinic.people_here import House
from percuta_clinic.booking.models import Claim, Visit


def claim(visit: Visit, *, after: int, minutes: int = 60, beside: bool = False) -> Claim:
    starts = MONDAY + timedelta(minutes=after)
    return Claim(
        visit=visit,
        kind=Claim.Kind.PLACE,
        resource=visit.room_id,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=minutes),
        beside=beside,
    )


@pytest.mark.parametrize("after", [-59, 0, 15, 59])
def test_an_overlap_is_refused_below_all_our_code(house: House, after: int) -> None:
    visit = book(house, house.amara)
    with pytest.raises(DatabaseError), transaction.atomic():
        claim(visit, after=after).save(force_insert=True)


@pytest.mark.parametrize("after", [-60, 60])
def test_what_only_touches_is_no_overlap(house: House, after: int) -> None:
    visit = book(house, house.amara)
    claim(visit, after=after).save(force_insert=True)


def test_a_claim_cannot_be_moved_onto_another(house: House) -> None:
    visit = book(house, house.amara)
    later = claim(visit, after=60)
    later.save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=later.pk).update(starts_at=MONDAY + timedelta(minutes=59))


def test_only_what_is_meant_to_be_stands_beside(house: House) -> None:
    visit = book(house, house.amara)
    beside = claim(visit, after=30, beside=True)
    beside.save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        claim(visit, after=60, minutes=10).save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=beside.pk).update(beside=False)
