"""Who may see which consent. Staff come through the chart; patients see their own."""

from uuid import UUID

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.consent.models import Consent, Offer, Question
from percuta_clinic.consent.queries import unanswered
from percuta_clinic.files.store import content_of
from percuta_clinic.patients.access import chart_at_work, live_patients, open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

_OFFERS = ("patient", "service", "text", "guardian")
_CONSENTS = ("patient", "service", "text", "pdf")


def offer_for(account: Account, key: UUID) -> Offer:
    """An offer to a patient whose chart this person may open."""
    rows = Offer.objects.select_related(*_OFFERS)
    found = fetch(account, Right.TAKE_CONSENT, rows=rows, key=key)
    chart_at_work(account, found.patient_id, Right.TAKE_CONSENT)
    return found


def question_for(account: Account, key: UUID) -> Question:
    """A question about a consent, for whoever may answer it."""
    rows = Question.objects.select_related(
        "offer__patient", "offer__service", "offer__text", "offer__guardian"
    )
    found = fetch(account, Right.TAKE_CONSENT, rows=rows, key=key)
    chart_at_work(account, found.offer.patient_id, Right.TAKE_CONSENT)
    return found


def questions_for(account: Account, most: int) -> list[Question]:
    """Questions that wait for an answer, in charts this person may open."""
    return list(unanswered().filter(offer__patient__in=open_charts(account))[:most])


def consent_for(account: Account, key: UUID) -> Consent:
    """A signed consent of a patient whose chart this person may open."""
    rows = Consent.objects.select_related(*_CONSENTS)
    found = fetch(account, Right.TAKE_CONSENT, rows=rows, key=key)
    chart_at_work(account, found.patient_id, Right.TAKE_CONSENT)
    return found


def consent_to_withdraw(account: Account, key: UUID) -> Consent:
    """A consent that a patient takes back at the desk: that it is there, not what it says."""
    rows = Consent.objects.filter(patient__in=live_patients()).select_related("patient", "service")
    return fetch(account, Right.EDIT_PATIENTS, rows=rows, key=key)


def own_offer(patient: Patient, key: UUID) -> Offer:
    """What was put before the patient who asks."""
    found = Offer.objects.filter(patient=patient, pk=key).select_related(*_OFFERS).first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


def own_consent(patient: Patient, key: UUID) -> Consent:
    """What the patient who asks has signed."""
    found = Consent.objects.filter(patient=patient, pk=key).select_related(*_CONSENTS).first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


def paper_for(*, by: Actor, consent: Consent) -> bytes:
    """The signed paper, byte for byte; opening it is written down. Raises files.store.Gone."""
    content = content_of(consent.pdf)
    record(by=by, action="consent.opened", subject=consent, patient_id=consent.patient_id)
    return content
