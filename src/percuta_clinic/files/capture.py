"""What a picture tells of when and with what it was taken, read before all but pixels goes."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image

_FORMS = ["JPEG", "PNG", "WEBP"]
_MAKE, _MODEL = 0x010F, 0x0110
_IFD, _ORIGINAL, _OFFSET = 0x8769, 0x9003, 0x9011
_TIME = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_SHORT = 60  # letters; whoever writes more of a make means something else


@dataclass(frozen=True, kw_only=True)
class Told:
    """``at`` has a time zone only if the picture says which."""

    at: datetime | None = None
    make: str = ""
    model: str = ""


def told_by(content: bytes) -> Told:
    """What stands in the details of a picture that was cleaned; whatever is odd is nothing."""
    with suppress(Exception):  # a parser of hostile bytes may fail in any way
        with Image.open(BytesIO(content), formats=_FORMS) as opened:
            exif = opened.getexif()
        return Told(
            at=_at(exif.get_ifd(_IFD)), make=_words(exif.get(_MAKE)), model=_words(exif.get(_MODEL))
        )
    return Told()


def _at(details: dict[int, object]) -> datetime | None:
    said, offset = _words(details.get(_ORIGINAL)), _words(details.get(_OFFSET))
    if not _TIME.fullmatch(said):
        return None
    day, hour = said.replace(":", "-", 2).split(" ")
    for words in (f"{day}T{hour}{offset}", f"{day}T{hour}"):
        with suppress(ValueError):
            return datetime.fromisoformat(words)
    return None


def _words(found: object) -> str:
    return found.strip("\x00 ") if isinstance(found, str) and len(found) <= _SHORT else ""
