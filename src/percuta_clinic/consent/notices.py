"""Messages about consents: something to read, and an answer. They never say what about."""

from percuta_clinic.audit.actor import Actor
from percuta_clinic.consent.models import Offer, Question
from percuta_clinic.outbox.models import Message, Purpose
from percuta_clinic.outbox.reach import reach
from percuta_clinic.outbox.services import message_enqueue
from percuta_clinic.patients.models import Patient


def offer_tell(*, by: Actor, offer: Offer, link: str) -> Message | None:
    """Tells the patient that there is a consent to read; None where no way is allowed."""
    return _tell(
        by=by,
        patient=offer.patient,
        occasion="consent_offered",
        link=link,
        once=f"consent-offer:{offer.pk}",
    )


def answer_tell(*, by: Actor, question: Question, link: str) -> Message | None:
    """Tells the patient that a question was answered."""
    return _tell(
        by=by,
        patient=question.offer.patient,
        occasion="consent_answer",
        link=link,
        once=f"consent-answer:{question.pk}",
    )


def _tell(*, by: Actor, patient: Patient, occasion: str, link: str, once: str) -> Message | None:
    how = reach(patient)
    if how.channel is None:
        return None
    return message_enqueue(
        by=by,
        occasion=occasion,
        channel=how.channel,
        to_name=str(patient),
        address=how.address,
        patient_id=patient.pk,
        purpose=Purpose.CARE,
        values={"name": patient.preferred_name or str(patient), "link": link},
        once=once,
    )
