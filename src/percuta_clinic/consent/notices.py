"""Messages about consents: something to read, and an answer. They never say what about."""

from percuta_clinic.audit.actor import Actor
from percuta_clinic.consent.models import Offer, Question
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.services import patient_tell
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
    return patient_tell(
        by=by,
        patient=patient,
        occasion=occasion,
        values={"name": patient.preferred_name or str(patient), "link": link},
        once=once,
    )
