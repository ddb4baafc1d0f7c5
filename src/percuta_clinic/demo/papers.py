"""A small drawn picture and a small letter, to have something in the charts."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (480, 360)
PAGE = (595, 842)
TONES = ((236, 205, 182), (214, 172, 140), (176, 128, 96), (122, 82, 58), (86, 58, 42))


def photograph(chance: random.Random) -> bytes:
    """A patch of drawn skin; no person was photographed."""
    tone = chance.choice(TONES)
    image = Image.new("RGB", SIZE, tone)
    draw = ImageDraw.Draw(image)
    for _ in range(90):
        x, y, r = chance.randrange(SIZE[0]), chance.randrange(SIZE[1]), chance.randrange(2, 9)
        shade = chance.randrange(-26, 12)
        colour = tuple(max(0, min(255, part + shade)) for part in tone)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(colour[0], colour[1], colour[2]))
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.6)).save(out, "PNG")
    return out.getvalue()


def letter(title: str, name: str) -> bytes:
    """One page that says what it is."""
    page = Image.new("L", PAGE, 255)
    draw = ImageDraw.Draw(page)
    lines = (title, "", f"About: {name}", "", "Sample data: all people are invented.")
    for number, line in enumerate(lines):
        draw.text((60, 80 + 26 * number), line.encode("ascii", "replace").decode(), fill=20)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=72)
    return out.getvalue()
