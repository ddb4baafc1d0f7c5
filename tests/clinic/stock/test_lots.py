"""A count changes only by moves, never falls below zero, and two people never lose one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, Sum

from clinic.people_here import House
from clinic.stock.shelf import lot, product
from percuta_clinic.audit.change import Changed
from percuta_clinic.audit.models import Entry
from percuta_clinic.premises.queries import today
from percuta_clinic.stock.models import Lot, StockMove
from percuta_clinic.stock.queries import expiring_lots, to_reorder, usable_lots
from percuta_clinic.stock.services import (
    lot_count,
    lot_recall,
    lot_receive,
    lot_release,
    lot_take,
)


def _moves(one: Lot) -> int:
    return int(one.moves.aggregate(all=Sum("change"))["all"])


def test_a_delivery_is_counted_by_a_move(house: House) -> None:
    one = lot(house)
    assert (one.quantity, _moves(one)) == (20, 20)
    assert Entry.objects.get(action="lot.received").fields == ["quantity"]


def test_more_of_the_same_lot_is_added_to_it(house: House) -> None:
    lot(house)
    assert lot(house, quantity=5).quantity == 25
    assert Lot.objects.count() == 1


def test_one_lot_with_two_expiry_dates_is_refused(house: House) -> None:
    lot(house)
    with pytest.raises(ValidationError, match="is here already and expires on"):
        lot(house, days=10)


def test_more_of_a_recalled_lot_is_refused(house: House) -> None:
    lot_recall(by=house.fred.actor, lot=lot(house), reason="Letter of the maker.")
    with pytest.raises(ValidationError, match="was recalled: Letter of the maker"):
        lot(house)


def test_what_expired_before_it_came_is_refused(house: House) -> None:
    with pytest.raises(ValidationError, match="before it was received"):
        lot(house, days=-1)
    assert not Lot.objects.exists()


def test_the_database_itself_refuses_expiry_before_receipt(house: House) -> None:
    day = today(house.clinic)
    early = day - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.create(
            product=product(house), number="X", quantity=1, expires_on=early, received_on=day
        )


@pytest.mark.parametrize("quantity", [0, -3])
def test_a_delivery_of_nothing_is_refused(house: House, quantity: int) -> None:
    with pytest.raises(ValidationError, match="below 1"):
        lot(house, quantity=quantity)


def test_more_than_is_there_cannot_be_taken(house: House) -> None:
    one = lot(house)
    with pytest.raises(ValidationError, match="Only 20 of lot A12 are there"):
        lot_take(by=house.sina.actor, lot=one, quantity=21, reason="used")
    one.refresh_from_db()
    assert (one.quantity, _moves(one)) == (20, 20)


def test_the_database_itself_refuses_a_count_below_zero(house: House) -> None:
    one = lot(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.filter(pk=one.pk).update(quantity=-1)


def test_two_who_hold_an_old_count_both_take_from_the_true_one(house: House) -> None:
    one = lot(house)
    other = Lot.objects.get(pk=one.pk)
    lot_take(by=house.sina.actor, lot=one, quantity=12, reason="used")
    with pytest.raises(ValidationError, match="Only 8 of lot A12"):
        lot_take(by=house.dora.actor, lot=other, quantity=12, reason="used")
    assert _moves(one) == 8


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_take_exactly_what_is_there(house: House) -> None:
    one = lot(house, quantity=5)
    actor = house.sina.actor

    def grab(_: int) -> bool:
        try:
            lot_take(by=actor, lot=Lot.objects.get(pk=one.pk), quantity=1, reason="used")
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as hands:
        taken = list(hands.map(grab, range(12)))
    one.refresh_from_db()
    assert (taken.count(True), one.quantity, _moves(one)) == (5, 0, 0)


def test_a_count_is_put_right_with_its_reason(house: House) -> None:
    one = lot(house)
    lot_count(
        by=house.fred.actor, lot=one, counted=17, reason="three fell down", version=one.version
    )
    one.refresh_from_db()
    assert one.quantity == 17
    newest = one.moves.first()
    assert newest is not None
    assert (newest.change, newest.reason, newest.by) == (-3, "three fell down", "Fred Front")


def test_a_count_of_a_shelf_that_moved_meanwhile_is_refused(house: House) -> None:
    one = lot(house)
    seen = one.version
    lot_take(by=house.sina.actor, lot=one, quantity=2, reason="used")
    with pytest.raises(Changed):
        lot_count(by=house.fred.actor, lot=one, counted=20, reason="counted", version=seen)
    assert _moves(one) == 18


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_moves_without_a_reason(house: House, reason: str) -> None:
    one, by = lot(house), house.fred.actor
    refused = "Say "
    with pytest.raises(ValidationError, match=refused):
        lot_take(by=by, lot=one, quantity=1, reason=reason)
    with pytest.raises(ValidationError, match=refused):
        lot_count(by=by, lot=one, counted=1, reason=reason, version=one.version)
    with pytest.raises(ValidationError, match=refused):
        lot_recall(by=by, lot=one, reason=reason)
    with pytest.raises(ValidationError, match=refused):
        lot_release(by=by, lot=one, reason=reason)


def test_a_move_is_neither_changed_nor_removed(house: House) -> None:
    move = lot(house).moves.get()
    move.change = 1000
    with pytest.raises(IntegrityError), transaction.atomic():
        move.save()
    with pytest.raises(ProtectedError):
        move.delete()
    assert StockMove.objects.get().change == 20


def test_a_recalled_lot_keeps_its_count_and_is_not_used(house: House) -> None:
    one, day = lot(house), today(house.clinic)
    assert usable_lots(house.sina, day=day).count() == 1
    lot_recall(by=house.fred.actor, lot=one, reason="Seals may leak.")
    assert (one.quantity, usable_lots(house.sina, day=day).count()) == (20, 0)
    lot_release(by=house.fred.actor, lot=one, reason="The maker wrote again.")
    assert usable_lots(house.sina, day=day).count() == 1


def test_a_lot_may_be_used_on_its_last_day_and_not_after(house: House) -> None:
    one = lot(house, days=0)
    assert usable_lots(house.sina, day=one.expires_on).count() == 1
    assert usable_lots(house.sina, day=one.expires_on + timedelta(days=1)).count() == 0


def test_what_expires_soon_is_listed(house: House) -> None:
    lot(house, days=61)
    day = today(house.clinic)
    assert expiring_lots(house.fred, day=day).count() == 0
    assert expiring_lots(house.fred, day=day + timedelta(days=1)).count() == 1


def test_what_may_not_be_used_does_not_count_as_enough(house: House) -> None:
    one, day = lot(house), today(house.clinic)
    assert to_reorder(house.fred, day=day) == []
    lot_recall(by=house.fred.actor, lot=one, reason="Seals may leak.")
    assert [held.usable for held in to_reorder(house.fred, day=day)] == [0]


def test_a_lot_without_its_number_is_refused(house: House) -> None:
    day = today(house.clinic)
    with pytest.raises(ValidationError, match="lot number printed on the box"):
        lot_receive(
            by=house.fred.actor,
            product=product(house),
            number="  ",
            expires_on=day,
            quantity=1,
            received_on=day,
        )


@pytest.mark.parametrize("number", ["a12", "A 12", "\uff211\uff12"])
def test_a_number_that_differs_by_capitals_or_spaces_is_asked_about(
    house: House, number: str
) -> None:
    first = lot(house)
    with pytest.raises(ValidationError, match="Then enter it as A12"):
        lot(house, number=number)
    assert Lot.objects.get() == first


def test_another_lot_that_differs_by_capitals_only_is_received_once_somebody_looked(
    house: House,
) -> None:
    one = lot(house)
    receive = partial(
        lot_receive,
        by=house.fred.actor,
        product=one.product,
        number="a12",
        expires_on=one.expires_on,
        received_on=one.received_on,
        quantity=2,
    )
    small = receive(another=True)
    receive()
    small.refresh_from_db()
    assert (small.quantity, Lot.objects.count()) == (4, 2)


def test_a_lot_that_differs_from_a_recalled_one_by_capitals_only_is_refused(house: House) -> None:
    lot_recall(by=house.fred.actor, lot=lot(house), reason="Letter of the maker.")
    with pytest.raises(ValidationError, match="A12 was recalled, and a12 differs"):
        lot(house, number="a12")
