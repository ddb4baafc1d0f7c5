"""Cartridges and creams as they are said to be used: each is noted with its lot, once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from percuta_clinic.people.models import Account
from percuta_clinic.stock.coded import Code, unit_key
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.finding import (
    lot_of,
    maybe_recalled,
    number_said,
    product_of,
    why_not,
)
from percuta_clinic.stock.models import Kind, Lot
from percuta_clinic.stock.sameness import item_key, number_key
from percuta_clinic.treatment.consequences import News
from percuta_clinic.treatment.gate import fit_here
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Kind as Went
from percuta_clinic.treatment.models import LotUse, Session, SpentPiece
from percuta_clinic.treatment.off_the_shelf import stock_book_off
from percuta_clinic.treatment.pieces import Piece, is_sure, piece_of, uses_of

Value = Mapping[str, Any]


@transaction.atomic
def cartridge_taken(*, session: Session, item: UUID, value: Value, by: Account) -> LotUse:
    """Notes a cartridge that was opened. One that was used in another session is an incident."""
    code = code_of(value)
    lot, number = _lot_said(Kind.CARTRIDGE, value)
    use = _use(session, item, Kind.CARTRIDGE, by=by)
    use.lot, use.lot_number, use.serial = lot, number, code.serial.strip()
    piece = piece_of(code, lot)
    use.article = piece.article
    use.used_at = _time(value.get("opened_at"))
    use.struck = bool(value.get("struck"))
    _keep(use, "" if use.struck else unit_of(code, lot))
    if not use.struck:
        _look_at(use, code, piece=piece, by=by)
    return use


@transaction.atomic
def cream_put_on(*, session: Session, item: UUID, value: Value, by: Account) -> LotUse:
    """Notes an application of cream with its lot."""
    use = _use(session, item, Kind.CREAM, by=by)
    use.lot, use.lot_number = _lot_said(Kind.CREAM, value)
    use.article = str(value.get("cream", ""))
    use.grams = Decimal(str(value["grams"])).quantize(Decimal("0.01"))
    use.used_at = _time(value.get("on_at"))
    use.struck = bool(value.get("struck"))
    _keep(use, "")
    if not use.struck:
        day = parse_date(str(value.get("expires", "")))
        _look_at(use, Code(system="text", raw=use.lot_number, expires=day), piece=None, by=by)
    return use


def use_followed(news: News) -> None:
    """What stands of a cartridge or a cream is noted; what came late is booked off at once."""
    by, session, event = news.by, news.session, news.event
    start, _, item = event.slot.partition("/")
    if start == "cartridge" and item.endswith("/end"):
        _ended(session, UUID(item.removesuffix("/end")), news)
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
        if value.get("struck") or number_key(number) == signed.lot_key:
            return
        key = uuid5(key, str(event.pk))
    noted(session=session, item=key, value=value, by=by)
    stock_book_off(session, by)


def _ended(session: Session, item: UUID, news: News) -> None:
    """What was never on the skin says so; what a record was signed with is not taken back."""
    if not news.event.late:
        unused = (news.found.get(news.event.slot) or {}).get("how") == "unused"
        LotUse.objects.filter(session=session, item=item).update(unused=unused)


def code_of(value: Value) -> Code:
    """What the label says; for a typed lot what the tablet made of it."""
    read = code_read(str(value["code"]))
    if read.system != "text":
        return read
    item, lot, serial = (str(value.get(name, "")).strip() for name in ("gtin", "lot", "serial"))
    day = parse_date(str(value.get("expires", "")))
    said = Code(system="text", raw=read.raw, item=item, lot=lot, expires=day, serial=serial)
    return replace(said, flags=read.flags)


def unit_of(code: Code, lot: Lot | None) -> str:
    """The one piece, by its article, lot and serial number; empty without a serial number."""
    item = code.item or (lot.product.code if lot else "")
    return unit_key(item_key(item), code.lot or (lot.number if lot else ""), code.serial)


def _lot_said(kind: Kind, value: Value) -> tuple[Lot | None, str]:
    """The lot on the shelf and its number, by the label, or else as it was chosen."""
    if kind is Kind.CARTRIDGE:
        code, key = code_of(value), value.get("stock_lot", "")
        number = code.lot or ("" if code.flags else number_said(code))
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


def _look_at(use: LotUse, code: Code, *, piece: Piece | None, by: Account) -> None:
    """Opens an incident where it should not have been used; what happened stays in the stream."""
    kind = Kind(use.kind)
    word, why = why_not(use.lot, expires=code.expires, day=_day(use))
    if word == "expired":
        why = f"{why} {_judged(use)}"
    elsewhere = use.lot is None or number_key(use.lot.number) != use.lot_key
    if word != "recalled" and elsewhere:
        found = maybe_recalled(replace(code, lot=code.lot or use.lot_number), kind=kind)
        word, why = found if found[0] else (word, why)
    _tell(use, word, why, by=by)
    if piece is not None:
        product = use.lot.product if use.lot is not None else product_of(code.item)
        _tell(use, *fit_here(use.session, product), by=by)
    if piece:
        _look_elsewhere(use, piece, by=by)


def _look_elsewhere(use: LotUse, piece: Piece, *, by: Account) -> None:
    """Whoever opened it second is told, whichever tablet handed it over first, and this one too."""
    others = uses_of(piece, outside=use.session)
    if others:
        _tell(use, "used before", _twice(use, others[0], sure=is_sure(piece, others[0])), by=by)
    for other in others:
        if isinstance(other, LotUse) and _opened(other) > _opened(use):
            _tell(other, "used before", _twice(other, use, sure=is_sure(piece, other)), by=by)


def _opened(use: LotUse) -> datetime:
    """A tablet's clock may be ahead: it was opened by the time it was heard of."""
    return min(use.used_at, use.came_at)


def _twice(use: LotUse, other: LotUse | SpentPiece, *, sure: bool) -> str:
    after = isinstance(other, LotUse) and _opened(other) > _opened(use)
    when = (
        f", on {timezone.localtime(other.used_at):%-d %B %Y at %H:%M}"
        if isinstance(other, LotUse)
        else ""
    )
    which = f"in another session {'afterwards' if after else 'before'}{when}"
    if sure:
        return f"This very piece was used {which}."
    return (
        f"A piece with this serial number was used {which}, and one of the two labels leaves out "
        "lot or article: it may be the same. Look at both."
    )


def _tell(use: LotUse, word: str, why: str, *, by: Account) -> None:
    if word not in ("used before", "expired", "recalled", "other device"):
        return
    words, cause = f"{use}: {why}", f"{use.kind}:{use.item}:{word}"
    incident_open(by=by, session=use.session, cause=cause, kind=Went.CARTRIDGE, words=words)


def _day(use: LotUse) -> date:
    """A tablet's clock may be slow: the later of what it said and when it was heard of here."""
    return timezone.localdate(max(use.used_at, use.came_at))


def _judged(use: LotUse) -> str:
    """Which of the two moments the expiry was judged by."""
    said, came = (
        f"{timezone.localtime(one):%-d %B %Y, %H:%M}" for one in (use.used_at, use.came_at)
    )
    if use.came_at > use.used_at:
        return f"Judged by when it came here, {came}; the tablet says {said}."
    return f"Judged by what the tablet says, {said}; it came here {came}."
