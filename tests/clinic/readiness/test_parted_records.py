"""Two records taken for one person's and parted again: nobody goes on because of the other."""

from datetime import timedelta

import pytest
from django.db.models import F

from clinic.booking.treated import in_room
from clinic.consent.papers_here import filled, offered
from clinic.intake.filled import fill
from clinic.people_here import House
from clinic.readiness.gates import begin, gate
from clinic.screening.test_waiting import SPOT
from clinic.screening.through import AMARA, HEALTHY, answer, today
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import Consent, How, Kind, Offer
from percuta_clinic.consent.queries import State, may_treat
from percuta_clinic.consent.services import offer_make, offer_open
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.intake.models import Form, Round
from percuta_clinic.intake.services import form_open
from percuta_clinic.patients.merging import Undone, merge, undo_merge
from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.readiness.beginning import NotReady
from percuta_clinic.readiness.informing import sheet_for
from percuta_clinic.screening.models import Decision, Screened, What, Why
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.reading import cards
from percuta_clinic.screening.science import result_of
from percuta_clinic.screening.services import answers_received, decide, decision_withdraw
from percuta_clinic.screening.standing import OF_TWO, Standing
from percuta_clinic.screening.waiting import waiting

pytestmark = pytest.mark.django_db
KELOID = "keloid.001"
AGAIN = "The records were separated; decide again."


def as_now(patient: Patient) -> Patient:
    return Patient.objects.get(pk=patient.pk)


def stands(patient: Patient, *, days: int = 0) -> Standing:
    return standing(as_now(patient), day=today() + timedelta(days=days))


def one_of(house: House) -> Merge:
    """Bea's record becomes part of Amara's."""
    return merge(by=house.dora, keep=as_now(house.amara), gone=as_now(house.bea))


def part(house: House, made: Merge) -> Undone:
    """The front desk may, too."""
    return undo_merge(by=house.fred, merge=made)


def say(house: House, patient: Patient, what: What, *, rule: str = KELOID) -> Decision:
    return decide(
        by=house.dora,
        patient=as_now(patient),
        rule=rule,
        zones=[],
        what=what,
        reason="her scar of long ago, looked at",
        until=today() + timedelta(days=30),
    )


def both_with_keloids(house: House) -> None:
    answer(house, keloid="yes")
    answer(house, house.bea, keloid="yes")


def test_a_word_on_both_lets_neither_go_on(house: House) -> None:
    both_with_keloids(house)
    made = one_of(house)
    given = say(house, house.amara, What.GO_ON)
    undone = part(house, made)
    assert [stands(one).state for one in (house.amara, house.bea)] == ["doctor", "doctor"]
    given.refresh_from_db()
    assert (given.withdrawn_by_name, given.withdrawn_why) == (house.fred.name, AGAIN)
    assert {one.patient for one in waiting(house.dora)} == {house.amara, house.bea}
    assert "1 decision that rested on the answers of both no longer counts" in str(undone.remarks)


def test_a_word_given_before_the_merge_stays_with_its_person(house: House) -> None:
    both_with_keloids(house)
    say(house, house.bea, What.GO_ON)
    part(house, one_of(house))
    assert (stands(house.amara).state, stands(house.bea).state) == ("doctor", "stale")


def test_a_hold_on_both_goes_on_holding_both(house: House) -> None:
    answer(house, house.bea)
    answer(house, keloid="yes")
    made = one_of(house)
    own = say(house, house.amara, What.HOLD)
    undone = part(house, made)
    own.refresh_from_db()
    assert (own.patient, own.withdrawn_at) == (house.amara, None)
    assert stands(house.amara).state == "not_now"
    assert stands(house.bea).state == "doctor"
    copy = Decision.objects.get(patient=house.bea)
    assert (copy.what, copy.by_name, copy.until) == (What.HOLD, house.dora.name, own.until)
    assert "scar" not in copy.reason
    assert copy.about == {}
    assert "they hold" not in str(undone.remarks)
    assert "it holds Amara Okafor and Bea Novák back" in str(undone.remarks)


def test_a_hold_for_the_other_ends_when_a_doctor_withdraws_it(house: House) -> None:
    answer(house, house.bea)
    answer(house, keloid="yes")
    made = one_of(house)
    say(house, house.amara, What.HOLD)
    part(house, made)
    decision_withdraw(
        by=house.dora, decision=Decision.objects.get(patient=house.bea), why="meant for Amara"
    )
    assert (stands(house.amara).state, stands(house.bea).state) == ("not_now", "stale")


@pytest.mark.parametrize("mine", ["amara", "bea"])
def test_a_hold_lifted_by_a_word_on_both_holds_again(house: House, mine: str) -> None:
    both_with_keloids(house)
    hold = say(house, getattr(house, mine), What.HOLD)
    made = one_of(house)
    decision_withdraw(by=house.dora, decision=Decision.objects.get(pk=hold.pk), why="healed long")
    say(house, house.amara, What.GO_ON)
    undone = part(house, made)
    assert stands(getattr(house, mine)).state == "not_now"
    assert "withdrawn while the records were one, holds again" in str(undone.remarks)


@pytest.mark.parametrize("mine", ["amara", "bea"])
def test_a_hold_outvoted_by_a_word_on_both_holds_again(house: House, mine: str) -> None:
    both_with_keloids(house)
    say(house, getattr(house, mine), What.HOLD)
    made = one_of(house)
    say(house, house.amara, What.GO_ON)
    part(house, made)
    assert stands(getattr(house, mine)).state == "not_now"
    assert Decision.objects.filter(what=What.HOLD).count() == 1


def test_a_referral_of_both_leaves_what_may_not_wait_with_whose_it_is(house: House) -> None:
    answer(house)
    answer(house, house.bea, **SPOT)
    made = one_of(house)
    say(house, house.amara, What.REFERRED, rule="lesions.001")
    assert not stands(house.amara).urgent
    part(house, made)
    assert (stands(house.amara).urgent, stands(house.bea).urgent) == (False, True)


def test_the_rules_look_at_each_anew(house: House) -> None:
    answer(house)
    answer(house, house.bea, keloid="yes")
    made = one_of(house)
    say(house, house.amara, What.HOLD)
    part(house, made)
    newest = {run.patient: run for run in Screened.objects.order_by("id")}
    assert {run.why for run in newest.values()} == {Why.SEPARATED}
    rules = {one["rule"] for one in newest[house.bea].findings}
    assert (newest[house.bea].verdict, KELOID in rules) == ("doctor", True)
    assert not Screened.objects.exclude(patient=F("form__patient")).exists()


def test_parting_records_nobody_answered_for_makes_no_run(house: House) -> None:
    part(house, one_of(house))
    assert not Screened.objects.exists()


def test_the_card_of_a_withdrawn_word_says_to_decide_again(house: House) -> None:
    both_with_keloids(house)
    made = one_of(house)
    say(house, house.amara, What.GO_ON)
    part(house, made)
    result = result_of(as_now(house.amara), day=today())
    assert result
    (card,) = [one for one in cards(result) if one.finding.rule == KELOID]
    assert [one.decision.withdrawn_why for one in card.earlier] == [AGAIN]
    assert card.waits


def put_before(house: House, patient: Patient) -> Offer:
    found = sheet_for(patient, house.needling)
    assert found
    return offer_make(
        by=house.sina.actor,
        kind=Kind.TREATMENT,
        patient=patient,
        service=house.needling,
        sheet=found.sheet,
        covers=found.covers,
    )


def sign_with(house: House, offer: Offer, name: str) -> Consent:
    offer = Offer.objects.get(pk=offer.pk)
    offer_open(by=house.sina.actor, offer=offer)
    signing = filled(Offer.objects.get(pk=offer.pk), name=name, name_differs=True)
    return consent_sign(by=house.sina.actor, offer=offer, signing=signing, how=How.ACCOUNT)


def states(house: House) -> list[State]:
    return [may_treat(as_now(one), house.needling).state for one in (house.amara, house.bea)]


def test_a_signature_on_the_sheet_of_the_other_treats_nobody(house: House) -> None:
    gate(house)
    answer(house)
    answer(house, house.bea)
    offer = put_before(house, house.bea)
    made = one_of(house)
    signed = sign_with(house, offer, "Amara Okafor")
    undone = part(house, made)
    assert states(house) == [State.NONE, State.WITHDRAWN]
    assert Consent.objects.get(pk=signed.pk).patient == house.bea
    assert "1 consent of Bea Novák, signed while the records were one, no" in str(undone.remarks)
    visit = in_room(house, as_now(house.bea))
    with pytest.raises(NotReady):
        begin(house, visit)


def test_what_was_offered_for_both_is_offered_anew(house: House) -> None:
    gate(house)
    made = one_of(house)
    offer = offered(house, patient=as_now(house.amara))
    part(house, made)
    offer.refresh_from_db()
    assert offer.why_ended == "the records were separated"
    assert states(house) == [State.NONE, State.NONE]


def test_answers_given_while_two_were_one_are_asked_anew(house: House) -> None:
    answer(house)
    made = one_of(house)
    answer(house)
    part(house, made)
    now = stands(house.amara)
    assert (now.state, now.outdated) == ("stale", OF_TWO)
    form = form_open(by=house.fred.actor, patient=as_now(house.amara))
    assert form.round == Round.FIRST
    answers_received(by=AMARA, form=fill(form, **HEALTHY))
    assert stands(house.amara).state == "clear"


def test_answers_from_before_the_merge_are_asked_anew_too(house: House) -> None:
    answer(house)
    part(house, one_of(house))
    assert stands(house.amara).outdated == OF_TWO


def test_what_was_signed_before_the_merge_counts_after_it(house: House) -> None:
    gate(house)
    answer(house)
    sign_with(house, put_before(house, house.amara), "Amara Okafor")
    part(house, one_of(house))
    assert states(house) == [State.SIGNED, State.NONE]


def test_in_a_chain_a_word_and_a_hold_on_all_reach_everybody(house: House) -> None:
    third = Patient.objects.create(
        given_name="Cleo", family_name="Third", birth_date=house.amara.birth_date
    )
    answer(house, third)
    both_with_keloids(house)
    first = one_of(house)
    second = merge(by=house.dora, keep=third, gone=as_now(house.amara))
    say(house, third, What.HOLD)
    part(house, second)
    part(house, first)
    held = {one.patient for one in Decision.objects.filter(withdrawn_at=None)}
    assert held == {house.amara, house.bea, third}
    assert "clear" not in {stands(one).state for one in held}


def test_a_device_that_is_gone_keeps_nobody_from_parting_records(house: House) -> None:
    both_with_keloids(house)
    made = one_of(house)
    Form.objects.update(device="gone")
    Service.objects.update(device="")
    part(house, made)
    assert not Screened.objects.filter(why=Why.SEPARATED).exists()
