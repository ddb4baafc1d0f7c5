"""One's own signed papers and consents, reached by private link alone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered, signed, words_in_use
from clinic.consent.test_pages import form_of
from clinic.intake.visiting import ByLink, try_date
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Consent, Kind, Question
from percuta_clinic.consent.queries import may_treat
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient

OTHERS_WAY = 'href="/"'  # the start of whoever is signed in


@pytest.fixture
def ready(house: House) -> House:
    """Both kinds of text are in use."""
    for kind in Kind.values:
        words_in_use(house.dora, kind)
    return house


def test_a_visitor_by_link_finds_the_papers_and_withdraws(ready: House) -> None:
    consent, browser = signed(ready), ByLink(ready.amara)
    start = browser.get(reverse("my_prepare")).content.decode()
    assert f'href="{reverse("my_consents")}"' in start
    page = browser.get(reverse("my_consents")).content.decode()
    one = reverse("my_consent_signed", args=[consent.pk])
    assert f'href="{one}"' in page
    for shown in (page, browser.get(one).content.decode()):
        assert f'href="{reverse("my_prepare")}"' in shown
        assert OTHERS_WAY not in shown
    paper = browser.get(reverse("my_consent_paper", args=[consent.pk]))
    assert paper.headers["Content-Type"] == "application/pdf"
    browser.post(reverse("my_consent_withdraw", args=[consent.pk]))
    assert not may_treat(ready.amara, ready.needling).holds
    assert "Withdrawn" in browser.get(reverse("my_consents")).content.decode()


def test_the_message_of_an_answer_leads_to_the_sheet_where_it_is_signed(ready: House) -> None:
    Patient.objects.filter(pk=ready.amara.pk).update(account=None)
    ready.amara.refresh_from_db()
    offer, browser = offered(ready), ByLink(ready.amara)
    sent = {"question": "Does it hurt?", "key": str(new_id())}
    browser.get(reverse("my_consent", args=[offer.pk]))
    browser.post(reverse("my_consent_ask", args=[offer.pk]), sent)
    address = reverse("consent_answer", args=[Question.objects.get().pk])
    sina = SignedIn(ready.sina)
    assert reverse("consent_offered", args=[offer.pk]) in sina.get(address).content.decode()
    sina.post(address, {"answer": "A little."})
    letter = Message.objects.get(occasion="consent_answer")
    secret = re.search(r"/my/link/([\w-]+)/", unseal_text(letter.sealed))
    assert secret
    phone = Client()
    assert ready.amara.birth_date
    opened = try_date(phone, secret[1], ready.amara.birth_date)
    page = phone.get(opened.headers["Location"]).content.decode()
    assert "A little." in page
    phone.post(reverse("my_consent_sign", args=[offer.pk]), form_of(offer))
    assert Consent.objects.get().how == "link"


def test_photographs_are_read_about_before_they_are_decided_on(ready: House) -> None:
    offer = offered(ready, Kind.PHOTOS)
    page = ByLink(ready.amara).get(reverse("my_consent", args=[offer.pk])).content.decode()
    text = page.index("There are three separate questions")
    assert page.index('href="#sheet">1. Read') < text
    assert text < page.index('id="questions"') < page.index('name="l-record"')
    assert "One of the two is enough." in page
