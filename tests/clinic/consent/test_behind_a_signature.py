"""What stands behind a signature stays: who signs for whom, what was asked and answered."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from clinic.consent.papers_here import offered, signed_now
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Consent, Offer, Question, Signer
from percuta_clinic.consent.services import Ended, question_answer, question_ask
from percuta_clinic.patients.models import Contact
from percuta_clinic.patients.services import contact_end


@pytest.fixture
def guardian(ready: House) -> Contact:
    return Contact.objects.create(patient=ready.amara, name="Greta Guard", relation="mother")


@pytest.fixture
def asked(ready: House, guardian: Contact) -> Question:
    """Two questions, one answered, then signed by the guardian."""
    offer = offered(ready, guardian=guardian)
    first, _ = (
        question_ask(by=ready.amara_herself.actor, offer=offer, text=text, key=new_id())
        for text in ("Is it safe?", "Does it hurt?")
    )
    question_answer(by=ready.sina.actor, question=first, answer="There is a risk.", link="")
    signed_now(ready, offer, name="Greta Guard", no_answer_needed=True)
    return first


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_question SET answer = 'None.' WHERE answered_at IS NOT NULL",
        "UPDATE consent_question SET answered_at = NULL WHERE answered_at IS NOT NULL",
        "UPDATE consent_question SET text = 'Hello?'",
        "UPDATE consent_question SET asked_at = answered_at",
        "DELETE FROM consent_question",
        "UPDATE consent_offer SET guardian_id = NULL",
    ],
)
def test_the_database_keeps_what_stands_behind_a_signature(statement: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"):
        run(statement)


def test_nothing_is_added_to_what_was_asked_before(ready: House, asked: Question) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Question.objects.create(offer=asked.offer, text="One more?")
    other = offered(ready)
    own = Question.objects.create(offer=other, text="Of another?")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Question.objects.filter(pk=own.pk).update(offer=asked.offer)


def test_a_question_signed_without_an_answer_is_answered_once_later(
    ready: House, asked: Question
) -> None:
    open_one = asked.offer.questions.get(answered_at=None)
    question_answer(by=ready.sina.actor, question=open_one, answer="A little.", link="")
    with pytest.raises(DatabaseError, match="never changed"):
        run("UPDATE consent_question SET answer = 'No.' WHERE text LIKE 'Does%'")


def test_what_is_asked_after_the_signature_is_refused_in_words(
    ready: House, asked: Question
) -> None:
    with pytest.raises(Ended, match="signed already"):
        question_ask(by=ready.amara_herself.actor, offer=asked.offer, text="And?", key=new_id())


def test_questions_of_what_is_not_signed_can_still_change(ready: House) -> None:
    Question.objects.create(offer=offered(ready), text="Is it safe?")
    run("UPDATE consent_question SET text = 'Hello?'")
    run("UPDATE consent_offer SET guardian_id = NULL")
    run("DELETE FROM consent_question")
    assert not Question.objects.exists()


def test_a_guardian_whose_contact_was_ended_cannot_sign(ready: House, guardian: Contact) -> None:
    offer = offered(ready, guardian=guardian)
    contact_end(by=ready.fred, contact=guardian)
    with pytest.raises(ValidationError, match="Greta Guard is not among the patient's contacts"):
        signed_now(ready, Offer.objects.get(pk=offer.pk), name="Greta Guard")
    assert not Consent.objects.exists()


def test_a_guardian_among_the_contacts_signs(ready: House, guardian: Contact) -> None:
    consent = signed_now(ready, offered(ready, guardian=guardian), name="Greta Guard")
    assert (consent.signer, consent.signer_relation) == (Signer.GUARDIAN, "mother")
