"""Makes an upload harmless: typed by its content, limited, and written anew."""

from threading import Lock

from percuta_clinic.files.arriving import LIMIT
from percuta_clinic.files.documents import rewrite
from percuta_clinic.files.pictures import redraw
from percuta_clinic.files.shapes import Clean, Refused

ACCEPTED = "JPEG, PNG and WebP pictures and PDF documents"
PICTURES = "JPEG, PNG and WebP pictures"
_PICTURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
_OTHERS = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"BM": "a BMP picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a GZIP archive",
    b"\x00\x00\x01\x00": "an icon",
    b"\x00\x00\x00\x0cjP  ": "a JPEG 2000 picture",
    b"\xff\x4f\xff\x51": "a JPEG 2000 picture",
    b"\xff\x0a": "a JPEG XL picture",
    b"8BPS": "a Photoshop picture",
}
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_one_at_a_time = Lock()


def type_of(content: bytes, *, accepted: str = ACCEPTED) -> str:
    """JPEG, PNG, WEBP or PDF. Raises Refused for everything else, whatever its name says."""
    for start, name in _PICTURES.items():
        if content.startswith(start):
            return name
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content.startswith(b"%PDF-"):
        return "PDF"
    raise Refused(f"This is {_found(content)}. Accepted are {accepted}.{_way_out(content)}")


def _found(content: bytes) -> str:
    if not content.strip(b"\x00 \t\r\n"):
        return "an empty file"
    if content[128:132] == b"DICM":
        return "a DICOM picture"
    if _is_heic(content):
        return "a HEIC or AVIF picture"
    for start, name in _OTHERS.items():
        if content.startswith(start):
            return name
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head:
        return "an SVG drawing, which can hold a program"
    if head.startswith((b"<!doctype html", b"<html", b"<script", b"<body", b"<head")):
        return "a web page, which can hold a program"
    if b"%pdf-" in head:
        return "a PDF hidden behind something else"
    if b"\x00" not in head:
        return "a plain text"
    return "of a kind that is not known here"


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC


def _way_out(content: bytes) -> str:
    if _is_heic(content):
        return " Save it as JPEG, or set the phone's camera to “Most compatible”."
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return " Save the document as PDF and add that."
    return ""


def clean(content: bytes, *, size: int | None = None) -> Clean:
    """``content`` as it may be kept. ``size`` is what was sent, if not all of it was taken."""
    _refuse_large(content, size)
    kind = type_of(content)
    with _one_at_a_time:
        return rewrite(content) if kind == "PDF" else redraw(content, form=kind)


def clean_photograph(content: bytes, *, size: int | None = None) -> Clean:
    """The same for a picture that was taken: no document, and nothing to be seen through."""
    _refuse_large(content, size)
    kind = type_of(content, accepted=PICTURES)
    if kind == "PDF":
        raise Refused(
            f"This is a PDF document. Accepted are {PICTURES}. Put documents into the chart "
            "under “Add files”."
        )
    with _one_at_a_time:
        return redraw(content, form=kind, opaque=True)


def _refuse_large(content: bytes, size: int | None) -> None:
    sent = max(size or 0, len(content))
    if sent > LIMIT:
        raise Refused(
            f"This file has {sent / 1_048_576:.1f} MiB; a file may have "
            f"{LIMIT // 1_048_576} MiB. Save it smaller, or split it."
        )
    if len(content) < sent:
        raise Refused("Too much was sent at once. Add the files one after the other.")
