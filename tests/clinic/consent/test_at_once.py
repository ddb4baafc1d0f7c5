"""Two devices at one consent at the same moment."""

from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from clinic.consent.papers_here import filled, offered, signed
from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from percuta_clinic.consent.models import Consent, ConsentText, How, Kind, Offer, Withdrawal
from percuta_clinic.consent.queries import may_treat
from percuta_clinic.consent.services import consent_withdraw, offer_open
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.consent.starting import STARTING, Words
from percuta_clinic.consent.texts import Stale, text_save, text_use
from percuta_clinic.files.models import StoredFile

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_devices_that_sign_at_once_make_one_consent(ready: House) -> None:
    offer = offered(ready)
    offer_open(by=ready.amara_herself.actor, offer=offer)
    sign = partial(
        consent_sign,
        by=ready.amara_herself.actor,
        offer=offer,
        signing=filled(offer),
        how=How.ACCOUNT,
    )
    results = at_once(sign, sign, sign)
    assert {type(one) for one in results} == {Consent}, results
    assert Consent.objects.count() == StoredFile.objects.count() == 1


def test_two_offers_at_once_leave_one_open(ready: House) -> None:
    results = at_once(partial(offered, ready), partial(offered, ready))
    assert {type(one) for one in results} == {Offer}, results
    assert Offer.objects.filter(ended_at=None).count() == 1


def test_two_withdrawals_at_once_are_one(ready: House) -> None:
    consent = signed(ready)
    take_back = partial(consent_withdraw, by=ready.amara_herself.actor, consent=consent)
    at_once(take_back, take_back)
    assert Withdrawal.objects.count() == 1
    assert not may_treat(ready.amara, ready.needling).holds


def test_two_new_texts_at_once_never_share_a_version(ready: House) -> None:
    words = STARTING[Kind.PHOTOS]
    save = partial(text_save, by=ready.dora, kind=Kind.PHOTOS, service=None, words=words, seen=1)
    results = at_once(save, save)
    assert sorted(type(one).__name__ for one in results) == ["ConsentText", "Stale"]
    assert ConsentText.objects.filter(kind=Kind.PHOTOS).count() == 2
    assert isinstance(next(one for one in results if isinstance(one, Stale)).newest, ConsentText)


def test_old_words_signed_as_new_ones_come_in_use_do_not_count(ready: House) -> None:
    offer, start = offered(ready), STARTING[Kind.TREATMENT]
    offer_open(by=ready.amara_herself.actor, offer=offer)
    words = Words(title=start.title, body="A new risk.", statements=start.statements)
    text = text_save(by=ready.dora, kind=Kind.TREATMENT, service=None, words=words, seen=1)
    written, go_on = Event(), Event()

    def use() -> None:
        with transaction.atomic():
            text_use(by=ready.dora, text=text, renews=True)
            written.set()
            assert go_on.wait(20)

    def sign() -> Consent:
        assert written.wait(20)
        if connection.vendor == "sqlite":
            go_on.set()  # there, one writer waits for the other
        try:
            by, given = ready.amara_herself.actor, filled(offer)
            return consent_sign(by=by, offer=offer, signing=given, how=How.ACCOUNT)
        finally:
            go_on.set()

    results = at_once(use, sign)
    assert results[0] is None, results
    assert Consent.objects.count() == (connection.vendor == "postgresql")
    assert not may_treat(ready.amara, ready.needling).holds
