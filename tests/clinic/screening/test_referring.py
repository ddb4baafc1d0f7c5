"""A doctor refers what may not wait: it leaves her list, comes back, and lets nothing go on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.promises.forms_there import forms_in
from clinic.screening.test_decisions import go_on, mend, said
from clinic.screening.test_waiting import REFER, SPOT
from clinic.screening.through import answer, today, tomorrow, visit_on
from percuta_clinic.booking.models import Service
from percuta_clinic.config.ids import new_id
from percuta_clinic.people.science import rules_in_use
from percuta_clinic.screening import waiting as lists
from percuta_clinic.screening.models import Decision, What
from percuta_clinic.screening.overrides import overrides
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.science import answers_behind
from percuta_clinic.screening.waiting import waiting

LESION = "lesions.001"


def refer(house: House) -> Decision:
    return go_on(house, what=What.REFERRED, rule=LESION, days=14)


def test_a_referral_leaves_the_list_and_lets_nothing_go_on(house: House) -> None:
    answer(house, **SPOT)
    refer(house)
    now = standing(house.amara, day=today())
    assert (now.state, now.urgent) == ("not_now", False)
    assert said(house).document.plan is None
    assert waiting(house.dora) == []
    assert [(one.go_on, one.hold) for one in overrides(house.dora)] == [(0, 0)]


def test_a_referral_holds_for_a_visit_after_it_ends_but_comes_back_in_time(house: House) -> None:
    answer(house, **SPOT)
    refer(house)
    assert not standing(house.amara, day=today() + timedelta(days=60)).urgent
    made = said(house).decisions[0].decision
    older = {name: getattr(made, name) for name in ("rule", "zones", "what", "reason", "about")}
    yesterday = today() - timedelta(days=1)
    Decision.objects.create(
        id=new_id(),
        patient=house.amara,
        until=yesterday,
        decided_on=yesterday,
        made_by=house.dora,
        by_name=house.dora.name,
        rule_set=rules_in_use()[0],
        **older,
    )
    assert standing(house.amara, day=today()).urgent
    assert [one.patient for one in waiting(house.dora)] == [house.amara]


def test_a_referral_ends_with_the_answer_it_was_about(house: House) -> None:
    form = answer(house, **SPOT, wish__fine_lines=["cheek_left", "forehead"])
    refer(house)
    mend(house, form, key="suspicious_spot", zone="forehead", value="yes")
    assert standing(house.amara, day=today()).urgent


def test_a_later_spot_in_the_same_place_presses_anew(house: House) -> None:
    answer(house, **SPOT)
    refer(house)
    answer(house)
    assert not standing(house.amara, day=today()).urgent
    answer(house, **SPOT)
    assert standing(house.amara, day=today()).urgent
    assert [one.patient for one in waiting(house.dora)] == [house.amara]


def test_only_what_may_not_wait_is_referred(house: House) -> None:
    answer(house, keloid="yes")
    with pytest.raises(ValidationError, match="nothing in it presses"):
        go_on(house, what=What.REFERRED)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("what", [What.GO_ON, What.HOLD])
def test_nothing_else_is_decided_on_a_spot(house: House, what: What) -> None:
    answer(house, **SPOT)
    with pytest.raises(ValidationError, match="is a stop"):
        go_on(house, what=what, rule=LESION)


def test_the_page_offers_a_referral_and_keeps_it(house: House) -> None:
    answer(house, **SPOT)
    dora = SignedIn(house.dora)
    path = reverse("screening", args=[house.amara.pk])
    deciding = reverse("finding_decide", args=[house.amara.pk])
    page = dora.get(path).content.decode()
    (form,) = (one for one in forms_in(page, path) if one.action == deciding)
    assert form.fields["what"].choices == ["referred"]
    told = {name: field.value for name, field in form.fields.items() if field.value}
    answered = dora.post(deciding, told | {"reason": "Dr Weber on Monday; told her by phone"})
    assert answered.status_code == 302
    after = dora.get(reverse("screening", args=[house.amara.pk])).content.decode()
    assert "Dr Weber on Monday" in after


def test_what_may_not_wait_stays_in_the_list_however_old_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "ANSWERED_WITHIN", timedelta(days=-1))
    answer(house, house.bea, keloid="yes")
    answer(house, **SPOT)
    assert [one.patient for one in waiting(house.dora)] == [house.amara]


def test_what_may_not_wait_is_seen_where_the_device_is_gone(house: House) -> None:
    answer(house, **SPOT)
    visit_on(house, tomorrow())
    Service.objects.update(device="gone")
    now = standing(house.amara, day=today(), visit=house.amara.visits.get())
    assert (now.urgent, now.words, now.device_known) == (True, REFER, False)
    assert [one.standing.for_doctor for one in waiting(house.dora)] == [REFER]


def test_a_referral_may_end_before_a_treatment_that_is_booked_later(house: House) -> None:
    answer(house, **SPOT)
    visit_on(house, today() + timedelta(days=60))
    told = {
        "rule": LESION,
        "day": (today() + timedelta(days=60)).isoformat(),
        "seen": answers_behind(LESION, said(house))[1],
        "all_zones": "cheek_left",
        "what": "referred",
        "reason": "Dr Weber on Monday; told her by phone",
    }
    dora, path = SignedIn(house.dora), reverse("finding_decide", args=[house.amara.pk])
    yesterday = (today() - timedelta(days=1)).isoformat()
    refused = dora.post(path, told | {"until": yesterday})
    assert refused.status_code == 422
    assert "To whom, and how the patient was told" in refused.content.decode()
    until = (today() + timedelta(days=7)).isoformat()
    assert dora.post(path, told | {"until": until}).status_code == 302
    assert not standing(house.amara, day=today()).urgent


def test_the_patient_is_not_told_that_nothing_speaks_against_it(house: House) -> None:
    answer(house, **SPOT, wish__fine_lines=["cheek_left", "forehead"])
    page = ByLink(house.amara).get(reverse("my_result")).content.decode()
    assert "Please have the spot above looked at first" in page
    assert "Nothing in your answers speaks against" not in page


def test_a_second_spot_in_a_referred_place_presses_while_the_referral_runs(house: House) -> None:
    answer(house, **SPOT)
    refer(house)
    answer(house, **SPOT)
    assert standing(house.amara, day=today()).urgent
    assert [one.patient for one in waiting(house.dora)] == [house.amara]
    page = SignedIn(house.dora).get(reverse("screening", args=[house.amara.pk])).content.decode()
    assert "Referred before it was answered yes once more: look again" in page
    refer(house)
    assert not standing(house.amara, day=today()).urgent


def test_answers_without_the_spot_leave_a_referral_as_it_is(house: House) -> None:
    form = answer(house, **SPOT, wish__fine_lines=["cheek_left", "forehead"])
    refer(house)
    mend(house, form, key="moles", zone="forehead", value="yes")
    assert not standing(house.amara, day=today()).urgent


def test_a_referral_replaces_no_hold_on_the_same_rule(house: House) -> None:
    answer(house, keloid="yes", **SPOT)
    hold = go_on(house, what=What.HOLD)
    older = {name: getattr(hold, name) for name in ("rule", "zones", "reason", "until", "about")}
    Decision.objects.create(
        id=new_id(),
        patient=house.amara,
        what=What.REFERRED,
        decided_on=today(),
        made_by=house.dora,
        by_name=house.dora.name,
        rule_set=rules_in_use()[0],
        **older,
    )
    result = said(house)
    assert [one.holds for one in result.decisions if one.decision == hold] == [True]


def test_a_spot_told_and_then_denied_stays_with_the_doctor(house: House) -> None:
    answer(house, **SPOT)
    form = answer(house)
    now = standing(house.amara, day=today())
    assert (now.state, now.urgent) == ("ask", False)
    assert [one.standing.for_doctor[:17] for one in waiting(house.dora)] == ["Told, then denied"]
    board = SignedIn(house.dora).get(reverse("board")).content.decode()
    assert "Told, then denied: skin cancer" in board
    mend(house, form, key="suspicious_spot", zone="cheek_left", value="no")
    assert waiting(house.dora) == []
