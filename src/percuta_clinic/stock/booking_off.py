"""What was used comes off the shelf; a count that is too low is said, and never in the way."""

import math
import re
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.stock.amounts import amount
from percuta_clinic.stock.models import Lot, Product, StockMove, ToCount

_GRAMS = re.compile(r"(\d+(?:\.\d+)?)\s*g\b")


@transaction.atomic
def lot_book_off(*, by: Actor, lot: Lot, quantity: int, reason: str) -> int:
    """Takes up to ``quantity`` of a lot and says how many; what lacks is to be counted."""
    lot = Lot.objects.select_for_update(of=("self",)).select_related("product").get(pk=lot.pk)
    taken = min(lot.quantity, quantity)
    if taken > 0:
        Lot.objects.filter(pk=lot.pk).update(
            quantity=F("quantity") - taken, version=F("version") + 1
        )
        StockMove.objects.create(lot=lot, change=-taken, reason=reason[:300], by=by.name)
        record(by=by, action="lot.booked_off", subject=lot, fields=("quantity",), reason=reason)
    if taken < quantity:
        used, had = (amount(one, lot.product.unit) for one in (quantity, taken))
        to_count(f"{lot}: {used} used, and the shelf says {had}. Count it.", lot=lot)
    return taken


def to_count(words: str, *, lot: Lot | None = None) -> None:
    """Asks for a look at the shelf, once for the same words while nobody has looked."""
    ToCount.objects.get_or_create(lot=lot, words=words[:500], done_at=None)


def counted(*, by: Actor, lot: Lot) -> None:
    """Whoever counts the lot has looked."""
    rows = ToCount.objects.filter(lot=lot, done_at=None)
    rows.update(done_at=timezone.now(), done_by=by.name)


@transaction.atomic
def shelf_looked_at(*, by: Actor, asked: ToCount) -> None:
    """Somebody looked at what no count of a lot can end."""
    rows = ToCount.objects.filter(pk=asked.pk, done_at=None)
    if rows.update(done_at=timezone.now(), done_by=by.name):
        record(by=by, action="shelf.looked_at", subject=asked)


def pieces_of(product: Product, grams: Decimal, *, before: Decimal, times: int) -> int:
    """How many of what is counted: grams, tubes opened for them, or one for each application."""
    if (size := grams_of_one(product)) is None:
        return times
    return math.ceil((before + grams) / size) - math.ceil(before / size)


def grams_of_one(product: Product) -> Decimal | None:
    """How many grams one unit holds; None if nobody wrote it down."""
    if product.unit.strip().lower() in ("g", "gram", "grams"):
        return Decimal(1)
    found = _GRAMS.search(product.unit) or _GRAMS.search(product.name)
    size = Decimal(found[1]) if found else Decimal(0)
    return size or None
