"""The gate before the first needle: how the cartridge stands that somebody holds in her hand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.stock.coded import Code, told
from percuta_clinic.stock.finding import lot_of, maybe_recalled, product_of, why_not
from percuta_clinic.stock.fitting import fit_of
from percuta_clinic.stock.models import Kind, Lot, Product
from percuta_clinic.treatment.models import LotUse, Session, SpentPiece
from percuta_clinic.treatment.pieces import earlier_use, is_sure, piece_of, units_spent, uses_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``checked`` as the vocabulary of events has it, why, the lot on the shelf and its product."""

    checked: str
    words: str
    lot: Lot | None
    product: Product | None


def cartridge_standing(session: Session, code: Code) -> Standing:
    """Whether the cartridge with this label may be used now."""
    lot = lot_of(code, kind=Kind.CARTRIDGE)
    word, words = why_not(lot, expires=code.expires, day=timezone.localdate())
    if lot is None:
        found = maybe_recalled(code, kind=Kind.CARTRIDGE)
        word, words = found if found[0] else (word, words)
    piece = piece_of(code, lot)
    before = earlier_use(piece, outside=session)
    here = LotUse.objects.filter(session=session, pk__in=_rows(uses_of(piece))).exists()
    if word in ("", "unknown") and (before is not None or here):
        elsewhere = _when(before, sure=is_sure(piece, before)) if before is not None else ""
        noted = "It is noted in this session already." if here else ""
        word, words = "used before", f"{noted} {elsewhere}".strip()
    if not word and lot is not None and not code.serial and left_of(lot) < 1:
        word = "used before"
        words = f"Every one of lot {lot.number} is noted as used. Take another lot, or count it."
    product = lot.product if lot is not None else product_of(code.item)
    if word in ("", "unknown"):
        fits = fit_here(session, product)
        if fits[0] == "other device" or not word:
            word, words = fits
    return Standing(checked=word or "ok", words=words, lot=lot, product=product)


def fit_here(session: Session, product: Product | None) -> tuple[str, str]:
    """Whether a cartridge is for the device of the session; as fit_of."""
    device = session.pack.get("device") or {}
    return fit_of(product, device=device.get("name", ""), model=device.get("model", ""))


def _rows(uses: Iterable[LotUse | SpentPiece]) -> list[UUID]:
    return [one.pk for one in uses if isinstance(one, LotUse)]


def _when(use: LotUse | SpentPiece, *, sure: bool) -> str:
    day = (
        f" in another session, on {timezone.localtime(use.used_at):%-d %B %Y at %H:%M}"
        if isinstance(use, LotUse)
        else " before"
    )
    if sure:
        return f"It was used{day}. Take it away, and take another one."
    return (
        f"A piece with serial number {use.serial} was used{day}. One of the two labels leaves out "
        "lot or article, so it may be this one. Take another one."
    )


def left_of(lot: Lot) -> int:
    """How many are on the shelf and not opened in a session that is still to be signed."""
    return lot.quantity - _opened([lot])[lot.pk]


def _opened(lots: Iterable[Lot]) -> Counter[UUID]:
    """How many of each lot were opened and are still to be booked off."""
    rows = LotUse.objects.filter(lot__in=list(lots), struck=False, again=False, booked_at=None)
    return Counter(rows.values_list("lot", flat=True))


def standing_told(session: Session, code: Code) -> dict[str, Any]:
    """What the code says and how it stands, as a tablet reads it."""
    found = cartridge_standing(session, code)
    lot = found.lot
    shelf = {
        "stock_lot": str(lot.pk) if lot else "",
        "number": lot.number if lot else "",
        "name": str(found.product or ""),
        "until": lot.expires_on.isoformat() if lot else "",
    }
    return told(code) | {"checked": found.checked, "words": found.words} | shelf


def in_pack(session: Session) -> dict[str, Any]:
    """What a tablet needs of the shelf while its line is down."""
    day = timezone.localdate()
    rows = Lot.objects.filter(product__kind=Kind.CARTRIDGE).select_related("product")
    rows = rows.filter(Q(quantity__gt=0) | Q(expires_on__gte=day)).order_by("expires_on")
    cartridges = list(rows)
    opened = _opened(cartridges)
    here = LotUse.objects.filter(Q(lot=None) | Q(lot__in=cartridges)).exclude(unit="")
    here = here.exclude(session=session)
    return {
        "cartridges": [
            {"lot": str(one.pk), "gtin": one.product.code, "name": one.product.name}
            | _on_the_shelf(one, day)
            | {"left": one.quantity - opened[one.pk]}
            | _fits(session, one.product)
            for one in cartridges
        ],
        "used": sorted({*here.values_list("unit", flat=True), *units_spent()}),
    }


def _fits(session: Session, product: Product) -> dict[str, str]:
    word, words = fit_here(session, product)
    return {"fit": word, "fit_words": words}


def creams_with_lots(creams: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The creams of a pack, each with its lots on the shelf; one not to be used says so."""
    day = timezone.localdate()
    there = Lot.objects.filter(product__kind=Kind.CREAM, quantity__gt=0).order_by("expires_on")
    lots = [
        (one.product.key, {"id": str(one.pk), "left": one.quantity} | _on_the_shelf(one, day))
        for one in there.select_related("product")
    ]
    return [cream | {"lots": [lot for key, lot in lots if key == cream["key"]]} for cream in creams]


def _on_the_shelf(lot: Lot, day: date) -> dict[str, Any]:
    return {
        "number": lot.number,
        "expires": lot.expires_on.isoformat(),
        "state": why_not(lot, expires=None, day=day)[0] or "good",
    }
