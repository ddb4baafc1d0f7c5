"""Two people at one plan at the same moment: one step is done, the other is told."""

from functools import partial

import pytest

from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from clinic.planning.plans_here import (
    accept,
    accepted,
    approve,
    approved,
    drafted,
    proposed,
    scars,
    told,
    version,
)
from percuta_clinic.consent.models import How
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.planning.accepting import plan_declined, question_answered, question_asked
from percuta_clinic.planning.approving import Moved, plan_returned
from percuta_clinic.planning.ending import course_begun, plan_stopped
from percuta_clinic.planning.models import IN_FORCE, Plan, Question, State, Step, What
from percuta_clinic.planning.services import draft_begun, plan_proposed, version_begun

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "as we spoke of"


def kinds(results: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def test_of_two_doctors_who_approve_at_once_one_is_told(house: House) -> None:
    other = account_create(
        by=house.olga.actor, email="d2@clinic.example", name="Dirk", roles=[Role.DOCTOR]
    )
    plan = proposed(house)
    results = at_once(partial(approve, house, plan), partial(approve, house, plan, by=other))
    assert kinds(results) == ["Moved", "Plan"], results
    assert Step.objects.filter(what=What.APPROVED).count() == 1


def test_approving_and_returning_at_once_leave_one_of_both(house: House) -> None:
    plan = proposed(house)
    give_back = partial(plan_returned, by=house.dora, plan=plan, digest=plan.digest, why=WHY)
    results = at_once(partial(approve, house, plan), give_back)
    assert kinds(results) == ["Moved", "Plan"], results
    last = Step.objects.filter(what__in=(What.APPROVED, What.RETURNED)).get()
    assert Plan.objects.get(pk=plan.pk).state == last.what


def test_accepting_and_declining_at_once_leave_one_of_both(house: House) -> None:
    plan = approved(house)
    by = house.amara_herself.actor
    no = partial(plan_declined, by=by, plan=plan, name="Amara", why="", how=How.ACCOUNT)
    results = at_once(partial(accept, plan), no)
    assert kinds(results) == ["Moved", "Plan"], results


def test_two_devices_that_accept_at_once_sign_one_plan(house: House) -> None:
    plan = approved(house)
    results = at_once(partial(accept, plan), partial(accept, plan))
    assert kinds(results) == ["Plan", "Plan"], results
    assert Step.objects.filter(what=What.ACCEPTED).count() == 1


def test_accepting_what_a_newer_version_replaces_at_once_counts_once(house: House) -> None:
    first = accepted(house)
    second = approve(house, version(house, first, scars(sessions=4)))
    draft = version_begun(by=house.sina, plan=second, reason=WHY)
    results = at_once(
        partial(accept, second),
        partial(plan_proposed, by=house.sina, plan=draft, version=draft.version),
    )
    assert not [one for one in results if not isinstance(one, (Plan, Moved))], results
    assert Plan.objects.filter(course=first.course, state__in=IN_FORCE).count() == 1
    assert Plan.objects.filter(course=first.course, state=State.APPROVED).count() == 0


def test_stopping_and_beginning_at_once_never_leave_a_stopped_course_under_way(
    house: House,
) -> None:
    plan = accepted(house)
    results = at_once(
        partial(plan_stopped, by=house.sina, plan=plan, why=WHY),
        partial(course_begun, by=house.sina, plan=plan),
    )
    assert "Plan" in kinds(results)
    assert Plan.objects.get(pk=plan.pk).state == State.STOPPED


def test_two_drafts_begun_at_once_are_one(house: House) -> None:
    told(house)
    begin = partial(draft_begun, by=house.sina, patient=house.amara, service=house.needling)
    assert kinds(at_once(begin, begin)) == ["Plan", "Plan"]
    assert Plan.objects.count() == 1


def test_two_new_versions_begun_at_once_are_one(house: House) -> None:
    plan = accepted(house)
    begin = partial(version_begun, by=house.sina, plan=plan, reason=WHY)
    assert kinds(at_once(begin, begin)) == ["Plan", "Plan"]
    assert Plan.objects.filter(state=State.DRAFT).count() == 1


def test_a_draft_proposed_twice_at_once_is_proposed_once(house: House) -> None:
    draft = drafted(house)
    propose = partial(plan_proposed, by=house.sina, plan=draft, version=draft.version)
    assert kinds(at_once(propose, propose)) == ["NotADraft", "Plan"]


def test_a_question_is_answered_once(house: House) -> None:
    plan = approved(house)
    asked = question_asked(by=house.amara_herself.actor, plan=plan, text="Why?", name="Amara")
    answer = partial(question_answered, question=asked, answer="Because.")
    results = at_once(partial(answer, by=house.sina), partial(answer, by=house.dora))
    assert kinds(results) == ["Question", "ValidationError"], results
    assert Question.objects.get().answer == "Because."
