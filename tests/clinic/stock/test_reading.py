"""Codes in pictures, drawn as a label printer would draw them."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from percuta_clinic.files.shapes import Refused
from percuta_clinic.stock.coded import Code
from percuta_clinic.stock.codes import code_read
from percuta_clinic.stock.reading import codes_in

GS1 = "(01)04012345678901(17)281231(10)45A(21)X9"
HIBC = "+A99912345/$$52001510X33"
FORMATS = zxingcpp.BarcodeFormat


def picture(text: str, form: zxingcpp.BarcodeFormat, *, turn: int = 0, gs1: bool = False) -> bytes:
    drawn = zxingcpp.create_barcode(text, form, gs1=gs1).to_image(scale=5)
    label = Image.new("L", (1900, 900), 200)
    label.paste(Image.fromarray(drawn), (120, 150))
    held = BytesIO()
    label.rotate(turn, fillcolor=200).convert("RGB").save(held, "JPEG", quality=70)
    return held.getvalue()


@pytest.mark.parametrize("form", [FORMATS.DataMatrix, FORMATS.QRCode, FORMATS.Code128])
def test_a_photographed_label_is_read_as_a_scanner_would(form: zxingcpp.BarcodeFormat) -> None:
    assert codes_in(picture(HIBC, form, turn=7)) == [HIBC]


def test_a_photographed_separator_keeps_lot_and_serial_number_apart() -> None:
    (text,) = codes_in(picture(GS1, FORMATS.DataMatrix, gs1=True))
    found: Code = code_read(text)
    assert (found.system, found.lot, found.serial) == ("gs1", "45A", "X9")


def test_a_picture_without_a_code_has_none() -> None:
    held = BytesIO()
    Image.new("RGB", (300, 200), "white").save(held, "PNG")
    assert codes_in(held.getvalue()) == []


def test_what_is_too_big_or_no_picture_is_refused_with_words() -> None:
    held = BytesIO()
    Image.new("1", (9000, 9000)).save(held, "PNG")
    for content, words in ((held.getvalue(), "81 million"), (b"%PDF-1.7", "no picture")):
        with pytest.raises(Refused, match=words):
            codes_in(content)
    with pytest.raises(Refused, match="MB"):
        codes_in(bytes(5_000_000))
