"""Draws a picture anew from its pixels: no place, no time, no comment, nothing hidden behind it."""

from io import BytesIO

from PIL import Image, ImageCms
from PIL.Image import DecompressionBombError, DecompressionBombWarning, Transpose

from percuta_clinic.files.shapes import Clean, Refused

MEGAPIXELS = 40
LONGEST = 20_000  # pixels of one side; millions of rows cost much, however narrow they are
SMALL = 320
MOST_SCANS = 100  # of one JPEG; each pass over many pixels takes time
_SCAN = b"\xff\xda"
_SIDE = 0x3FFF
_ORIENTATION = 0x0112
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_OPTIONS: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 92, "subsampling": 0},
    "PNG": {},
    "WEBP": {"quality": 92, "method": 2},
}


def redraw(content: bytes, *, form: str, opaque: bool = False) -> Clean:
    """The picture in the same format, upright, in sRGB, and a small one of it.

    ``opaque``: nothing can be seen through, and so nothing hidden behind it.
    """
    try:
        refuse_at_sight(content, form)
        with Image.open(BytesIO(content), formats=[form]) as opened:
            refuse_huge(opened.width, opened.height)
            pixels = _pixels(opened, opaque=opaque)
    except (DecompressionBombError, DecompressionBombWarning) as bomb:
        raise _too_many(f"far more than {MEGAPIXELS}") from bomb
    except Refused:
        raise
    except Exception as error:  # a parser of hostile bytes may fail in any way
        raise Refused(
            f"This calls itself a {form} picture but cannot be read: it is damaged or cut short. "
            "Save it anew, or take another copy."
        ) from error
    return Clean(
        content=_written(pixels, form, **_OPTIONS[form]),
        kind=f"image/{form.lower()}",
        small=_small(pixels),
        width=pixels.width,
        height=pixels.height,
    )


def refuse_at_sight(content: bytes, form: str) -> None:
    """What would already cost too much to open, or to draw."""
    if form == "JPEG" and content.count(_SCAN) > MOST_SCANS:
        raise Refused(
            f"This JPEG picture is drawn in {content.count(_SCAN)} passes; a picture may have "
            f"{MOST_SCANS}. Save it anew in another program."
        )
    if form == "WEBP":
        refuse_huge(*_webp_size(content))


def _webp_size(content: bytes) -> tuple[int, int]:
    """As the file says, before a decoder makes room for all of it."""
    kind, body = content[12:16], content[20:30]
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & _SIDE), 1 + (bits >> 14 & _SIDE)
    wide, high = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
    return wide & _SIDE, high & _SIDE


def refuse_huge(width: int, height: int) -> None:
    """Says how many pixels are too many, before room is made for them."""
    if max(width, height) > LONGEST:
        raise Refused(
            f"This picture is {max(width, height)} pixels long; a side may have {LONGEST}. "
            "Save it smaller, or cut a part out of it."
        )
    millions = width * height / 1_000_000
    if millions > MEGAPIXELS:
        raise _too_many(f"{millions:.0f}")


def _too_many(found: str) -> Refused:
    return Refused(
        f"This picture has {found} million pixels; a picture may have {MEGAPIXELS}. "
        "Save it smaller."
    )


def _pixels(opened: Image.Image, *, opaque: bool) -> Image.Image:
    """Drawn onto a fresh picture, which knows nothing of what came with the old one."""
    opened.load()
    plain = _plain(_in_srgb(_upright(opened)))
    if plain.mode != "RGBA":
        fresh = Image.new(plain.mode, plain.size)
        fresh.paste(plain)
        return fresh
    seen = plain.getchannel("A")
    if opaque:
        fresh = Image.new("RGB", plain.size, "white")
        fresh.paste(plain, mask=seen)
        return fresh
    fresh = Image.new("RGBA", plain.size)
    fresh.paste(plain, mask=seen.point(lambda level: 255 if level else 0))
    return fresh


def _upright(opened: Image.Image) -> Image.Image:
    """As it was held; a picture whose details are broken stays as it is."""
    try:
        turn = _TURNS.get(opened.getexif().get(_ORIENTATION, 1))
    except Exception:  # a parser of hostile bytes may fail in any way
        turn = None
    return opened if turn is None else opened.transpose(turn)


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        found = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a broken profile is not worth losing the picture
    return found or picture


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture
    see_through = picture.mode in ("LA", "PA", "La", "RGBa") or "transparency" in picture.info
    return picture.convert("RGBA" if see_through else "RGB")


def _written(picture: Image.Image, form: str, **options: int) -> bytes:
    held = BytesIO()
    shown = picture.convert("RGB") if form == "JPEG" and picture.mode == "RGBA" else picture
    shown.save(held, form, **options)
    return held.getvalue()


def _small(picture: Image.Image) -> bytes:
    less = picture.copy()
    less.thumbnail((SMALL, SMALL))
    return _written(less, "WEBP", quality=80)
