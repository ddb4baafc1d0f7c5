"""A question about a consent: answered with the sheet at hand, and read by the message's link."""

import re

from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered
from clinic.intake.visiting import born
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Offer, Question
from percuta_clinic.consent.services import offer_open, patient_in_log, question_ask
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient


def asked(offer: Offer) -> Question:
    herself = patient_in_log(None)
    offer_open(by=herself, offer=offer)
    return question_ask(by=herself, offer=offer, text="Does it hurt?", key=new_id())


def test_whoever_answers_has_what_the_patient_read(ready: House) -> None:
    question = asked(offered(ready))
    page = SignedIn(ready.sina).get(reverse("consent_answer", args=[question.pk]))
    shown = page.content.decode()
    assert "What the patient has read" in shown
    for said in ("What can go wrong", "Nobody can promise you a result"):
        assert said in shown


def test_the_answer_is_read_by_the_link_of_the_message(ready: House) -> None:
    Patient.objects.filter(pk=ready.amara.pk).update(account=None)
    ready.amara.refresh_from_db()
    question = asked(offered(ready))
    address = reverse("consent_answer", args=[question.pk])
    SignedIn(ready.sina).post(address, {"answer": "A little."})
    message = Message.objects.get(occasion="consent_answer")
    found = re.search(r"/my/link/[\w-]+/", unseal_text(message.sealed))
    assert found
    phone, day = Client(), ready.amara.birth_date
    assert day
    phone.post(found[0], born(day))
    page = phone.get(reverse("my_consent", args=[question.offer_id])).content.decode()
    assert "A little." in page
