"""Draws a picture anew from its pixels: no place, no time, no comment, nothing hidden behind it."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from percuta_clinic.files.shapes import Clean, Refused

MEGAPIXELS = 40
SMALL = 320
_OPTIONS: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 92, "subsampling": 0},
    "PNG": {},
    "WEBP": {"quality": 92, "method": 2},
}


def redraw(content: bytes, *, form: str) -> Clean:
    """The picture in the same format, upright, in sRGB, and a small one of it."""
    try:
        with Image.open(BytesIO(content), formats=[form]) as opened:
            _refuse_huge(opened)
            pixels = _pixels(opened)
    except (DecompressionBombError, DecompressionBombWarning) as bomb:
        raise _too_many("far more than") from bomb
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
    )


def _refuse_huge(opened: Image.Image) -> None:
    millions = opened.width * opened.height / 1_000_000
    if millions > MEGAPIXELS:
        raise _too_many(f"{millions:.0f}")


def _too_many(found: str) -> Refused:
    return Refused(
        f"This picture has {found} million pixels; a picture may have {MEGAPIXELS}. "
        "Save it smaller."
    )


def _pixels(opened: Image.Image) -> Image.Image:
    opened.load()
    upright = ImageOps.exif_transpose(opened)
    plain = _plain(_in_srgb(upright))
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


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
