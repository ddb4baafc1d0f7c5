"""From a code or a printed number to the product and the lot on the shelf."""

from datetime import date

from percuta_clinic.stock.coded import Code
from percuta_clinic.stock.models import Kind, Lot, Product

_GTIN = 14


def item_key(text: str) -> str:
    """An article number as all codes of it write it: a GTIN with all its digits."""
    plain = text.strip().lstrip("+").upper()
    return plain.zfill(_GTIN) if plain.isdecimal() else plain


def product_of(item: str) -> Product | None:
    """The product with this article number; None if none or several have it."""
    if not item:
        return None
    rows = Product.objects.exclude(code="")
    found = [one for one in rows if item_key(one.code) == item_key(item)]
    return found[0] if len(found) == 1 else None


def lot_of(code: Code, *, kind: Kind | None = None) -> Lot | None:
    """The lot a code names. Where several products have that number, none is guessed."""
    number = code.lot if code.system != "text" else code.lot or code.raw
    if not number.strip():
        return None
    rows = Lot.objects.select_related("product").filter(number__iexact=number.strip())
    if kind is not None:
        rows = rows.filter(product__kind=kind)
    product = product_of(code.item)
    if product is not None:
        rows = rows.filter(product=product)
    elif code.item:
        rows = rows.filter(product__code="")
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def why_not(lot: Lot | None, *, expires: date | None, day: date) -> tuple[str, str]:
    """Why something of this lot may not be used on ``day``: a word and a sentence, or nothing."""
    if lot is not None and lot.recalled_at is not None:
        return "recalled", f"Lot {lot.number} was recalled: {lot.recall_reason} Put it aside."
    until = min(one for one in (expires, lot and lot.expires_on, date.max) if one)
    if until < day:
        return "expired", f"It expired on {until:%-d %B %Y}. Take another one."
    if lot is None:
        return "unknown", "This lot is not in stock. Look at the label again, or have it received."
    return "", ""
