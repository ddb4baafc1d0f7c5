"""The page of a proposed plan: approved by ticking, returned with a reason, changed, answered."""

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.plans_here import (
    active,
    approve,
    approved,
    delegated,
    points,
    proposed,
    scars,
    told,
    version,
)
from clinic.screening.through import AMARA
from percuta_clinic.audit.models import Entry
from percuta_clinic.people.models import Account
from percuta_clinic.planning.accepting import question_asked
from percuta_clinic.planning.models import Plan, State, Template

WHY = "Two holidays lie between the sessions"


def page(account: Account, plan: Plan) -> str:
    answer = SignedIn(account).get(reverse("plan", args=[plan.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def send(account: Account, to: str, plan: Plan, **given: str | list[str]) -> HttpResponse:
    """What a form of the page sends."""
    answer = SignedIn(account).post(reverse(to, args=[plan.pk]), given)
    assert isinstance(answer, HttpResponse)
    return answer


def state(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def test_a_doctor_ticks_each_point_and_approves(house: House) -> None:
    plan = proposed(house, scars(depth_mm={1: 1.25}))
    shown = page(house.dora, plan)
    assert "Depth beyond a soft wall" in shown
    assert "Approve version 1: it goes to the patient" in shown
    refused = send(house.dora, "plan_approve", plan, digest=plan.digest)
    assert refused.status_code == 422
    assert "Confirm each point, also: depth beyond a soft wall" in refused.content.decode()
    done = send(house.dora, "plan_approve", plan, digest=plan.digest, points=points(plan))
    assert (done.status_code, state(plan)) == (302, State.APPROVED)


def test_every_number_of_the_page_leads_to_its_reason(house: House) -> None:
    plan = proposed(house, scars(depth_mm={1: 1.0}))
    links = set(re.findall(r'href="(/plans/[^"]+/why/[^"]*)"', page(house.dora, plan)))
    assert len(links) > 8
    dora = SignedIn(house.dora)
    dead = [
        link for link in sorted(links) if dora.get(link.replace("&amp;", "&")).status_code != 200
    ]
    assert dead == []


def test_ticks_stay_when_one_of_them_is_missing(house: House) -> None:
    told(house, phototype="V")
    plan = proposed(house, scars(depth_mm={1: 1.25}))
    first, *rest = points(plan)
    assert rest
    refused = send(house.dora, "plan_approve", plan, digest=plan.digest, points=[first])
    assert refused.content.decode().count(" checked") == 1


def test_the_page_of_an_older_text_approves_nothing(house: House) -> None:
    plan = proposed(house)
    refused = send(house.dora, "plan_approve", plan, digest="0" * 64, points=points(plan))
    assert refused.status_code == 422
    assert "Load it again" in refused.content.decode()
    assert state(plan) == State.PROPOSED


def test_a_plan_is_returned_with_its_reason_and_nothing_typed_is_lost(house: House) -> None:
    plan = proposed(house)
    empty = send(house.dora, "plan_return", plan, digest=plan.digest, reason="")
    assert empty.status_code == 422
    assert "Say why in a few words" in empty.content.decode()
    send(house.dora, "plan_return", plan, digest=plan.digest, reason=WHY)
    assert state(plan) == State.RETURNED
    shown = page(house.sina, plan)
    assert WHY in shown
    assert "Returned by Dora Doktor" in shown
    assert "Begin version 2" in shown


def test_a_specialist_reads_why_she_may_not_and_who_can(house: House) -> None:
    plan = proposed(house)
    shown = page(house.sina, plan)
    assert "nobody delegated this to you" in shown
    assert "It stands on the board of Dora Doktor" in shown
    assert "Approve version" not in shown
    refused = send(house.sina, "plan_approve", plan, digest=plan.digest)
    assert refused.status_code == 422
    assert send(house.sina, "plan_return", plan, digest=plan.digest).status_code == 404
    assert state(plan) == State.PROPOSED


def test_a_specialist_approves_within_a_delegation(house: House) -> None:
    delegated(house, "face", "numbing", depth="1.5")
    plan = proposed(house)
    shown = page(house.sina, plan)
    assert "Delegated by Dora Doktor: down to 1.50 mm" in shown
    assert "Return it to" not in shown
    send(house.sina, "plan_approve", plan, digest=plan.digest)
    assert state(plan) == State.APPROVED
    assert "delegated by Dora Doktor" in page(house.dora, plan)


def test_what_a_version_changes_stands_above_with_what_asks_again(house: House) -> None:
    first = active(house)
    deeper = version(house, first, scars(depth_mm={1: 0.75}), reason="Her skin bore it well")
    shown = page(house.dora, deeper)
    assert "Her skin bore it well" in shown
    assert "The patient is asked again" in shown
    assert "Left cheek: depth" in shown
    gentler = version(house, deeper, scars(passes={1: 5}))
    shown = page(house.dora, gentler)
    assert f"version {first.number}</a>" in shown  # held against what counts, not what was last
    assert "The agreement goes on" in shown
    assert "it counts at once" in shown


def test_a_course_is_stopped_or_completed_with_the_reason(house: House) -> None:
    plan = active(house)
    assert send(house.sina, "plan_stop", plan, reason="").status_code == 422
    assert send(house.sina, "plan_complete", plan, reason="All three given").status_code == 302
    assert state(plan) == State.COMPLETED
    again = send(house.sina, "plan_stop", plan, reason="too late")
    assert "by now. Nothing was changed" in again.content.decode()
    assert "Change it, as version" not in page(house.sina, plan)


def test_a_question_is_answered_on_the_page_of_the_plan(house: House) -> None:
    plan = approved(house)
    asked = question_asked(by=AMARA, plan=plan, text="<b>Why?</b>", name="Amara")
    shown = page(house.sina, plan)
    assert "&lt;b&gt;Why?&lt;/b&gt;" in shown
    where = reverse("plan_answer", args=[asked.pk])
    assert SignedIn(house.sina).post(where, {"answer": ""}).status_code == 422
    assert SignedIn(house.sina).post(where, {"answer": "Because."}).status_code == 302
    late = SignedIn(house.dora).post(where, {"answer": "Mine came later."})
    assert "Somebody answered this" in late.content.decode() or "Because." in late.content.decode()
    asked.refresh_from_db()
    assert asked.answer == "Because."
    assert Entry.objects.filter(action="plan.answered").count() == 1


def test_what_was_chosen_is_kept_as_a_template_by_its_name(house: House) -> None:
    plan = proposed(house, scars(sessions=4))
    assert send(house.sina, "plan_template", plan, name="x").status_code == 422
    assert send(house.sina, "plan_template", plan, name="Scars, cheek").status_code == 302
    twice = send(house.sina, "plan_template", plan, name="scars, CHEEK")
    assert "There is a template called" in twice.content.decode()
    kept = Template.objects.get()
    listed = SignedIn(house.dora).get(reverse("settings_templates")).content.decode()
    assert "Scars, cheek" in listed
    assert "4 sessions" in listed
    SignedIn(house.dora).post(reverse("template_retire", args=[kept.pk]))
    assert "No template yet" in SignedIn(house.sina).get(reverse("settings_templates")).text


def board(account: Account) -> str:
    return str(SignedIn(account).get(reverse("board")).content.decode())


def test_boards_list_plans_to_approve_questions_and_ones_own(house: House) -> None:
    plan = proposed(house)
    assert "Plans to approve" in board(house.dora)
    assert "Plans to approve" not in board(house.sina)
    assert "Your plans" not in board(house.sina)
    approve(house, plan)
    assert "Plans to approve" not in board(house.dora)
    assert "Waits for the patient" in board(house.sina)
    question_asked(by=AMARA, plan=plan, text="Why?", name="Amara")
    for account in (house.sina, house.dora):
        assert "Questions about a plan" in board(account)
    assert "plan" not in board(house.fred).lower()


def test_a_returned_plan_leaves_the_list_once_it_is_worked_on(house: House) -> None:
    plan = proposed(house)
    send(house.dora, "plan_return", plan, digest=plan.digest, reason=WHY)
    assert "Read why" in board(house.sina)
    send(house.sina, "plan_change", plan, reason="holidays asked for")
    assert "Read why" not in board(house.sina)


def test_plans_of_a_restricted_chart_are_on_no_board_outside_its_team(house: House) -> None:
    plan = proposed(house)
    house.amara.restricted = True
    house.amara.save()
    assert "Plans to approve" not in board(house.dora)
    answer = SignedIn(house.dora).get(reverse("plan", args=[plan.pk]))
    assert "/glass/" in answer.headers["Location"]
    sent = send(house.dora, "plan_approve", plan, digest=plan.digest)
    assert "/glass/" in sent.headers["Location"]
    assert state(plan) == State.PROPOSED


@pytest.mark.parametrize("name", ["plan_approve", "plan_return", "plan_stop", "plan_complete"])
def test_a_draft_is_neither_approved_nor_ended(house: House, name: str) -> None:
    plan = proposed(house)
    send(house.sina, "plan_change", plan, reason="asked for")
    draft = Plan.objects.get(state=State.DRAFT)
    answer = send(house.dora, name, draft, digest="", reason="asked for")
    assert answer.status_code == 302
    assert state(draft) == State.DRAFT
