"""From draft to the end of a course: every step by the right person, at the right state, once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from clinic.people_here import House
from clinic.planning.plans_here import (
    SCARS,
    accept,
    accepted,
    active,
    approve,
    approved,
    drafted,
    proposed,
    scars,
    version,
)
from percuta_clinic.consent.models import How
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.planning.accepting import plan_declined
from percuta_clinic.planning.approving import Moved, plan_approved, plan_returned
from percuta_clinic.planning.ending import course_begun, plan_completed, plan_stopped
from percuta_clinic.planning.models import Plan, State, Step, What
from percuta_clinic.planning.services import (
    NotADraft,
    Stale,
    draft_begun,
    draft_changed,
    draft_dropped,
    plan_proposed,
    version_begun,
)

WHY = "as we spoke of"
Act = Callable[[House, Plan], object]


def as_now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def steps(plan: Plan) -> list[str]:
    return [one.what for one in plan.steps.order_by("at", "id")]


def put(state: State) -> Callable[[House], Plan]:
    """A plan that has come as far as this."""

    def declined(house: House) -> Plan:
        return decline(house, approved(house))

    def made(house: House) -> Plan:
        return {
            State.DRAFT: drafted,
            State.PROPOSED: proposed,
            State.RETURNED: lambda h: give_back(h, proposed(h)),
            State.APPROVED: approved,
            State.DECLINED: declined,
            State.ACCEPTED: accepted,
            State.ACTIVE: active,
            State.COMPLETED: lambda h: complete(h, active(h)),
            State.STOPPED: lambda h: stop(h, active(h)),
            State.DROPPED: dropped,
            State.REPLACED: replaced,
        }[state](house)

    return made


def dropped(house: House) -> Plan:
    plan = drafted(house)
    draft_dropped(by=house.sina, plan=plan)
    return as_now(plan)


def replaced(house: House) -> Plan:
    plan = proposed(house)
    version(house, plan, scars(depth_mm={1: 0.75}))
    return as_now(plan)


def give_back(house: House, plan: Plan) -> Plan:
    return plan_returned(by=house.dora, plan=plan, digest=plan.digest, why=WHY)


def decline(house: House, plan: Plan) -> Plan:
    by = house.amara_herself.actor
    return plan_declined(by=by, plan=plan, name="Amara", why="", how=How.ACCOUNT)


def complete(house: House, plan: Plan) -> Plan:
    return plan_completed(by=house.sina, plan=plan, why=WHY)


def stop(house: House, plan: Plan) -> Plan:
    return plan_stopped(by=house.sina, plan=plan, why=WHY)


# Each act, from which states it may be done, and where it leads.
ACTS: dict[str, tuple[Act, set[State], State]] = {
    "approve": (approve, {State.PROPOSED}, State.APPROVED),
    "return": (give_back, {State.PROPOSED}, State.RETURNED),
    "accept": (lambda _, p: accept(p), {State.APPROVED}, State.ACCEPTED),
    "decline": (decline, {State.APPROVED}, State.DECLINED),
    "complete": (complete, {State.ACTIVE}, State.COMPLETED),
    "stop": (stop, {State.APPROVED, State.ACCEPTED, State.ACTIVE}, State.STOPPED),
    "begin": (
        lambda h, p: course_begun(by=h.sina, plan=p),
        {State.ACCEPTED, State.ACTIVE},
        State.ACTIVE,
    ),
}
AGAIN = {("accept", State.ACCEPTED), ("accept", State.ACTIVE)}  # sent twice


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", ACTS)
def test_each_step_leads_on_from_its_own_states_alone(
    house: House, name: str, state: State
) -> None:
    act, fits, leads = ACTS[name]
    plan = put(state)(house)
    assert plan.state == state
    before = Step.objects.count()
    if state in fits:
        act(house, plan)
        assert as_now(plan).state == leads
    elif (name, state) in AGAIN:
        act(house, plan)
        assert (as_now(plan).state, Step.objects.count()) == (state, before)
    else:
        with pytest.raises(Moved):
            act(house, plan)
        assert (as_now(plan).state, Step.objects.count()) == (state, before)


def test_a_plan_goes_from_draft_to_completed_with_every_step_kept(house: House) -> None:
    plan = complete(house, active(house))
    wanted = ["begun", "proposed", "approved", "accepted", "started", "completed"]
    assert steps(plan) == wanted
    assert {one.digest for one in plan.steps.exclude(what=What.BEGUN)} == {plan.digest}
    assert plan.steps.get(what=What.ACCEPTED).signature


@pytest.mark.parametrize("who", ["fred", "olga", "nobody", "amara_herself", "bea_herself"])
def test_nobody_without_the_right_approves_returns_or_ends(house: House, who: str) -> None:
    account: Account = getattr(house, who)
    plan = proposed(house)
    with pytest.raises(NotYours):
        approve(house, plan, by=account)
    with pytest.raises(NotYours):
        plan_returned(by=account, plan=plan, digest=plan.digest, why=WHY)
    approve(house, plan)
    with pytest.raises(NotYours):
        plan_stopped(by=account, plan=plan, why=WHY)
    assert as_now(plan).state == State.APPROVED


def test_a_specialist_without_a_delegation_cannot_approve_her_own_plan(house: House) -> None:
    plan = proposed(house)
    with pytest.raises(NotYours, match="nobody delegated this to you"):
        approve(house, plan, by=house.sina)
    with pytest.raises(NotYours):
        plan_returned(by=house.sina, plan=plan, digest=plan.digest, why=WHY)
    assert as_now(plan).state == State.PROPOSED


@pytest.mark.parametrize("digest", ["", "0" * 64, "as proposed"])
def test_approving_or_returning_another_text_than_the_one_that_counts_is_refused(
    house: House, digest: str
) -> None:
    plan = proposed(house)
    with pytest.raises(Moved, match="another version"):
        plan_approved(by=house.dora, plan=plan, digest=digest)
    with pytest.raises(Moved, match="another version"):
        plan_returned(by=house.dora, plan=plan, digest=digest, why=WHY)
    assert as_now(plan).state == State.PROPOSED


def test_signing_another_text_than_the_one_approved_is_refused(house: House) -> None:
    plan = approved(house)
    with pytest.raises(Moved, match="another version"):
        accept(plan, digest="0" * 64)
    assert as_now(plan).state == State.APPROVED


@pytest.mark.parametrize("why", ["", "  ", "no", "\x00\x00\x00", "a" * 501])
def test_returning_stopping_and_completing_want_a_reason(house: House, why: str) -> None:
    plan = proposed(house)
    with pytest.raises(ValidationError) as refused:
        plan_returned(by=house.dora, plan=plan, digest=plan.digest, why=why)
    assert "reason" in refused.value.message_dict
    begun = course_begun(by=house.sina, plan=accept(approve(house, plan)))
    for end in (plan_stopped, plan_completed):
        with pytest.raises(ValidationError):
            end(by=house.sina, plan=begun, why=why)
    assert as_now(begun).state == State.ACTIVE


def test_what_was_proposed_cannot_be_changed_dropped_or_proposed_again(house: House) -> None:
    plan = proposed(house)
    act: Any
    for act in (
        lambda: draft_changed(by=house.sina, plan=plan, inputs=SCARS, version=plan.version),
        lambda: draft_dropped(by=house.sina, plan=plan),
        lambda: plan_proposed(by=house.sina, plan=plan, version=plan.version),
    ):
        with pytest.raises(NotADraft):
            act()


def test_proposing_what_another_window_changed_is_refused_as_stale(house: House) -> None:
    plan = drafted(house)
    draft_changed(by=house.sina, plan=plan, inputs=scars(depth_mm={1: 0.75}), version=plan.version)
    with pytest.raises(Stale):
        plan_proposed(by=house.sina, plan=plan, version=plan.version)


def test_a_new_version_replaces_what_waited_and_leaves_what_counts(house: House) -> None:
    first = accepted(house)
    second = version(house, first, scars(depth_mm={1: 0.75}))
    assert (as_now(first).state, as_now(second).state) == (State.ACCEPTED, State.PROPOSED)
    third = version(house, second, scars(depth_mm={1: 1.0}))
    assert as_now(second).state == State.REPLACED
    accept(approve(house, third))
    assert (as_now(first).state, as_now(third).state) == (State.REPLACED, State.ACCEPTED)
    assert [one.number for one in (first, second, third)] == [1, 2, 3]


def test_a_change_of_depth_asks_the_patient_again(house: House) -> None:
    first = accepted(house)
    second = approve(house, version(house, first, scars(depth_mm={1: 0.75})))
    assert second.state == State.APPROVED
    assert as_now(first).state == State.ACCEPTED


def test_a_change_of_passes_alone_lets_the_agreement_go_on(house: House) -> None:
    first = active(house)
    second = approve(house, version(house, first, scars(passes={1: 5})))
    assert second.state == State.ACTIVE
    assert as_now(first).state == State.REPLACED
    assert steps(second)[-1] == What.CARRIED


def test_a_version_of_a_course_under_way_goes_on_as_under_way(house: House) -> None:
    first = active(house)
    second = accept(approve(house, version(house, first, scars(sessions=4))))
    assert second.state == State.ACTIVE


def test_a_course_that_is_over_gets_no_new_version(house: House) -> None:
    plan = complete(house, active(house))
    with pytest.raises(ValidationError, match="Begin a new plan"):
        version_begun(by=house.sina, plan=plan, reason=WHY)


def test_a_service_with_a_plan_gets_no_second_course(house: House) -> None:
    plan = accepted(house)
    again = draft_begun(by=house.sina, patient=house.amara, service=house.needling)
    assert again.pk == plan.pk
    with pytest.raises(ValidationError, match="no course is planned"):
        draft_begun(by=house.sina, patient=house.amara, service=house.talk)
