"""Files as people send them, the kind ones and the others."""

import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

SCRIPT = b"<script>alert(1)</script>"
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    held = BytesIO()
    drawn = Image.new(mode, size)
    drawn.putpixel((0, 0), (255, 0, 0) if mode == "RGB" else (255, 0, 0, 255))
    drawn.save(held, form)
    return held.getvalue()


def geotagged() -> bytes:
    """Taken with a phone held upright, at a known place, with a comment that is a script."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "Secret Phone"
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    held = BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(held, "JPEG", exif=exif, comment=SCRIPT)
    return held.getvalue()


def huge() -> bytes:
    held = BytesIO()
    Image.new("1", (8000, 6000)).save(held, "PNG")
    return held.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return len(body).to_bytes(4, "big") + kind + body + check.to_bytes(4, "big")


def strip(*, rows: int) -> bytes:
    """One pixel wide, and in a kilobyte as many rows as it says."""
    told = (1).to_bytes(4, "big") + rows.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    drawn = zlib.compress(bytes(1_000_000))
    chunks = (_chunk(b"IHDR", told), _chunk(b"IDAT", drawn), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _text(words: str) -> TextStringObject:
    return TextStringObject(words)


def _javascript() -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): _text("app.alert(1)")}
    )


def pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def _link() -> DictionaryObject:
    rectangle = ArrayObject(FloatObject(n) for n in (0, 0, 50, 50))
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): rectangle,
            NameObject("/A"): _javascript(),
        }
    )


def acting_pdf() -> bytes:
    """A PDF that runs a script when opened, holds a file, a link, an author and a remark."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): _javascript()})
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): _text("hidden words")})
    writer.add_annotation(0, _link())
    writer.add_annotation(0, FreeText(text="Seen by Dora", rect=(10, 10, 90, 40)))
    writer.add_attachment("virus.exe", b"MZ secret program")
    writer.add_metadata({"/Author": "Somebody Private"})
    writer.root_object[NameObject("/OpenAction")] = _javascript()
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def filled_form() -> bytes:
    """A form whose field is drawn by its own stream, as filled-in forms are."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    looks = StreamObject()
    looks.set_data(b"BT (Allergic to latex) Tj ET")
    looks[NameObject("/Subtype")] = NameObject("/Form")
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/Rect"): ArrayObject(FloatObject(n) for n in (0, 0, 90, 20)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(looks)}),
            NameObject("/AA"): DictionaryObject({NameObject("/K"): _javascript()}),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("a password")
    held = BytesIO()
    writer.write(held)
    return held.getvalue()
