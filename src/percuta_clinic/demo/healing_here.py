"""What the patient of the sample clinic tells in the hours after the session that is over."""

from io import BytesIO

from PIL import Image

from percuta_clinic.config.ids import new_id
from percuta_clinic.demo.pictures import head
from percuta_clinic.healing.check_ins import check_in_save, check_in_send, tell_open
from percuta_clinic.healing.models import Answer, CheckIn
from percuta_clinic.healing.pages import page_of
from percuta_clinic.healing.pictures import Given, picture_add, zones_shown
from percuta_clinic.intake.links import VISITOR
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.models import Session

SIGNS = {"redness": "moderate", "swelling": "mild", "tightness": "moderate", "worry": "mild"}
WORDS = "Is it normal that it feels like a bad sunburn?"


def told_after(session: Session) -> None:
    """Usual for the day, with a question and a picture of her own for somebody to look at."""
    check_in = tell_open(by=VISITOR, patient=session.patient, session=session)
    asked = (one for part in page_of(check_in, Clinic.objects.get()).parts for one in part.items)
    calm = {one.name: one.options[0].key for one in asked if one.options}
    words = "" if Answer.objects.exists() else WORDS  # one of them asks something
    signs = {f"q-{key}": value for key, value in SIGNS.items()}
    values = {**calm, **signs, "words": words}
    check_in_save(check_in=check_in, changed=values, version=1)
    if words:
        _pictured(check_in)
    check_in_send(by=VISITOR, check_in=check_in, anyway=True)


def _pictured(check_in: CheckIn) -> None:
    """A drawn head, as a phone sends it that tells nothing but the pixels."""
    held, session = BytesIO(), check_in.session
    with Image.open(BytesIO(head(0.0, 0, check_in.of_visit))) as drawn:
        drawn.convert("RGB").save(held, "JPEG", quality=88)
    zone = next(iter(zones_shown(session)), "")
    given = Given(content=held.getvalue(), size=held.tell(), zone=zone)
    picture_add(by=VISITOR, check_in=check_in, key=new_id(), given=given)
