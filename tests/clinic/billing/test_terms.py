"""Terms: what is shown before somebody books, and what a late no then costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from clinic.billing.money_here import FEES, agreed, fees, pay
from clinic.booking.days import book
from clinic.people_here import House
from percuta_clinic.billing.fees import (
    deposit_ask,
    deposit_release,
    fee_charge,
    fee_for_cancelling,
    late_fee,
    session_charge,
)
from percuta_clinic.billing.models import Charge, Kind, Shown
from percuta_clinic.billing.queries import balance_of
from percuta_clinic.billing.terms import agreed_for, deposit_due, terms_agreed, terms_for, terms_set
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.people.access import NotYours


def test_without_terms_nothing_is_asked_for(house: House) -> None:
    found = terms_for(house.needling)
    assert found.deposit == found.late_fee == found.missed_fee == 0
    assert "There is no fee if you cancel" in found.text
    assert deposit_ask(by=house.fred, visit=book(house, house.amara)) is None


def test_terms_say_every_amount_for_the_price(house: House) -> None:
    fees(house)
    words = terms_for(house.needling).text
    for part in ("240.00 EUR", "deposit of 50.00 EUR", "up to 48 hours", "120.00 EUR", "200.00"):
        assert part in words
    assert deposit_due(house.needling) == 50


def test_no_fee_is_more_than_the_price(house: House) -> None:
    fees(house)
    assert terms_for(house.talk).missed_fee == house.talk.price


def test_an_amount_of_another_currency_is_not_asked_for(house: House) -> None:
    fees(house)
    house.talk.currency = "CHF"
    house.talk.save()
    found = terms_for(house.talk)
    assert found.deposit == 0
    assert found.late_fee == 30


def test_a_service_can_have_terms_of_its_own_and_lose_them(house: House) -> None:
    fees(house)
    own = FEES | {"deposit": Decimal(0)}
    terms_set(by=house.olga, service=house.talk, seen=0, details=own)
    assert deposit_due(house.talk) == 0
    assert deposit_due(house.needling) == 50
    terms_set(by=house.olga, service=house.talk, seen=1, details=own | {"follows_general": True})
    assert deposit_due(house.talk) == 50


def test_two_owners_cannot_overwrite_each_other(house: House) -> None:
    fees(house)
    with pytest.raises(ValidationError, match="Somebody else changed"):
        fees(house)


def test_cancelling_is_free_until_the_hours_agreed(house: House) -> None:
    fees(house)
    visit = book(house, house.amara)
    agreed(house, visit)
    limit = visit.starts_at - timedelta(hours=48)
    assert fee_for_cancelling(visit, limit) is None
    fee = fee_for_cancelling(visit, limit + timedelta(seconds=1))
    assert fee is not None
    assert fee.kind == Kind.LATE
    assert fee.words == "120.00 EUR: cancelled less than 48 hours before the visit."


def test_who_agreed_to_nothing_owes_no_fee(house: House) -> None:
    fees(house)
    visit = book(house, house.amara)
    assert fee_for_cancelling(visit, visit.starts_at) is None
    with pytest.raises(ValidationError, match="Nobody agreed to a fee"):
        fee_charge(by=house.fred, visit=visit, kind=Kind.LATE, why="late")


def test_a_dearer_price_changes_no_fee_agreed_before(house: House) -> None:
    fees(house)
    visit = book(house, house.amara)
    agreed(house, visit)
    house.needling.price = Decimal(400)
    house.needling.save()
    kept = agreed_for(visit)
    assert kept is not None
    assert "240.00 EUR" in kept.text
    assert fee_charge(by=house.fred, visit=visit, kind=Kind.LATE, why="late").amount == 120


def test_other_words_than_were_shown_are_not_agreed_to(house: House) -> None:
    visit, shown = book(house, house.amara), terms_for(house.needling).digest
    fees(house)
    with pytest.raises(ValidationError, match="have changed since"):
        terms_agreed(by=house.amara_herself, visit=visit, how=Shown.ACCOUNT, digest=shown)


def test_a_deposit_counts_towards_the_fee_of_a_missed_visit(house: House) -> None:
    visit = _with_deposit(house)
    pay(house, 50)
    Visit.objects.filter(pk=visit.pk).update(state=State.MISSED)
    visit.refresh_from_db()
    fee = late_fee(visit, visit.starts_at)
    assert fee is not None
    assert fee.kind == Kind.MISSED
    for _ in range(2):
        fee_charge(by=house.fred, visit=visit, kind=Kind.MISSED, why="did not come")
    assert balance_of(house.amara) == {"EUR": 150}


def test_a_deposit_is_a_part_of_the_price(house: House) -> None:
    visit = _with_deposit(house)
    for _ in range(2):
        session_charge(by=house.fred, visit=visit)
    assert balance_of(house.amara) == {"EUR": 240}


def test_a_deposit_is_asked_for_once_and_comes_back(house: House) -> None:
    visit = _with_deposit(house)
    deposit_ask(by=house.fred, visit=visit)
    pay(house, 50)
    deposit_release(by=house.fred, visit=visit, why="cancelled in time")
    assert balance_of(house.amara) == {"EUR": -50}


def test_a_patient_who_cancels_is_charged_in_her_own_name_only(house: House) -> None:
    visit = _with_deposit(house)
    fee_charge(by=house.amara_herself, visit=visit, kind=Kind.LATE, why="cancelled")
    assert Charge.objects.get(kind=Kind.LATE).by_name == "The patient"
    with pytest.raises(NotYours):
        fee_charge(by=house.bea_herself, visit=visit, kind=Kind.LATE, why="cancelled")


def _with_deposit(house: House) -> Visit:
    fees(house)
    visit = book(house, house.amara)
    agreed(house, visit)
    deposit_ask(by=house.fred, visit=visit)
    return visit
