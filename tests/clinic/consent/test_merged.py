"""Two records of one person become one: the newest event counts, also a withdrawal."""

import pytest

from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered, signed, signed_now
from clinic.people_here import House
from percuta_clinic.consent.models import Consent, Kind, Withdrawal
from percuta_clinic.consent.queries import State, consents_of, levels_left, may_treat, photo_levels
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.patients.merging import merge, undo_merge
from percuta_clinic.patients.models import Patient

ALL = {"record": "yes", "teaching": "yes", "publication": "yes"}


@pytest.fixture
def twin(ready: House) -> Patient:
    return Patient.objects.create(
        given_name="Amara", family_name="Okafor", birth_date=ready.amara.birth_date
    )


def take_back(house: House, consent: Consent, levels: list[str] | None = None) -> None:
    consent_withdraw(by=house.amara_herself.actor, consent=consent, levels=levels)


def test_a_later_withdrawal_ends_a_signature_that_a_merge_brings(
    ready: House, twin: Patient
) -> None:
    first = signed(ready)
    signed_now(ready, offered(ready, patient=twin))
    take_back(ready, first)
    made = merge(by=ready.dora, keep=ready.amara, gone=twin)
    assert may_treat(ready.amara, ready.needling).state == State.WITHDRAWN
    assert all(one.is_withdrawn for one in consents_of(ready.amara))
    assert Withdrawal.objects.count() == 1
    undo_merge(by=ready.dora, merge=made)
    assert may_treat(twin, ready.needling).holds


def test_a_signature_after_the_withdrawal_counts_after_a_merge(ready: House, twin: Patient) -> None:
    take_back(ready, signed(ready))
    signed_now(ready, offered(ready, patient=twin))
    merge(by=ready.dora, keep=ready.amara, gone=twin)
    assert may_treat(ready.amara, ready.needling).holds
    assert [one.is_withdrawn for one in consents_of(ready.amara)] == [False, True]


def test_another_service_keeps_its_signature_after_a_merge(ready: House, twin: Patient) -> None:
    ready.talk.is_needling = True
    ready.talk.save()
    first = signed(ready)
    signed_now(ready, offered(ready, patient=twin, service=ready.talk))
    take_back(ready, first)
    merge(by=ready.dora, keep=ready.amara, gone=twin)
    assert may_treat(ready.amara, ready.talk).holds


def test_photographs_taken_back_stay_so_after_a_merge(ready: House, twin: Patient) -> None:
    first = signed(ready, Kind.PHOTOS, levels=ALL)
    signed_now(ready, offered(ready, Kind.PHOTOS, patient=twin), levels=ALL)
    take_back(ready, first)
    merge(by=ready.dora, keep=ready.amara, gone=twin)
    assert photo_levels(ready.amara) == frozenset()


def test_uses_taken_back_later_do_not_grow_by_a_merge(ready: House, twin: Patient) -> None:
    first = signed(ready, Kind.PHOTOS, levels=ALL)
    second = signed_now(ready, offered(ready, Kind.PHOTOS, patient=twin), levels=ALL)
    take_back(ready, first, ["teaching"])
    merge(by=ready.dora, keep=ready.amara, gone=twin)
    assert photo_levels(ready.amara) == {"record", "publication"}
    assert levels_left(Consent.objects.get(pk=second.pk)) == {"record", "publication"}


def test_the_pages_call_both_withdrawn(ready: House, twin: Patient) -> None:
    first = signed(ready)
    signed_now(ready, offered(ready, patient=twin))
    take_back(ready, first)
    merge(by=ready.dora, keep=ready.amara, gone=twin)
    page = SignedIn(ready.sina).get(f"/patients/{ready.amara.pk}/consents/").context
    assert [one.is_withdrawn for one, _ in page["signed"]] == [True, True]
    mine = SignedIn(ready.amara_herself).get("/my/consents/").text
    assert mine.count("Withdrawn") == 2


def test_taking_back_after_a_merge_is_written_to_each_signature(
    ready: House, twin: Patient
) -> None:
    first = signed(ready)
    second = signed_now(ready, offered(ready, patient=twin))
    take_back(ready, first)
    made = merge(by=ready.dora, keep=ready.amara, gone=twin)
    take_back(ready, Consent.objects.get(pk=second.pk))
    undo_merge(by=ready.dora, merge=made)
    assert not may_treat(twin, ready.needling).holds
