"""How often doctors decide against what a rule holds back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.screening.through import answer, today
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.screening.models import Decision, What
from percuta_clinic.screening.overrides import Overridden, overrides
from percuta_clinic.screening.services import decide, decision_withdraw


def treated(house: House, *each: What) -> None:
    for number, what in enumerate(each):
        patient = Patient.objects.create(
            given_name=f"P{number}", family_name="Q", birth_date=house.bea.birth_date
        )
        answer(house, patient, keloid="yes")
        decided(house, patient, what, days=9)


def decided(house: House, patient: Patient, what: What, *, days: int) -> None:
    decide(
        by=house.dora,
        patient=patient,
        rule="keloid.001",
        zones=[],
        what=what,
        reason="looked at the scar",
        until=today() + timedelta(days=days),
    )


def counted(house: House) -> Overridden:
    (found,) = overrides(house.dora)
    return found


def test_persons_and_decisions_are_counted_for_each_rule(house: House) -> None:
    treated(house, What.GO_ON, What.GO_ON, What.HOLD)
    answer(house, keloid="yes")
    found = counted(house)
    assert (found.rule, found.found, found.go_on, found.hold) == ("keloid.001", 4, 2, 1)
    assert found.share == 67
    assert found.waited is not None
    assert timedelta(0) < found.waited < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("go_on", "hold", "doubtful"), [(3, 2, True), (2, 3, False), (4, 0, False), (3, 3, False)]
)
def test_a_rule_overridden_most_of_the_time_is_marked(
    house: House, *, go_on: int, hold: int, doubtful: bool
) -> None:
    treated(house, *[What.GO_ON] * go_on, *[What.HOLD] * hold)
    assert counted(house).is_doubtful is doubtful
    shown = SignedIn(house.sina).get(reverse("screening_overrides")).content.decode()
    assert ("overridden most of the time is wrong" in shown) is doubtful


def test_a_person_decided_on_many_times_counts_once_by_the_latest(house: House) -> None:
    answer(house, keloid="yes")
    for days, what in enumerate([What.HOLD, *[What.GO_ON] * 5], start=1):
        decided(house, house.amara, what, days=days)
    found = counted(house)
    assert (found.go_on, found.hold, found.is_doubtful) == (1, 0, False)
    decision_withdraw(
        by=house.dora, decision=Decision.objects.latest("made_at"), why="another look"
    )
    decided(house, house.amara, What.HOLD, days=9)
    found = counted(house)
    assert (found.go_on, found.hold, found.withdrawn) == (0, 1, 1)


def test_withdrawn_decisions_are_counted_apart(house: House) -> None:
    treated(house, What.GO_ON, What.GO_ON)
    made = Decision.objects.latest("made_at")
    decision_withdraw(by=house.dora, decision=made, why="the wrong patient")
    found = counted(house)
    assert (found.go_on, found.hold, found.withdrawn) == (1, 0, 1)


def test_a_period_without_findings_says_so(house: House) -> None:
    assert overrides(house.dora, since=today()) == []
    shown = SignedIn(house.dora).get(reverse("screening_overrides") + "?period=90")
    assert "No rule held anybody back" in shown.content.decode()
    treated(house, What.GO_ON)
    assert overrides(house.dora, since=today() + timedelta(days=1)) == []
    assert SignedIn(house.amara_herself).get(reverse("screening_overrides")).status_code == 404


@pytest.mark.parametrize("who", ["fred", "olga"])
def test_only_who_reads_answers_sees_what_was_found(house: House, who: str) -> None:
    treated(house, What.GO_ON)
    account = getattr(house, who)
    assert SignedIn(account).get(reverse("screening_overrides")).status_code == 404
    with pytest.raises(NotYours):
        overrides(account)


def test_what_nobody_may_overrule_says_so_and_stands_last(house: House) -> None:
    answer(house, moles="some", z__moles=["cheek_left"], keloid="yes")
    answer(house, house.bea, moles="some", z__moles=["cheek_left"])
    found = {one.rule: one.is_final for one in overrides(house.dora)}
    assert found["lesions.004"]
    assert not found["keloid.001"]
    shown = SignedIn(house.sina).get(reverse("screening_overrides")).content.decode()
    assert shown.index("rule-keloid.001") < shown.index("rule-lesions.004")
    assert shown.index("nothing decided") < shown.index("nobody overrules it")


def test_what_only_the_cream_hangs_on_is_decided_with_the_plan_and_not_here(house: House) -> None:
    answer(house, anaesthetic_allergy="yes", keloid="yes")
    found = {one.rule: one.is_final for one in overrides(house.dora)}
    assert found["allergy.002"]
    assert not found["keloid.001"]
