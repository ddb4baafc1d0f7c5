"""Writing about stock: every change of a count is a move with a reason."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import Changed, add, change
from percuta_clinic.audit.services import record
from percuta_clinic.config.ids import new_id
from percuta_clinic.stock.booking_off import counted as shelf_counted
from percuta_clinic.stock.finding import twins_of
from percuta_clinic.stock.models import Lot, Product, StockMove


def product_add(*, by: Actor, **details: Any) -> Product:
    """A new product."""
    return add(Product(), by=by, action="product.added", details=details)


def product_change(*, by: Actor, product: Product, as_shown: str = "", **details: Any) -> Product:
    """Changes how a product is named and ordered."""
    return change(product, by=by, action="product.changed", details=details, as_shown=as_shown)


@transaction.atomic
def lot_receive(
    *,
    by: Actor,
    product: Product,
    number: str,
    expires_on: date,
    quantity: int,
    received_on: date,
    once: UUID | None = None,
    another: bool = False,
) -> Lot:
    """Puts a delivery on the shelf; more of a lot that is there already is added to it.

    ``another``: somebody looked, and it is not the lot whose number differs by capitals only.
    """
    number = number.strip()
    _refuse_old(number, expires_on, received_on)
    if quantity < 1:
        raise ValidationError("Nothing was received: the quantity is below 1.")
    Product.objects.select_for_update().get(pk=product.pk)  # two hands at once meet here
    _refuse_twin(Lot(product=product, number=number), another=another)
    lot = _lot(product, number, {"expires_on": expires_on, "received_on": received_on})
    if lot.expires_on != expires_on:
        raise ValidationError(
            f"Lot {number} is here already and expires on {lot.expires_on:%-d %B %Y}, not on "
            f"{expires_on:%-d %B %Y}. Look at the box again."
        )
    if lot.recalled_at:
        raise ValidationError(f"Lot {number} was recalled: {lot.recall_reason} Send it back.")
    if _was_done(once, lot=lot, by_how_many=quantity):
        return lot
    _move(by=by, lot=lot, by_how_many=quantity, reason="received", once=once)
    record(by=by, action="lot.received", subject=lot, fields=("quantity",))
    return lot


def _refuse_old(number: str, expires_on: date, received_on: date) -> None:
    if not number:
        raise ValidationError("Type the lot number printed on the box.")
    if expires_on < received_on:
        raise ValidationError(
            f"Lot {number} expired on {expires_on:%-d %B %Y}, before it was received on "
            f"{received_on:%-d %B %Y}. Check both dates, or send it back."
        )


def _refuse_twin(new: Lot, *, another: bool) -> None:
    """Asks where a number differs from one that is here by capitals or spaces only."""
    others = [one for one in twins_of(new) if one.number != new.number]
    for one in others:
        if one.recalled_at:
            raise ValidationError(
                f"Lot {one.number} was recalled, and {new.number} differs from it by capitals or "
                f"spaces only: {one.recall_reason} Send it back."
            )
    if others and not another and len(twins_of(new)) == len(others):
        number = others[0].number
        raise ValidationError(
            f"Lot {number} is here already; {new.number} differs from it by capitals or spaces "
            f"only. Is it the same lot? Then enter it as {number}. If the maker says that it is "
            "another one, tick that below. A recall of one stops both."
        )


def _lot(product: Product, number: str, days: dict[str, date]) -> Lot:
    try:
        with transaction.atomic():
            Lot.objects.get_or_create(
                product=product, number=number, defaults={**days, "quantity": 0}
            )
    except IntegrityError as trouble:
        raise ValidationError(f"Lot {number} could not be put down: {trouble}") from trouble
    return Lot.objects.select_for_update().get(product=product, number=number)


@transaction.atomic
def lot_count(*, by: Actor, lot: Lot, counted: int, reason: str, version: int) -> Lot:
    """Puts the count right after somebody looked; refused if it moved since it was shown."""
    _need(reason, "Say why the count is put right.")
    now = Lot.objects.select_for_update().get(pk=lot.pk)
    if now.version != version:
        raise Changed(now)
    if counted != now.quantity:
        _move(by=by, lot=now, by_how_many=counted - now.quantity, reason=reason)
        record(by=by, action="lot.counted", subject=now, fields=("quantity",), reason=reason)
    shelf_counted(by=by, lot=now)
    return now


@transaction.atomic
def lot_take(*, by: Actor, lot: Lot, quantity: int, reason: str, once: UUID | None = None) -> Lot:
    """Takes some of a lot off the shelf: used, broken, thrown away."""
    _need(reason, "Say what they were taken for.")
    if quantity < 1:
        raise ValidationError("Nothing was taken: the quantity is below 1.")
    lot = Lot.objects.select_for_update().get(pk=lot.pk)
    if _was_done(once, lot=lot, by_how_many=-quantity):
        return lot
    _move(by=by, lot=lot, by_how_many=-quantity, reason=reason, once=once)
    record(by=by, action="lot.taken", subject=lot, fields=("quantity",), reason=reason)
    return lot


@transaction.atomic
def lot_recall(*, by: Actor, lot: Lot, reason: str) -> Lot:
    """Takes a lot out of use at once; its count stays, so that it can be sent back.

    So does a lot whose number differs by capitals only: nobody tells them apart at the gate.
    """
    _need(reason, "Say who recalled the lot and why.")
    now = timezone.now()
    for one in twins_of(lot):
        changed = Lot.objects.filter(pk=one.pk, recalled_at=None).update(
            recalled_at=now, recall_reason=reason.strip()[:300], version=F("version") + 1
        )
        if changed:
            record(
                by=by, action="lot.recalled", subject=one, fields=("recalled_at",), reason=reason
            )
    lot.refresh_from_db()
    return lot


@transaction.atomic
def lot_release(*, by: Actor, lot: Lot, reason: str) -> Lot:
    """Takes a recall back, also of what was recalled along with it."""
    _need(reason, "Say why the lot may be used again.")
    for one in twins_of(lot):
        changed = Lot.objects.filter(pk=one.pk, recalled_at=lot.recalled_at)
        changed = changed.exclude(recalled_at=None)
        if changed.update(recalled_at=None, recall_reason="", version=F("version") + 1):
            record(
                by=by, action="lot.released", subject=one, fields=("recalled_at",), reason=reason
            )
    lot.refresh_from_db()
    return lot


def _need(reason: str, words: str) -> None:
    if not reason.strip():
        raise ValidationError(words)


def _was_done(once: UUID | None, *, lot: Lot, by_how_many: int) -> bool:
    """Whether the same form was handed in before, by a second click or a second try."""
    earlier = StockMove.objects.filter(pk=once).first() if once else None
    if earlier and (earlier.lot_id, earlier.change) != (lot.pk, by_how_many):
        raise ValidationError(
            f"This page was handed in before: {earlier}. If something else moved too, open the "
            "page again and enter it there."
        )
    return earlier is not None


def _move(*, by: Actor, lot: Lot, by_how_many: int, reason: str, once: UUID | None = None) -> None:
    """The count and its move, both or neither; a count never falls below zero."""
    changed = Lot.objects.filter(pk=lot.pk, quantity__gte=-by_how_many).update(
        quantity=F("quantity") + by_how_many, version=F("version") + 1
    )
    lot.refresh_from_db()
    if not changed:
        raise ValidationError(
            f"Only {lot.quantity} of lot {lot.number} are there; {-by_how_many} cannot be taken. "
            "Count the shelf and correct the count first."
        )
    StockMove.objects.create(
        id=once or new_id(),
        lot=lot,
        change=by_how_many,
        reason=reason.strip()[:300],
        by=by.name,
    )
