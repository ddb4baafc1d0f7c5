"""One piece, one use: whether a piece may have been used before, however its label was read."""

from collections.abc import Iterable
from dataclasses import dataclass

from percuta_clinic.patients.models import Patient
from percuta_clinic.stock.coded import Code
from percuta_clinic.stock.finding import number_said
from percuta_clinic.stock.models import Lot
from percuta_clinic.stock.sameness import item_key, number_key
from percuta_clinic.treatment.models import LotUse, Session, SpentPiece


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What a label says of the one piece; article and lot may be missing."""

    article: str
    lot_key: str
    serial: str

    def may_be(self, other: LotUse | SpentPiece) -> bool:
        """Whether nothing on the two labels says that they are on two pieces."""
        pairs = ((self.article, item_key(other.article)), (self.lot_key, other.lot_key))
        return all(not one or not two or one == two for one, two in pairs)


def piece_of(code: Code, lot: Lot | None) -> Piece:
    """The piece with this label; what it leaves out is filled in from the lot on the shelf."""
    number = number_said(code) or (lot.number if lot else "")
    item = code.item or (lot.product.code if lot else "")
    return Piece(article=item_key(item), lot_key=number_key(number), serial=code.serial.strip())


def earlier_use(piece: Piece, *, outside: Session | None = None) -> LotUse | SpentPiece | None:
    """A use that was, or may have been, of this piece; ``outside`` leaves a session out."""
    return next(iter(uses_of(piece, outside=outside)), None)


def uses_of(piece: Piece, *, outside: Session | None = None) -> list[LotUse | SpentPiece]:
    """All of them, by when they were opened."""
    if not piece.serial:
        return []
    rows = LotUse.objects.filter(serial__iexact=piece.serial, struck=False).order_by("used_at")
    if outside is not None:
        rows = rows.exclude(session=outside)
    spent = SpentPiece.objects.filter(serial__iexact=piece.serial)
    found: list[LotUse | SpentPiece] = [*rows, *spent]
    return [one for one in found if piece.may_be(one)]


def is_sure(piece: Piece, other: LotUse | SpentPiece) -> bool:
    """Whether both labels say article and lot, so that it is this very piece."""
    return bool(piece.article and piece.lot_key and other.article and other.lot_key)


def pieces_kept(patient: Patient) -> None:
    """Before somebody is erased: that these pieces were used stays, without whom or when."""
    uses = LotUse.objects.filter(session__patient=patient, struck=False).exclude(serial="")
    SpentPiece.objects.bulk_create(
        SpentPiece(lot_key=one.lot_key, article=one.article, serial=one.serial, unit=one.unit)
        for one in sorted(uses, key=lambda one: str(one.item))
    )


def units_spent() -> Iterable[str]:
    """The pieces of people who were erased, as a tablet knows them."""
    return SpentPiece.objects.exclude(unit="").values_list("unit", flat=True)
