"""Offering, asking, answering, taking back: and where a consent stands meanwhile."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.consent.papers_here import a_sheet, filled, offered, signed, words_in_use
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import How, Kind, Offer, Withdrawal
from percuta_clinic.consent.queries import (
    State,
    may_treat,
    photo_levels,
    standing,
    standings,
)
from percuta_clinic.consent.services import (
    consent_withdraw,
    offer_make,
    offer_open,
    question_answer,
    question_ask,
    typed_keep,
)
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.consent.starting import STARTING
from percuta_clinic.consent.texts import Stale, text_in_use, text_save, text_use, words_of
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.merging import merge, undo_merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours

LINK = "https://clinic.example/my/consents/1/"


def test_a_treatment_without_a_plan_has_nothing_to_inform_about(ready: House) -> None:
    with pytest.raises(ValidationError, match="nothing to inform about yet"):
        offered(ready, sheet=None)


def test_photographs_are_offered_without_a_sheet(ready: House) -> None:
    assert offered(ready, Kind.PHOTOS, sheet=None).service is None


def test_nothing_is_offered_before_a_text_is_in_use(house: House) -> None:
    with pytest.raises(ValidationError, match="No text is in use yet"):
        offered(house)


@pytest.mark.parametrize(("years", "words"), [(17, "The patient is 17"), (None, "birth date")])
def test_who_is_not_known_to_be_of_age_is_not_asked(
    ready: House, years: int | None, words: str
) -> None:
    now = timezone.localdate()
    ready.amara.birth_date = None if years is None else now.replace(year=now.year - years, day=1)
    ready.amara.save()
    with pytest.raises(ValidationError, match=words):
        offered(ready)


def test_a_guardian_of_somebody_else_cannot_sign(ready: House) -> None:
    other = ready.bea.contacts.create(name="Bo", relation="guardian")
    with pytest.raises(ValidationError, match="not among the patient's contacts"):
        offered(ready, guardian=other)


def test_an_offer_goes_from_offered_to_read_to_asked(ready: House) -> None:
    offer, amara = offered(ready), ready.amara_herself.actor
    assert may_treat(ready.amara, ready.needling).state == State.OFFERED
    offer_open(by=amara, offer=offer)
    assert may_treat(ready.amara, ready.needling).state == State.READ
    asked = question_ask(by=amara, offer=offer, text="Does it hurt?", key=new_id())
    assert may_treat(ready.amara, ready.needling).state == State.QUESTION
    question_answer(by=ready.sina.actor, question=asked, answer="A little.", link=LINK)
    assert may_treat(ready.amara, ready.needling).state == State.READ


def test_an_answer_reaches_its_asker_with_a_private_link(ready: House) -> None:
    asked = question_ask(
        by=ready.amara_herself.actor, offer=offered(ready), text="Hurt?", key=new_id()
    )
    for _ in range(2):
        question_answer(by=ready.sina.actor, question=asked, answer="A little.", link=LINK)
    letter = Message.objects.get(occasion="consent_answer")
    assert letter.patient_id == ready.amara.pk
    assert LINK not in letter.body


def test_a_question_sent_twice_is_one_question(ready: House) -> None:
    offer, key = offered(ready), new_id()
    first, second = (
        question_ask(by=ready.amara_herself.actor, offer=offer, text="Hurt?", key=key)
        for _ in range(2)
    )
    assert first == second


def test_a_second_answer_does_not_overwrite_the_first(ready: House) -> None:
    asked = question_ask(
        by=ready.amara_herself.actor, offer=offered(ready), text="Hurt?", key=new_id()
    )
    question_answer(by=ready.sina.actor, question=asked, answer="A little.", link=LINK)
    with pytest.raises(ValidationError, match="Sina Sommer has answered it meanwhile"):
        question_answer(by=ready.dora.actor, question=asked, answer="No.", link=LINK)


def test_a_withdrawal_shuts_the_gate_at_once(ready: House) -> None:
    consent = signed(ready)
    assert may_treat(ready.amara, ready.needling).holds
    consent_withdraw(by=ready.amara_herself.actor, consent=consent)
    found = may_treat(ready.amara, ready.needling)
    assert (found.holds, found.state) == (False, State.WITHDRAWN)


def test_withdrawing_an_old_signature_leaves_no_newer_one_standing(ready: House) -> None:
    first, second = signed(ready), signed(ready)
    assert first != second
    consent_withdraw(by=ready.amara_herself.actor, consent=first)
    assert not may_treat(ready.amara, ready.needling).holds


def test_a_new_signature_after_a_withdrawal_counts(ready: House) -> None:
    consent_withdraw(by=ready.amara_herself.actor, consent=signed(ready))
    signed(ready)
    assert may_treat(ready.amara, ready.needling).holds


def test_withdrawing_twice_is_written_once(ready: House) -> None:
    consent = signed(ready)
    for _ in range(2):
        consent_withdraw(by=ready.amara_herself.actor, consent=consent)
    assert Withdrawal.objects.count() == 1


def test_each_use_of_photographs_is_withdrawn_by_itself(ready: House) -> None:
    yes = {"record": "yes", "teaching": "yes", "publication": "no"}
    consent = signed(ready, Kind.PHOTOS, levels=yes)
    assert photo_levels(ready.amara) == {"record", "teaching"}
    consent_withdraw(by=ready.amara_herself.actor, consent=consent, levels=["teaching"])
    assert photo_levels(ready.amara) == {"record"}
    consent_withdraw(by=ready.amara_herself.actor, consent=consent)
    assert photo_levels(ready.amara) == frozenset()


def test_a_no_to_all_photographs_allows_nothing(ready: House) -> None:
    no = dict.fromkeys(("record", "teaching", "publication"), "no")
    signed(ready, Kind.PHOTOS, levels=no)
    assert photo_levels(ready.amara) == frozenset()
    assert standing(ready.amara, Kind.PHOTOS).holds


def test_consent_to_one_service_is_none_to_another(ready: House) -> None:
    signed(ready)
    ready.talk.is_needling = True
    ready.talk.save()
    assert may_treat(ready.amara, ready.talk).state == State.NONE


@pytest.mark.parametrize(("renews", "state"), [(True, State.OUTDATED), (False, State.SIGNED)])
def test_a_new_text_asks_again_only_where_its_writer_says(
    ready: House, renews: bool, state: State
) -> None:
    signed(ready)
    words_in_use(ready.dora, Kind.TREATMENT, body="Other words.", renews=renews)
    assert may_treat(ready.amara, ready.needling).state == state


def test_a_service_with_words_of_its_own_follows_those(ready: House) -> None:
    signed(ready)
    own = words_in_use(ready.dora, Kind.TREATMENT, body="For the face.", service=ready.needling)
    words_in_use(ready.dora, Kind.TREATMENT, body="Other general words.", renews=True)
    assert text_in_use(Kind.TREATMENT, ready.needling) == own
    assert may_treat(ready.amara, ready.needling).holds


def test_many_patients_cost_no_more_queries_than_one(ready: House) -> None:
    signed(ready)
    offer_make(
        by=ready.sina.actor,
        patient=ready.bea,
        kind=Kind.TREATMENT,
        service=ready.needling,
        sheet=a_sheet(),
    )
    wanted = [(p.pk, s.pk) for p in (ready.amara, ready.bea) for s in (ready.needling, ready.talk)]
    with CaptureQueriesContext(connection) as asked:
        found = standings(wanted)
    assert len(asked) == 3
    assert [found[one].state for one in wanted] == [
        State.SIGNED,
        State.NONE,
        State.OFFERED,
        State.NONE,
    ]


def test_a_stale_change_of_a_text_is_refused(ready: House) -> None:
    words = STARTING[Kind.PHOTOS]
    with pytest.raises(Stale):
        text_save(by=ready.olga, kind=Kind.PHOTOS, service=None, words=words, seen=0)


def test_only_the_newest_version_is_put_in_use(ready: House) -> None:
    old = text_in_use(Kind.PHOTOS, None)
    assert old is not None
    text_save(by=ready.olga, kind=Kind.PHOTOS, service=None, words=words_of(old, "photos"), seen=1)
    with pytest.raises(Stale):
        text_use(by=ready.olga, text=old, renews=False)


def test_a_specialist_changes_no_text(ready: House) -> None:
    with pytest.raises(NotYours):
        words_in_use(ready.sina, Kind.PHOTOS)


def test_what_is_typed_is_kept_and_nothing_older_overwrites_it(ready: House) -> None:
    offer = offered(ready)
    assert typed_keep(offer=offer, values={"question": "Does it"}, version=0) == 1
    assert typed_keep(offer=offer, values={"question": "old"}, version=0) is None
    assert Offer.objects.get().typed == {"question": "Does it"}


def test_a_merge_takes_consents_along_and_back(ready: House) -> None:
    twin = Patient.objects.create(
        given_name="Amara", family_name="Okafor", birth_date=ready.amara.birth_date
    )
    offer = offered(ready, patient=twin)
    offer_open(by=ready.amara_herself.actor, offer=offer)
    consent_sign(by=ready.sina.actor, offer=offer, signing=filled(offer), how=How.CLINIC)
    made = merge(by=ready.fred, keep=ready.amara, gone=twin)
    assert may_treat(ready.amara, ready.needling).holds
    undo_merge(by=ready.fred, merge=made)
    assert not may_treat(ready.amara, ready.needling).holds
    assert may_treat(twin, ready.needling).holds
