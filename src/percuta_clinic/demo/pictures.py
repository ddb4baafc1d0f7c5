"""Photographs of the sample clinic: plainly drawn heads with spots, of nobody."""

import random
from collections.abc import Sequence
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from percuta_clinic.assessment.services import Told, skin_graded
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Kind
from percuta_clinic.consent.services import why_not_asked
from percuta_clinic.demo.consents import TEACHING_TOO, agree
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.services import Sent, photo_add

WIDE, HIGH = 900, 1200
VIEWS = {"face-front": 0.0, "face-right-oblique": 0.5, "face-left-oblique": -0.5}
SESSIONS = 3
GREY, SKIN, EDGE, SPOT = (232, 234, 236), (206, 210, 214), (120, 128, 136), (150, 96, 92)
ORIGINAL, OFFSET, DETAILS, MAKE, MODEL = 0x9003, 0x9011, 0x8769, 0x010F, 0x0110


def drawn_photographs(staff: Staff, people: Sequence[Patient]) -> None:
    """Of one patient who allows it, at the first sessions; the profiles are still missing."""
    patient, by = _with_sessions(people), staff["sofia"]
    if patient is None:
        return
    agree(by, patient, TEACHING_TOO)
    told = Told(kind="acne_scars")
    skin_graded(by=by, patient=patient, zone="cheek_left", told=told, key=new_id(), both=True)
    for step, visit in enumerate(_sessions(patient)):
        for view, turn in VIEWS.items():
            sent = Sent(content=head(turn, step, visit), view=view, uses=["teaching"])
            photo_add(by=by, patient=patient, key=new_id(), sent=sent)


def _with_sessions(people: Sequence[Patient]) -> Patient | None:
    """Whoever has had the most sessions of those who were not asked yet, and signs for herself."""
    free = [
        one
        for one in people
        if not one.restricted
        and one.account_id is None
        and not why_not_asked(one)
        and not one.offers.filter(kind=Kind.PHOTOS).exists()
    ]
    return max(free, key=lambda one: len(_sessions(one)), default=None)


def _sessions(patient: Patient) -> list[Visit]:
    treated = patient.visits.exclude(treatment_began_at=None).order_by("starts_at")
    return list(treated[:SESSIONS])


def head(turn: float, step: int, visit: Visit) -> bytes:
    """A head turned so far, with spots that are paler at each session; as a tablet writes it."""
    image = Image.new("RGB", (WIDE, HIGH), GREY)
    draw = ImageDraw.Draw(image)
    across = 450 + int(60 * turn)
    draw.polygon([(120, HIGH), (330, 1010), (570, 1010), (780, HIGH)], fill=SKIN, outline=EDGE)
    draw.rectangle((360, 850, 540, 1040), fill=SKIN)
    draw.ellipse((190, 120, 710, 960), fill=SKIN, outline=EDGE, width=6)
    draw.chord((180, 90, 720, 620), 180, 360, fill=EDGE)
    draw.ellipse((225, 300, 675, 620), fill=SKIN)
    for side in (-1, 1):
        eye = across + side * 110 + int(40 * turn)
        draw.arc((eye - 55, 480, eye + 55, 540), 180, 360, fill=EDGE, width=6)
        draw.ellipse((eye - 14, 490, eye + 14, 518), fill=EDGE)
    nose = across + int(110 * turn)
    draw.line([(nose - 6, 520), (nose - 34, 670), (nose + 34, 670)], fill=EDGE, width=6)
    draw.arc((across - 80, 740, across + 80, 800), 20, 160, fill=EDGE, width=8)
    _spots(draw, turn, step)
    draw.text((40, 30), "Sample", fill=EDGE, font=ImageFont.load_default(size=64))
    return _as_taken(image, visit)


def _spots(draw: ImageDraw.ImageDraw, turn: float, step: int) -> None:
    chance = random.Random(7)
    left = 1 - 0.38 * step
    shade = [int(skin + (spot - skin) * left) for skin, spot in zip(SKIN, SPOT, strict=True)]
    for number in range(26):
        side = -1 if number % 2 else 1
        x = 450 + side * chance.randrange(95, 205) + int(60 * turn)
        y, size = chance.randrange(570, 780), chance.randrange(6, 17)
        colour = (shade[0], shade[1], shade[2])
        draw.ellipse((x - size, y - size, x + size, y + size), fill=colour)


def _offset(said: str) -> str:
    return f"{said[:3]}:{said[3:]}"


def _as_taken(image: Image.Image, visit: Visit) -> bytes:
    told, held = Image.Exif(), BytesIO()
    at = timezone.localtime(visit.starts_at)
    told[MAKE], told[MODEL] = "Sample", "Drawn tablet"
    told.get_ifd(DETAILS)[ORIGINAL] = f"{at:%Y:%m:%d %H:%M:%S}"
    told.get_ifd(DETAILS)[OFFSET] = _offset(f"{at:%z}")
    image.save(held, "JPEG", quality=90, exif=told)
    return held.getvalue()
