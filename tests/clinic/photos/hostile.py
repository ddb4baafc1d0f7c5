"""Fifty-nine hostile pictures: bombs, two things at once, lies, fragments, stowaways."""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from clinic.photos import raw_formats as raw
from clinic.photos.raw_formats import (
    EOI,
    HIGH,
    MARK,
    SOI,
    WIDE,
    box,
    chunk,
    drawn,
    noisy,
    png,
    segment,
    tiff,
    with_segment,
)

Make = Callable[[], bytes]
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>" + MARK + b"</script></svg>"
PHP, HTML = b"<?php echo '" + MARK + b"';?>", b"<html><script>" + MARK + b"</script>"
MUCH = b"\x00" * 80_000_000


def _saved(form: str, picture: Image.Image | None = None, **more: object) -> bytes:
    held = BytesIO()
    (picture or Image.new("RGB", (WIDE, HIGH), (200, 150, 120))).save(held, form, **more)
    return held.getvalue()


def _zipped() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("run.js", MARK)
    return held.getvalue()


def _exif(turn: int) -> bytes:
    told = Image.Exif()
    told[0x010F], told[0x0112] = "Apple", turn
    told[0x013B], told[0x9C9B] = MARK.decode(), MARK.decode().encode("utf-16-le")
    gps = told.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 31.0, 12.0), "E", (13.0, 24.0, 18.0)
    gps[29] = MARK.decode()
    details = told.get_ifd(0x8769)
    details[0xA431], details[0xA430], details[0x927C] = MARK.decode(), MARK.decode(), MARK * 3
    return drawn(exif=told)


def _thumbnail() -> bytes:
    """The preview of another picture inside the details."""
    inner = with_segment(0xFE, MARK)
    first = (0x0201, 4, 1, struct.pack("<I", 38)), (0x0202, 4, 1, struct.pack("<I", len(inner)))
    return with_segment(0xE1, tiff(*first, after=inner))


def _transparent() -> bytes:
    """Words in the colours of what is quite transparent."""
    pixels = (MARK * (WIDE * HIGH * 3 // len(MARK) + 1))[: WIDE * HIGH * 3]
    picture = Image.frombytes("RGB", (WIDE, HIGH), pixels)
    picture.putalpha(0)
    return _saved("PNG", picture)


def _frames(form: str) -> bytes:
    """The second frame is another picture."""
    second = Image.new("RGB", (WIDE, HIGH), (1, 2, 3))
    more: dict[str, Any] = {"save_all": True, "append_images": [second], "xmp": MARK}
    if form == "PNG":
        more = more | {"pnginfo": _text()}
    return _saved(form, **more)


def _text() -> PngInfo:
    told = PngInfo()
    told.add_text("Comment", MARK.decode())
    return told


def _passes() -> bytes:
    """A JPEG that draws its last pass three thousand times."""
    content = _saved("JPEG", progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:-2] + content[last:-2] * 3000 + EOI


def _profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return drawn(icc_profile=profile + MARK)


def _palette() -> bytes:
    picture = Image.new("RGB", (WIDE, HIGH), (200, 150, 120)).quantize(4)
    return _saved("PNG", picture, transparency=0, pnginfo=_text())


HOSTILE: dict[str, Make] = {
    # bombs
    "png of fifty megapixels": lambda: _saved("PNG", Image.new("1", (7100, 7100)), pnginfo=_text()),
    "png that claims four gigapixels": lambda: png(head=raw.header(65535, 65535)) + MARK,
    "png that claims all numbers there are": lambda: png(head=raw.header(2**31 - 1, 2**31 - 1)),
    "png in many pieces": raw.in_many_pieces,
    "png whose pixels go on and on": lambda: png(body=zlib.compress(raw.rows() + MUCH)),
    "png with a text that unfolds": lambda: png(chunk(b"zTXt", b"a\x00\x00" + zlib.compress(MUCH))),
    "png with an international text that unfolds": lambda: png(
        chunk(b"iTXt", b"a\x00\x01\x00\x00\x00" + zlib.compress(MUCH))
    ),
    "png with a profile that unfolds": lambda: png(
        chunk(b"iCCP", b"a\x00\x00" + zlib.compress(MUCH))
    ),
    "webp of a gigabyte": raw.huge_webp,
    "jpeg that claims four gigapixels": lambda: raw.resized(drawn(comment=MARK), 65535, 65535),
    "jpeg of three thousand passes": _passes,
    "gif that claims four gigapixels": lambda: b"GIF89a\xff\xff\xff\xff" + MARK,
    # two things at once
    "jpeg and archive": lambda: drawn() + _zipped(),
    "jpeg and page": lambda: drawn() + HTML,
    "jpeg with a program in its remark": lambda: drawn(comment=PHP),
    "jpeg with a document in its remark": lambda: drawn(comment=b"%PDF-1.7\n" + MARK),
    "jpeg with a page before its pixels": lambda: with_segment(0xE0, HTML),
    "document before jpeg": lambda: b"%PDF-1.7\n" + MARK + drawn(),
    "png with a program as text": lambda: png(chunk(b"tEXt", b"Comment\x00" + PHP)),
    "png with a script as international text": lambda: png(
        chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + HTML)
    ),
    "png with a program as profile": lambda: png(chunk(b"iCCP", b"a\x00\x00" + zlib.compress(PHP))),
    "png with a chunk of its own": lambda: png(chunk(b"paRt", MARK)),
    "png with an archive behind it": lambda: png() + _zipped(),
    "webp with a page behind it": lambda: drawn("WEBP") + HTML,
    # lies about what they are
    "drawing": lambda: SVG,
    "drawing behind a long remark": lambda: b"<!--" + b" " * 3000 + b"-->" + SVG,
    "drawing in an archive": lambda: gzip.compress(SVG),
    "page": lambda: HTML,
    "page behind a mark of its letters": lambda: b"\xef\xbb\xbf\n<!DOCTYPE html>" + HTML,
    "program of windows": lambda: b"MZ\x90\x00" + MARK,
    "program of linux": lambda: b"\x7fELF" + MARK,
    "program as text": lambda: PHP,
    "archive": _zipped,
    "jpeg 2000": lambda: box(b"jP  ", b"\r\n\x87\n") + box(b"ftyp", b"jp2 ") + MARK,
    "heic": lambda: box(b"ftyp", b"heic\x00\x00\x00\x00mif1") + MARK,
    "tiff": lambda: _saved("TIFF", description=MARK.decode()),
    "icon": lambda: _saved("ICO") + MARK,
    # fragments
    "jpeg of its first bytes": lambda: drawn(comment=MARK)[:40],
    "jpeg cut in the middle": lambda: noisy()[: len(noisy()) // 2],
    "jpeg with broken tables": lambda: noisy().replace(b"\xff\xc4", b"\xff\xc4\x00\x04", 1),
    "jpeg without height": lambda: raw.resized(drawn(), WIDE, 0),
    "png cut in its pixels": lambda: png()[:-40],
    "png with wrong sums": lambda: png()[:30] + b"\x00" + png()[31:],
    "png without width": lambda: png(head=raw.header(0, HIGH)),
    "png as thin as a line": lambda: png(
        body=zlib.compress(raw.rows(30000, 1)), head=raw.header(30000, 1)
    ),
    "webp cut short": lambda: drawn("WEBP", lossless=True)[:40],
    # odd, and to be cleaned
    "jpeg in four inks": lambda: drawn(mode="CMYK", comment=MARK),
    "png of sixteen bits": lambda: drawn("PNG", "I;16", colour=30000, pnginfo=_text()),
    "png of a palette": _palette,
    "png in seven passes": raw.interlaced,
    "png with words under its transparency": _transparent,
    "png that moves": lambda: _frames("PNG"),
    "webp that moves": lambda: _frames("WEBP"),
    # stowaways
    "jpeg with place, serial and owner": lambda: _exif(6),
    "jpeg with another picture in it": _thumbnail,
    "jpeg whose details point at themselves": lambda: with_segment(
        0xE1, tiff((0x8769, 4, 1, struct.pack("<I", 8)), onward=8, after=MARK)
    ),
    "jpeg with broken details": lambda: with_segment(
        0xE1, tiff((0x0112, 7, 2**31, b"\xff" * 4), (0x8825, 3, 9, b"\xff" * 4), after=MARK)
    ),
    "jpeg with press, photoshop and xmp blocks": lambda: (
        SOI
        + segment(
            0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x20\x1c\x02\x78\x00" + MARK
        )
        + segment(0xED, b"Photoshop 3.0\x008BIM\x07\xd0\x00\x00\x00\x00\x00\x14" + MARK)
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + MARK + b"</x:xmpmeta>")
        + segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + MARK)
        + drawn()[2:]
    ),
    "jpeg of two pictures and a profile": lambda: (
        _saved("MPO", save_all=True, append_images=[Image.new("RGB", (WIDE, HIGH))]) + _profile()
    ),
}
