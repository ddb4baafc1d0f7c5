"""Codes in a picture from a camera; the picture is looked at and forgotten."""

from io import BytesIO

import zxingcpp
from PIL import Image
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from percuta_clinic.files.pictures import refuse_at_sight, refuse_huge
from percuta_clinic.files.shapes import Refused

MOST_BYTES = 4 * 1024 * 1024
MOST_CODES = 5
FORMS = ("JPEG", "PNG", "WEBP")
_LARGEST_SIDE = 2400  # a label fills a good part of the picture; more only takes time
_KINDS = zxingcpp.BarcodeFormat
_LOOKED_FOR = zxingcpp.BarcodeFormats((_KINDS.DataMatrix, _KINDS.QRCode, _KINDS.Code128))


def codes_in(content: bytes) -> list[str]:
    """The text of every code in the picture, as a scanner would give it. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused(
            f"This picture has {len(content) / 1024 / 1024:.1f} MB; for a code it may have "
            f"{MOST_BYTES // 1024 // 1024}. Take a smaller one."
        )
    found = zxingcpp.read_barcodes(
        _grey(content), formats=_LOOKED_FOR, text_mode=zxingcpp.TextMode.Plain
    )
    return list(dict.fromkeys(_text(one) for one in found))[:MOST_CODES]


def _text(found: zxingcpp.Barcode) -> str:
    says_gs1 = found.content_type == zxingcpp.ContentType.GS1
    return f"{found.symbology_identifier}{found.text}" if says_gs1 else str(found.text)


def _grey(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=FORMS) as opened:
            refuse_at_sight(content, opened.format or "")
            refuse_huge(opened.width, opened.height)
            opened.draft("L", (_LARGEST_SIDE, _LARGEST_SIDE))
            grey = opened.convert("L")
    except (DecompressionBombError, DecompressionBombWarning) as bomb:
        raise Refused("This picture has far too many pixels. Take a smaller one.") from bomb
    except Refused:
        raise
    except Exception as error:  # a parser of hostile bytes may fail in any way
        raise Refused("This is no picture that can be read. Take another one.") from error
    grey.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    return grey
