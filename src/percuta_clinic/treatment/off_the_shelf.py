"""With its signing, what a session used comes off the shelf."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from percuta_clinic.people.models import Account
from percuta_clinic.stock.booking_off import lot_book_off, pieces_of, to_count
from percuta_clinic.stock.models import Kind, Lot
from percuta_clinic.treatment.models import LotUse, Session


@transaction.atomic
def stock_book_off(session: Session, by: Account) -> None:
    """Books off what was opened, broken or unused too; what was booked off before stays so."""
    rows = LotUse.objects.select_for_update(of=("self",)).select_related("lot__product")
    due = list(rows.filter(session=session, struck=False, again=False, booked_at=None))
    for lot in sorted({one.lot for one in due if one.lot}, key=lambda one: str(one.pk)):
        mine = [one for one in due if one.lot_id == lot.pk]
        for unused, words in ((False, "used"), (True, "opened and not used")):
            needed = _pieces(lot, [one for one in mine if one.unused == unused])
            if needed:
                reason = f"{words} in the session of {session.opened_at:%Y-%m-%d}"
                lot_book_off(by=by.actor, lot=lot, quantity=needed, reason=reason)
    for number in {one.lot_number for one in due if one.lot is None}:
        called = f"Lot {number}" if number else "Something without a lot number"
        to_count(f"{called} was used and is not in stock. Receive it, or look at the label again.")
    LotUse.objects.filter(pk__in=[one.pk for one in due]).update(booked_at=timezone.now())


def _pieces(lot: Lot, uses: Iterable[LotUse]) -> int:
    uses = list(uses)
    if lot.product.kind == Kind.CARTRIDGE:
        return len(uses)
    booked = LotUse.objects.filter(lot=lot, struck=False).exclude(booked_at=None)
    before = booked.aggregate(all=Sum("grams"))["all"] or Decimal(0)
    grams = sum((one.grams for one in uses), Decimal(0))
    return pieces_of(lot.product, grams, before=before, times=len(uses))


def book_off_signed(*, session: Session, by: Account, **_: Any) -> None:
    """For the signal that a record was signed."""
    stock_book_off(session, by)
