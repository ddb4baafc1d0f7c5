"""The ledger: what is charged, taken, waived and paid back, and what never changes."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from clinic.billing.money_here import charge, four, pay
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.billing.ledger import (
    Due,
    Taken,
    charge_add,
    charge_waive,
    payment_take,
    payment_turn,
)
from percuta_clinic.billing.models import Charge, How, Kind, Payment, Reversal
from percuta_clinic.billing.queries import balance_of, books_of
from percuta_clinic.billing.selling import package_sell
from percuta_clinic.config.ids import new_id


def test_a_payment_settles_the_oldest_charge_first(house: House) -> None:
    first, second = charge(house, 60), charge(house, 40)
    pay(house, 70)
    still = {one.pk: one.open for one in books_of(house.amara).charges}
    assert still == {first.pk: 0, second.pk: 30}


def test_a_payment_can_be_meant_for_one_charge(house: House) -> None:
    first, second = charge(house, 60), charge(house, 40)
    pay(house, 40, first=second)
    still = {one.pk: one.open for one in books_of(house.amara).charges}
    assert still == {first.pk: 60, second.pk: 0}


def test_money_paid_ahead_settles_the_next_charge(house: House) -> None:
    pay(house, 100)
    assert balance_of(house.amara) == {"EUR": -100}
    charge(house, 60)
    assert balance_of(house.amara) == {"EUR": -40}
    assert not books_of(house.amara).open


def test_currencies_are_never_mixed(house: House) -> None:
    charge(house, 60)
    pay(house, 60, currency="CHF")
    assert balance_of(house.amara) == {"EUR": 60, "CHF": -60}
    assert books_of(house.amara).words == "60.00 EUR open · 60.00 CHF in credit"


def test_a_double_tap_takes_the_money_once(house: House) -> None:
    charge(house)
    taken = Taken(amount=Decimal(60), currency="EUR", how=How.CARD, once=new_id())
    for _ in range(2):
        payment_take(by=house.fred, patient=house.amara, taken=taken)
    assert Payment.objects.count() == 1


def test_an_old_page_takes_no_other_amount(house: House) -> None:
    once = new_id()
    for amount in (60, 20):
        taken = Taken(amount=Decimal(amount), currency="EUR", how=How.CARD, once=once)
        if amount == 20:
            with pytest.raises(ValidationError, match=r"60\.00 EUR, card terminal was taken"):
                payment_take(by=house.fred, patient=house.amara, taken=taken)
        else:
            payment_take(by=house.fred, patient=house.amara, taken=taken)


def test_a_waived_charge_frees_what_was_paid_for_it(house: House) -> None:
    made = charge(house, 60)
    pay(house, 60)
    charge_waive(by=house.dora, charge=made, why="she was ill", once=new_id())
    assert balance_of(house.amara) == {"EUR": -60}
    turned = Reversal.objects.get()
    assert (turned.by_name, turned.why) == ("Dora Doktor", "she was ill")
    assert Entry.objects.get(action="charge.waived").reason == ""


def test_money_paid_back_opens_the_charge_again(house: House) -> None:
    charge(house, 60)
    paid = pay(house, 60)
    payment_turn(
        by=house.olga,
        payment=paid,
        why="the pump broke",
        amount=Decimal(20),
        how=How.CASH,
        once=new_id(),
    )
    assert balance_of(house.amara) == {"EUR": 20}


def test_nothing_is_reversed_twice(house: House) -> None:
    made, once = charge(house, 60), new_id()
    for _ in range(2):
        charge_waive(by=house.dora, charge=made, why="she was ill", once=once)
    assert Reversal.objects.count() == 1
    with pytest.raises(ValidationError, match="reversed already"):
        charge_waive(by=house.dora, charge=made, why="again", once=new_id())


def test_an_old_page_writes_no_other_charge_reversal_or_package(house: House) -> None:
    once, paid, made = new_id(), pay(house, 60), charge(house, 60)
    turn = partial(payment_turn, by=house.olga, payment=paid, how=How.CASH, once=new_id())
    waive = partial(charge_waive, by=house.dora, charge=made, once=new_id())
    due = partial(Due, kind=Kind.OTHER, currency="EUR", why="sun cream", once="form:1")
    acts: list[tuple[Callable[[], object], Callable[[], object]]] = [
        (
            lambda: turn(why="the pump broke", amount=Decimal(20)),
            lambda: turn(why="the pump broke", amount=Decimal(30)),
        ),
        (
            lambda: waive(why="she was ill", amount=Decimal(10)),
            lambda: waive(why="she was ill", amount=Decimal(50)),
        ),
        (
            lambda: charge_add(by=house.fred, patient=house.amara, due=due(amount=Decimal(9))),
            lambda: charge_add(by=house.fred, patient=house.bea, due=due(amount=Decimal(9))),
        ),
    ]
    kind = four(house)
    sell = partial(package_sell, by=house.fred, kind=kind, once=once)
    acts.append((lambda: sell(patient=house.amara), lambda: sell(patient=house.bea)))
    for first, other in acts:
        first()
        first()
        with pytest.raises(ValidationError, match="From this page"):
            other()
    assert Reversal.objects.count() == 2


def test_the_front_desk_waives_nothing(house: House) -> None:
    with pytest.raises(Http404):
        charge_waive(by=house.fred, charge=charge(house), why="a friend", once=new_id())


def test_whoever_took_a_payment_puts_a_slip_right_herself(house: House) -> None:
    paid = pay(house)
    turn = partial(payment_turn, payment=paid, why="typed twice", amount=Decimal(60), once=new_id())
    with pytest.raises(Http404):
        turn(by=house.sina, how=None)
    with pytest.raises(Http404):
        turn(by=house.fred, how=How.CASH)
    turn(by=house.fred, how=None)
    assert balance_of(house.amara) == {}


@pytest.mark.parametrize("amount", ["0", "-5", "0.001", "100000.01"])
def test_an_odd_amount_is_not_taken(house: House, amount: str) -> None:
    taken = Taken(amount=Decimal(amount), currency="EUR", how=How.CASH, once=new_id())
    with pytest.raises(ValidationError, match="no amount to charge or take"):
        payment_take(by=house.fred, patient=house.amara, taken=taken)


def test_receipts_are_numbered_without_a_gap(house: House) -> None:
    assert [pay(house, 10).number for _ in range(3)] == [1, 2, 3]


def deleted(paid: Payment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM billing_payment WHERE number = %s", [paid.number])


def test_the_database_itself_keeps_the_ledger(house: House) -> None:
    made, paid = charge(house), pay(house)
    for change in (
        lambda: Charge.objects.filter(pk=made.pk).update(amount=1),
        lambda: Charge.objects.filter(pk=made.pk).update(why="other"),
        lambda: Payment.objects.filter(pk=paid.pk).update(how="card"),
        lambda: deleted(paid),
        lambda: paid.allocations.update(amount=2),
    ):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()
