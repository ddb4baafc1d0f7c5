"""What the patient of the sample clinic tells in the hours after the session that is over."""

from percuta_clinic.healing.check_ins import check_in_save, check_in_send, tell_open
from percuta_clinic.healing.models import Answer
from percuta_clinic.healing.pages import page_of
from percuta_clinic.intake.links import VISITOR
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.models import Session

SIGNS = {"redness": "moderate", "swelling": "mild", "tightness": "moderate", "worry": "mild"}
WORDS = "Is it normal that it feels like a bad sunburn?"


def told_after(session: Session) -> None:
    """Usual for the day, with a question of her own that somebody has to read."""
    check_in = tell_open(by=VISITOR, patient=session.patient, session=session)
    asked = (one for part in page_of(check_in, Clinic.objects.get()).parts for one in part.items)
    calm = {one.name: one.options[0].key for one in asked if one.options}
    words = "" if Answer.objects.exists() else WORDS  # one of them asks something
    signs = {f"q-{key}": value for key, value in SIGNS.items()}
    values = {**calm, **signs, "words": words}
    check_in_save(check_in=check_in, changed=values, version=1)
    check_in_send(by=VISITOR, check_in=check_in, anyway=True)
