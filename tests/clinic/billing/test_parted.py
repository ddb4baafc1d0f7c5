"""Money and packages when two records become one, and two again."""

from decimal import Decimal

from clinic.billing.money_here import charge, pay, sold
from clinic.booking.days import book
from clinic.people_here import House
from percuta_clinic.billing.ledger import Due, charge_add
from percuta_clinic.billing.models import Kind
from percuta_clinic.billing.packages import package_left, session_use
from percuta_clinic.billing.queries import balance_of
from percuta_clinic.patients.merging import merge, undo_merge
from percuta_clinic.patients.models import Merge


def test_one_record_has_the_money_of_both(house: House) -> None:
    charge(house, 60)
    _merged(house)
    assert balance_of(house.bea) == {"EUR": 60}


def test_two_again_owe_and_own_what_was_theirs(house: House) -> None:
    sold(house)
    pay(house, 860)
    owed = Due(kind=Kind.OTHER, amount=charge(house, 60).amount, currency="EUR", why="cream")
    visit = book(house, house.bea, after=600)
    merged = _merged(house)
    charge_add(by=house.fred, patient=house.bea, due=owed)
    session_use(by=None, visit=visit, why="had")
    undone = undo_merge(by=house.dora, merge=merged)
    left = package_left(house.amara, house.needling)
    assert left is not None
    assert left.left == 4
    assert balance_of(house.amara) == {}
    assert balance_of(house.bea) == {"EUR": 60}
    assert "The session was given back" in " ".join(undone.remarks)


def test_money_of_one_settles_nothing_of_the_other(house: House) -> None:
    pay(house, 100)
    merged = _merged(house)
    owed = Due(kind=Kind.OTHER, amount=Decimal(60), currency="EUR", why="cream")
    charge_add(by=house.fred, patient=house.bea, due=owed)
    assert balance_of(house.bea) == {"EUR": -40}
    undone = undo_merge(by=house.dora, merge=merged)
    assert "had settled what the other person owed" in " ".join(undone.remarks)
    assert balance_of(house.amara) == {"EUR": -100}
    assert balance_of(house.bea) == {"EUR": 60}


def _merged(house: House) -> Merge:
    """Amara's record becomes a part of Bea's."""
    return merge(by=house.dora, keep=house.bea, gone=house.amara, take=[])
