"""Two devices at one consent at the same moment."""

from functools import partial

import pytest

from clinic.consent.papers_here import filled, offered, signed
from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from percuta_clinic.consent.models import Consent, ConsentText, How, Kind, Offer, Withdrawal
from percuta_clinic.consent.queries import may_treat
from percuta_clinic.consent.services import consent_withdraw, offer_open
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.consent.starting import STARTING
from percuta_clinic.consent.texts import Stale, text_save
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
