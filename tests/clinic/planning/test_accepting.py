"""A plan is asked about, accepted by signature, or declined: once, and only as it was read."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.consent.papers_here import DRAWN
from clinic.consent.test_pages import body
from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from clinic.planning.put import accepted, approved, proposed, signing
from clinic.planning.test_my_plan import address, handed
from percuta_clinic.consent.models import How
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.accepting import (
    plan_accepted,
    plan_declined,
    question_answered,
    question_asked,
)
from percuta_clinic.planning.approving import Moved
from percuta_clinic.planning.models import Plan, Question, State, Step, What


def form(plan: Plan, **changed: str) -> dict[str, str]:
    return {"digest": plan.digest, "name": "Amara Okafor", "drawn": DRAWN} | changed


def now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def signed(plan: Plan) -> Step:
    return Step.objects.get(plan=plan, what=What.ACCEPTED)


def test_a_drawn_name_agrees_to_the_plan_that_was_read(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    answer = amara.post(address(plan, "my_plan_accept"), form(plan), follow=True)
    assert "What you agreed to" in body(answer)
    step = signed(plan)
    assert now(plan).state == State.ACCEPTED
    assert (step.digest, step.way, step.how) == (plan.digest, "drawn", "account")
    assert step.signature.startswith("M50.0 100.0")
    assert step.with_staff == ""


def test_two_taps_are_one_signature(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    for _ in range(2):
        answer = amara.post(address(plan, "my_plan_accept"), form(plan))
        assert answer.headers["Location"] == address(plan)
    assert Step.objects.filter(plan=plan, what=What.ACCEPTED).count() == 1


def test_a_form_with_gaps_comes_back_with_all_that_was_given(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    answer = amara.post(address(plan, "my_plan_accept"), form(plan, name=""))
    assert answer.status_code == 422
    assert "Type your full name." in body(answer)
    assert "[[[50,100]" in body(answer)
    answer = amara.post(address(plan, "my_plan_accept"), form(plan, name="Ada", drawn=""))
    assert "Sign: draw your name, or type it." in body(answer)
    assert 'value="Ada"' in body(answer)
    assert now(plan).state == State.APPROVED


def test_another_name_than_that_in_the_record_needs_a_tick(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    sent = form(plan, name="Grace Hopper")
    assert "The name in the record differs" in body(
        amara.post(address(plan, "my_plan_accept"), sent)
    )
    amara.post(address(plan, "my_plan_accept"), sent | {"name_differs": "yes"})
    assert signed(plan).by_name == "Grace Hopper"


def test_a_newer_version_in_the_meantime_is_said_and_nothing_is_signed(house: House) -> None:
    older, amara = approved(house), SignedIn(house.amara_herself)
    sent = form(older)
    Plan.objects.filter(pk=older.pk).update(state=State.REPLACED)
    newer = approved(house, example="dogra-2014", after=older)
    answer = amara.post(address(older, "my_plan_accept"), sent)
    assert answer.status_code == 409
    assert "Nothing was signed or changed." in body(answer)
    assert address(newer) in body(answer)
    assert not Step.objects.filter(what=What.ACCEPTED).exists()


def test_a_fingerprint_of_something_else_signs_nothing(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    for digest in ("", "0" * 64, "<script>"):
        for name in ("my_plan_accept", "my_plan_decline"):
            assert amara.post(address(plan, name), form(plan, digest=digest)).status_code == 409
    assert now(plan).state == State.APPROVED


def test_a_question_without_an_answer_needs_a_tick_first(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    amara.post(address(plan, "my_plan_ask"), {"question": "Does it hurt?"})
    page = body(amara.post(address(plan, "my_plan_accept"), form(plan)))
    assert "Your question is not answered yet." in page
    amara.post(address(plan, "my_plan_accept"), form(plan, no_answer_needed="yes"))
    assert now(plan).state == State.ACCEPTED


def test_an_answer_is_read_where_it_was_asked(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    for _ in range(2):  # a double tap
        amara.post(address(plan, "my_plan_ask"), {"question": "Does it hurt?"})
    question_answered(by=house.sina, question=Question.objects.get(), answer="A little.")
    page = body(amara.get(address(plan)))
    assert "A little." in page
    assert "Sina Sommer" in page
    assert "Your question is answered" in page
    amara.post(address(plan, "my_plan_accept"), form(plan))
    assert now(plan).state == State.ACCEPTED


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "Write your question first."),
        (" \0 ", "Write your question first."),
        ("x" * 1001, "it may have 1000"),
    ],
)
def test_a_question_that_cannot_be_sent_stays_in_the_form(
    house: House, question: str, said: str
) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    answer = amara.post(address(plan, "my_plan_ask"), {"question": question})
    assert answer.status_code == 422
    assert said in body(answer)
    assert not Question.objects.exists()


def test_no_needs_no_reason_and_is_said_once(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    for _ in range(2):
        answer = amara.post(address(plan, "my_plan_decline"), {"digest": plan.digest}, follow=True)
        assert "You declined this plan" in body(answer)
    step = Step.objects.get(what=What.DECLINED)
    assert (step.why, now(plan).state) == ("", State.DECLINED)
    assert amara.post(address(plan, "my_plan_accept"), form(plan)).status_code == 409
    assert not Step.objects.filter(what=What.ACCEPTED).exists()


def test_a_reason_is_kept_as_it_was_written_and_does_nothing(house: House) -> None:
    plan, amara = approved(house), SignedIn(house.amara_herself)
    why = "<script>alert(1)</script> too dear"
    amara.post(address(plan, "my_plan_decline"), {"digest": plan.digest, "why": why})
    assert Step.objects.get(what=What.DECLINED).why == why
    page = body(amara.get(address(plan)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_on_a_handed_tablet_the_signature_says_so_and_the_page_closes(house: House) -> None:
    plan = approved(house)
    tablet, there = handed(house, plan)
    answer = tablet.post(address(plan, "my_plan_accept"), form(plan))
    assert answer.headers["Location"] == reverse("my_prepare")
    step = signed(plan)
    assert (step.how, step.with_staff) == (How.CLINIC, "Sina Sommer")
    assert tablet.get(there).status_code == 403
    again = tablet.post(address(plan, "my_plan_accept"), form(plan))
    assert again.headers["Location"] == reverse("my_prepare")


@pytest.mark.parametrize(
    ("years", "said"),
    [(17, "Nobody under 18 is treated here"), (None, "The birth date is missing")],
)
def test_nobody_under_age_agrees_to_a_plan(house: House, years: int | None, said: str) -> None:
    plan, day = approved(house), timezone.localdate()
    born = None if years is None else day - timedelta(days=366 * years)
    Patient.objects.filter(pk=house.amara.pk).update(birth_date=born)
    answer = SignedIn(house.amara_herself).post(address(plan, "my_plan_accept"), form(plan))
    assert answer.status_code == 422
    assert said in body(answer)


def test_a_newer_agreement_ends_the_older_one(house: House) -> None:
    older = accepted(house)
    newer = accepted(house, example="dogra-2014", after=older)
    assert now(older).state == State.REPLACED
    assert now(newer).state == State.ACCEPTED


def test_what_is_not_approved_cannot_be_signed_by_any_door(house: House) -> None:
    plan = proposed(house)
    by: Any = {"by": house.amara_herself.actor, "how": How.ACCOUNT}
    with pytest.raises(Moved):
        plan_accepted(plan=plan, signing=signing(plan), **by)
    with pytest.raises(Moved):
        plan_declined(plan=plan, name="Amara", why="", **by)
    with pytest.raises(ValidationError):
        question_asked(by=by["by"], plan=plan, text="?", name="Amara")


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_once_make_one_signature(house: House) -> None:
    plan = approved(house)
    by = house.amara_herself.actor
    sign = partial(plan_accepted, by=by, plan=plan, signing=signing(plan), how=How.ACCOUNT)
    results = at_once(sign, sign, sign)
    assert {type(one) for one in results} == {Plan}, results
    assert Step.objects.filter(what=What.ACCEPTED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_at_once_leave_one_of_the_two(house: House) -> None:
    plan = approved(house)
    by: Any = {"by": house.amara_herself.actor, "how": How.ACCOUNT}
    yes = partial(plan_accepted, plan=plan, signing=signing(plan), **by)
    no = partial(plan_declined, plan=plan, name="Amara", why="", **by)
    results = at_once(yes, no)
    assert sorted(type(one).__name__ for one in results) == ["Moved", "Plan"], results
    assert Step.objects.filter(what__in=[What.ACCEPTED, What.DECLINED]).count() == 1
