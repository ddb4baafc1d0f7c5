"""The worker puts the consent before whoever is booked and clear, once for each text."""

from datetime import timedelta

import pytest

from clinic.consent.papers_here import signed, words_in_use
from clinic.intake.test_at_once import at_once
from clinic.people_here import House
from clinic.readiness.test_questions_sent import visit_in
from clinic.screening.through import answer, today
from percuta_clinic.consent.models import Kind, Offer
from percuta_clinic.consent.services import consent_withdraw, offer_end
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient
from percuta_clinic.readiness.chores import prepare_now
from percuta_clinic.readiness.offering import offer_consents


def ready(house: House) -> None:
    words_in_use(house.dora, Kind.TREATMENT)
    visit_in(house, 3)
    answer(house)


def test_whoever_is_clear_finds_the_consent_and_is_told(house: House) -> None:
    ready(house)
    assert offer_consents() == 1
    assert offer_consents() == 0
    offer = Offer.objects.get()
    assert offer.sheet
    assert offer.made_by != house.sina.name
    assert Message.objects.filter(occasion="consent_offered").count() == 1


def test_the_consent_waits_until_nothing_is_open(house: House) -> None:
    words_in_use(house.dora, Kind.TREATMENT)
    visit_in(house, 3)
    assert offer_consents() == 0
    answer(house, keloid="yes")
    assert offer_consents() == 0


def test_without_a_text_in_use_nothing_is_offered(house: House) -> None:
    visit_in(house, 3)
    answer(house)
    assert offer_consents() == 0


def test_a_text_is_offered_once_whatever_became_of_it(house: House) -> None:
    ready(house)
    offer_consents()
    offer_end(by=house.sina.actor, offer=Offer.objects.get(), reason="talked about it")
    assert offer_consents() == 0
    words_in_use(house.dora, Kind.TREATMENT, body="Other words, to be read anew.")
    assert offer_consents() == 1


def test_whoever_signed_is_left_alone(house: House) -> None:
    ready(house)
    signed(house)
    words_in_use(house.dora, Kind.TREATMENT, body="Other words that ask nobody anew.")
    assert offer_consents() == 0


def test_whoever_withdrew_is_not_asked_for_the_same_again(house: House) -> None:
    ready(house)
    consent_withdraw(by=house.amara_herself.actor, consent=signed(house), reason="")
    assert offer_consents() == 0


def test_whoever_cannot_be_written_to_is_offered_it_all_the_same(house: House) -> None:
    ready(house)
    Patient.objects.filter(pk=house.amara.pk).update(by_email=False)
    assert offer_consents() == 1
    assert not Message.objects.filter(occasion="consent_offered").exists()


def test_nobody_under_age_is_offered_anything(house: House) -> None:
    ready(house)
    Patient.objects.filter(pk=house.amara.pk).update(birth_date=today() - timedelta(days=6000))
    assert offer_consents() == 0


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_offer_once(house: House) -> None:
    ready(house)
    made = at_once(lambda _: prepare_now(), number=4)
    assert sum(made) == 1
    assert Offer.objects.count() == 1
