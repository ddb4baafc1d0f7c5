"""From a code or a printed number to the product and the lot on the shelf."""

from datetime import date

from percuta_clinic.stock.coded import Code
from percuta_clinic.stock.models import Kind, Lot, Product
from percuta_clinic.stock.sameness import item_key, number_key, same_article


def product_of(item: str) -> Product | None:
    """The product with this article number; None if none or several have it."""
    if not item:
        return None
    rows = Product.objects.exclude(code="")
    found = [one for one in rows if item_key(one.code) == item_key(item)]
    return found[0] if len(found) == 1 else None


def lot_of(code: Code, *, kind: Kind | None = None) -> Lot | None:
    """The lot a code names. Where several products have that number, none is guessed."""
    number = number_said(code)
    rows = lots_named(number, kind=kind)
    product = product_of(code.item)
    if product is not None:
        rows = [one for one in rows if one.product_id == product.pk]
    elif code.item:
        rows = [one for one in rows if not one.product.code]
    if len({one.product_id for one in rows}) != 1:
        return None
    # Of two that differ by capitals only, the recalled one stops both.
    return min(rows, key=lambda one: (one.recalled_at is None, one.number != number.strip()))


def number_said(code: Code) -> str:
    """The lot number of a label; of what was typed, all of it."""
    return code.lot or (code.raw if code.system == "text" else "")


def lots_named(number: str, *, kind: Kind | None = None) -> list[Lot]:
    """Every lot with this number, however it was written, of every product."""
    if not (key := number_key(number)):
        return []
    rows = Lot.objects.select_related("product").order_by("made_at", "pk")
    if kind is not None:
        rows = rows.filter(product__kind=kind)
    return [one for one in rows if number_key(one.number) == key]


def twins_of(lot: Lot) -> list[Lot]:
    """The lot, and those of its product whose numbers differ by capitals or spaces only."""
    found = lots_named(lot.number, kind=Kind(lot.product.kind))
    return [one for one in found if one.product_id == lot.product_id]


def maybe_recalled(code: Code, *, kind: Kind) -> tuple[str, str]:
    """For a lot that is not on the shelf: whether one of its number was recalled; as why_not."""
    for lot in lots_named(number_said(code), kind=kind):
        if lot.recalled_at is None:
            continue
        sure = same_article(code.item, lot.product.code)
        why = "" if sure else f" Only the number is the same; this may not be {lot.product}."
        return "recalled", f"{lot} was recalled: {lot.recall_reason}{why} Put it aside."
    return "", ""


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
