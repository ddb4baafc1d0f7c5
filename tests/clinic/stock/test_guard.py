"""The database refuses to change what was moved, and its guards come back if they get lost."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from percuta_clinic.audit.triggers import name_of
from percuta_clinic.stock.models import Kind, Lot, Product, StockMove
from percuta_clinic.stock.triggers import SQLITE

pytestmark = pytest.mark.django_db


@pytest.fixture
def move() -> StockMove:
    today = timezone.localdate()
    lot = Lot.objects.create(
        product=Product.objects.create(kind=Kind.CREAM, name="Cream"),
        number="A1",
        expires_on=today,
        quantity=1,
        received_on=today,
    )
    return StockMove.objects.create(lot=lot, change=1, reason="received", by="Fred")


@pytest.mark.parametrize(
    "statement", ["UPDATE stock_stockmove SET change = 5", "DELETE FROM stock_stockmove"]
)
def test_the_database_refuses_to_change_a_move(move: StockMove, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert StockMove.objects.get(pk=move.pk).change == 1


def test_a_guard_that_got_lost_is_put_back(move: StockMove) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in SQLITE:
                cursor.execute(f"DROP TRIGGER {name_of(statement)}")
    call_command("migrate", verbosity=0)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM stock_stockmove")
    assert StockMove.objects.filter(pk=move.pk).exists()
