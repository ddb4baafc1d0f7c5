"""Texts of consents in use, and consents to photographs: signed, asked about, still to be read."""

from collections.abc import Sequence

from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Consent, How, Kind
from percuta_clinic.consent.services import (
    consent_withdraw,
    offer_make,
    offer_open,
    patient_in_log,
    question_answer,
    question_ask,
    why_not_asked,
)
from percuta_clinic.consent.signing import Signing, consent_sign
from percuta_clinic.consent.starting import STARTING
from percuta_clinic.consent.texts import text_save, text_use
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account

RECORD_ALONE = {"record": "yes", "teaching": "no", "publication": "no"}
TEACHING_TOO = {"record": "yes", "teaching": "yes", "publication": "no"}
ANSWERED = ("Can I see the photographs?", "Yes. We look at them together at each visit.")
OPEN = "Is my face covered if you show them to others?"


def put_in_use(doctor: Account) -> None:
    """The words that come along, looked over by the doctor of the sample clinic."""
    for kind, words in STARTING.items():
        text = text_save(by=doctor, kind=kind, service=None, words=words, seen=0)
        text_use(by=doctor, text=text, renews=False)


def photographs(staff: Staff, people: Sequence[Patient]) -> None:
    """The first has two questions, the next have signed, one has not read it yet."""
    adults = [one for one in people if not why_not_asked(one)]
    first, *more = adults
    _ask(staff["sofia"], first)
    for number, patient in enumerate(more[:5]):
        agree(staff["sofia"], patient, TEACHING_TOO if number % 2 else RECORD_ALONE)
    offer_make(by=staff["sofia"].actor, patient=more[5], kind=Kind.PHOTOS)
    agree(staff["sofia"], more[6], TEACHING_TOO)
    consent_withdraw(
        by=patient_in_log(None),
        consent=Consent.objects.get(patient=more[6]),
        reason="I would rather not be shown.",
    )


def _ask(by: Account, patient: Patient) -> None:
    offer = offer_make(by=by.actor, patient=patient, kind=Kind.PHOTOS)
    herself = patient_in_log(None)
    offer_open(by=herself, offer=offer)
    asked = question_ask(by=herself, offer=offer, text=ANSWERED[0], key=new_id())
    question_answer(by=by.actor, question=asked, answer=ANSWERED[1], link="")
    question_ask(by=herself, offer=offer, text=OPEN, key=new_id())


def agree(by: Account, patient: Patient, levels: dict[str, str]) -> None:
    """Put before the patient, and signed by a private link."""
    offer = offer_make(by=by.actor, patient=patient, kind=Kind.PHOTOS)
    signing = Signing(
        seen=offer.text_id,
        answers={one["key"]: "yes" for one in offer.text.statements},
        levels=levels,
        name=str(patient),
        typed=str(patient),
    )
    offer_open(by=patient_in_log(None), offer=offer)
    consent_sign(by=patient_in_log(None), offer=offer, signing=signing, how=How.LINK)
