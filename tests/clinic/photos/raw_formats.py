"""Pictures put together byte by byte, as no honest program writes them."""

import struct
import zlib
from io import BytesIO

from PIL import Image

MARK = b"zyzzyva-hidden-words"
WIDE, HIGH = 320, 240
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SOI, EOI = b"\xff\xd8", b"\xff\xd9"


def drawn(form: str = "JPEG", mode: str = "RGB", *, colour: int = 128, **more: object) -> bytes:
    """An honest picture of one colour."""
    held = BytesIO()
    tint = {"RGB": (200, 150, 120), "CMYK": (10, 60, 80, 0)}
    Image.new(mode, (WIDE, HIGH), tint.get(mode) or colour).save(held, form, **more)
    return held.getvalue()


def noisy() -> bytes:
    """One that has much to lose when it is cut."""
    held, line = BytesIO(), bytes(range(256)) * (WIDE * HIGH * 3 // 256)
    Image.frombytes("RGB", (WIDE, HIGH), line).save(held, "JPEG", quality=95)
    return held.getvalue()


def segment(number: int, body: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes([0xFF, number]) + struct.pack(">H", len(body) + 2) + body


def with_segment(number: int, body: bytes, content: bytes = b"") -> bytes:
    """A JPEG with one more segment, right at its beginning."""
    return SOI + segment(number, body) + (content or drawn())[2:]


def resized(jpeg: bytes, wide: int, high: int) -> bytes:
    """A JPEG that claims another size."""
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", high, wide) + jpeg[at + 4 :]


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def header(wide: int = WIDE, high: int = HIGH, *, bits: int = 8, laced: int = 0) -> bytes:
    """Of a PNG in RGB."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, bits, 2, 0, 0, laced))


def rows(wide: int = WIDE, high: int = HIGH) -> bytes:
    """The lines of a grey PNG in RGB, not compressed yet."""
    return (b"\x00" + b"\x80" * (3 * wide)) * high


def png(*chunks: bytes, body: bytes | None = None, head: bytes = b"") -> bytes:
    """A PNG with more chunks before its pixels."""
    pixels = zlib.compress(rows()) if body is None else body
    ends = chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return SIGNATURE + (head or header()) + b"".join(chunks) + ends


def in_many_pieces() -> bytes:
    """Each byte of the pixels in a chunk of its own."""
    pieces = b"".join(chunk(b"IDAT", bytes([one])) for one in zlib.compress(rows()))
    return SIGNATURE + header() + pieces + chunk(b"IEND", b"")


def interlaced() -> bytes:
    """In the seven passes of Adam."""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4))
    lines = b"".join(
        rows(-(-(WIDE - left) // across), -(-(HIGH - top) // down))
        for left, top, across, down in (*passes, (1, 0, 2, 2), (0, 1, 1, 2))
    )
    return png(
        chunk(b"tEXt", b"Comment\x00" + MARK), body=zlib.compress(lines), head=header(laced=1)
    )


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP of these chunks."""
    body = b"".join(
        name + struct.pack("<I", len(one)) + one + b"\x00" * (len(one) % 2) for name, one in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def huge_webp() -> bytes:
    """A canvas that a decoder would make a gigabyte of room for."""
    side = (16383 - 1).to_bytes(3, "little")
    return riff((b"VP8X", b"\x00" * 4 + side + side), (b"XMP ", MARK))


def tiff(*entries: tuple[int, int, int, bytes], after: bytes = b"", onward: int = 0) -> bytes:
    """An EXIF block of raw entries: tag, type, count, four bytes."""
    body = struct.pack("<H", len(entries))
    body += b"".join(struct.pack("<HHI", *one[:3]) + one[3] for one in entries)
    return b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + body + struct.pack("<I", onward) + after


def box(name: bytes, body: bytes) -> bytes:
    """Of HEIC, AVIF and JPEG 2000."""
    return struct.pack(">I", len(body) + 8) + name + body
