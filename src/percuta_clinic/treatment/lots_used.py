"""Cartridges and creams as they are said to be used: each is noted with its lot, once."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from percuta_clinic.people.models import Account
from percuta_clinic.stock.coded import Code, unit_key
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.finding import item_key, lot_of, why_not
from percuta_clinic.stock.models import Kind, Lot
from percuta_clinic.treatment.consequences import News
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Kind as Went
from percuta_clinic.treatment.models import LotUse, Session
from percuta_clinic.treatment.off_the_shelf import stock_book_off

Value = Mapping[str, Any]


@transaction.atomic
def cartridge_taken(*, session: Session, item: UUID, value: Value, by: Account) -> LotUse:
    """Notes a cartridge that was opened. One that was used in another session is an incident."""
    code = code_of(value)
    lot, number = _lot_said(Kind.CARTRIDGE, value)
    use = _use(session, item, Kind.CARTRIDGE, by=by)
    use.lot, use.lot_number, use.serial = lot, number, code.serial
    use.used_at = _time(value.get("opened_at"))
    use.struck = bool(value.get("struck"))
    _keep(use, "" if use.struck else unit_of(code, lot))
    if not use.struck:
        _look_at(use, expires=code.expires, by=by)
    return use


@transaction.atomic
def cream_put_on(*, session: Session, item: UUID, value: Value, by: Account) -> LotUse:
    """Notes an application of cream with its lot."""
    use = _use(session, item, Kind.CREAM, by=by)
    use.lot, use.lot_number = _lot_said(Kind.CREAM, value)
    use.grams = Decimal(str(value["grams"])).quantize(Decimal("0.01"))
    use.used_at = _time(value.get("on_at"))
    use.struck = bool(value.get("struck"))
    _keep(use, "")
    if not use.struck:
        _look_at(use, expires=parse_date(str(value.get("expires", ""))), by=by)
    return use


def use_followed(news: News) -> None:
    """What stands of a cartridge or a cream is noted; what came late is booked off at once."""
    by, session, event = news.by, news.session, news.event
    start, _, item = event.slot.partition("/")
    if "/" in item or item == "none":
        return
    noted = cartridge_taken if start == "cartridge" else cream_put_on
    if not event.late:
        noted(session=session, item=UUID(item), value=news.found.get(event.slot), by=by)
        return
    key, value = UUID(item), event.value
    signed = LotUse.objects.filter(session=session, item=key).first()
    if signed is not None:  # what a record was signed with is never taken off a recall
        _, number = _lot_said(Kind(signed.kind), value)
        if value.get("struck") or number.casefold() == signed.lot_number.casefold():
            return
        key = uuid5(key, str(event.pk))
    noted(session=session, item=key, value=value, by=by)
    stock_book_off(session, by)


def code_of(value: Value) -> Code:
    """What the label says; for a typed lot what the tablet made of it."""
    read = code_read(str(value["code"]))
    if read.system != "text":
        return read
    item, lot, serial = (str(value.get(name, "")).strip() for name in ("gtin", "lot", "serial"))
    day = parse_date(str(value.get("expires", "")))
    return Code(system="text", raw=read.raw, item=item, lot=lot, expires=day, serial=serial)


def unit_of(code: Code, lot: Lot | None) -> str:
    """The one piece, by its article, lot and serial number; empty without a serial number."""
    item = code.item or (lot.product.code if lot else "")
    return unit_key(item_key(item), code.lot or (lot.number if lot else ""), code.serial)


def _lot_said(kind: Kind, value: Value) -> tuple[Lot | None, str]:
    """The lot on the shelf and its number, by the label, or else as it was chosen."""
    if kind is Kind.CARTRIDGE:
        code, key = code_of(value), value.get("stock_lot", "")
        number = code.lot
    else:
        number, key = str(value.get("lot_number", "")), value.get("lot", "")
        code = Code(system="text", raw=number)
    lot = _stocked(key, code, kind)
    return lot, number or (lot.number if lot else "")


def _stocked(key: str, code: Code, kind: Kind) -> Lot | None:
    """The lot on the shelf: the one the label names, or else the one that was chosen."""
    found = lot_of(code, kind=kind)
    if found is None and key:
        rows = Lot.objects.select_related("product").filter(product__kind=kind)
        found = rows.filter(pk=key).first()
    return found


def _use(session: Session, item: UUID, kind: Kind, *, by: Account) -> LotUse:
    found = LotUse.objects.select_for_update().filter(session=session, item=item).first()
    return found or LotUse(session=session, item=item, kind=kind, by_name=by.name)


def _time(text: Any) -> datetime:
    found = parse_datetime(str(text))
    if found is None:
        return timezone.now()
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _keep(use: LotUse, unit: str) -> None:
    """One piece is in one row: whoever is second, even at the same moment, is told so."""
    use.unit, use.again = unit, False
    try:
        with transaction.atomic():
            use.save()
    except IntegrityError:
        use.unit, use.again = "", True
        use.save()


def _look_at(use: LotUse, *, expires: Any, by: Account) -> None:
    """Opens an incident where it should not have been used; what happened stays in the stream."""
    day = timezone.localtime(use.used_at).date()
    word, why = why_not(use.lot, expires=expires, day=day)
    recalled = use.lot.recalled_at if use.lot else None
    if word == "recalled" and recalled is not None and recalled > use.used_at:
        word = ""
    if use.again and not _of_this_session(use):
        word, why = "used before", "This very piece was used in another session before."
    if word in ("used before", "expired", "recalled"):
        words = f"{use}: {why}"
        cause = f"{use.kind}:{use.item}:{word}"
        incident_open(by=by, session=use.session, cause=cause, kind=Went.CARTRIDGE, words=words)


def _of_this_session(use: LotUse) -> bool:
    """Whether it was noted twice in one session, which harms nobody."""
    rows = LotUse.objects.filter(session=use.session, lot_number__iexact=use.lot_number)
    return rows.filter(serial=use.serial, again=False).exclude(unit="").exists()
