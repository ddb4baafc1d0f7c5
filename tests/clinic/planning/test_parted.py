"""Two records parted again: what was agreed on while they were one counts for neither."""

import pytest

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
from percuta_clinic.patients.merging import Undone, merge, undo_merge
from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.planning.models import IN_FORCE, Plan, State, What


def as_now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def joined(house: House) -> Merge:
    """Bea's record becomes part of Amara's."""
    keep, gone = (Patient.objects.get(pk=one.pk) for one in (house.amara, house.bea))
    return merge(by=house.dora, keep=keep, gone=gone)


def part(house: House, made: Merge) -> Undone:
    return undo_merge(by=house.dora, merge=made)


@pytest.fixture
def both(house: House) -> House:
    """Amara and Bea have both answered."""
    told(house)
    told(house, house.bea)
    return house


def test_a_plan_agreed_on_before_goes_with_its_person_and_counts(both: House) -> None:
    plan = accepted(both, patient=both.bea)
    made = joined(both)
    assert as_now(plan).patient_id == both.amara.pk
    part(both, made)
    assert (as_now(plan).patient_id, as_now(plan).state) == (both.bea.pk, State.ACCEPTED)


@pytest.mark.parametrize(
    ("come_to", "left"),
    [
        (drafted, State.DROPPED),
        (proposed, State.STOPPED),
        (approved, State.STOPPED),
        (accepted, State.STOPPED),
    ],
)
def test_what_was_made_for_both_counts_for_neither(both: House, come_to: object, left: str) -> None:
    made = joined(both)
    assert callable(come_to)
    plan = come_to(both)
    undone = part(both, made)
    assert as_now(plan).state == left
    assert plan.steps.last().why.startswith("The records were separated")
    assert any("Plan again" in one for one in undone.remarks) is (left == State.STOPPED)
    assert not Plan.objects.filter(state__in=IN_FORCE).exists()


def test_what_was_approved_or_signed_meanwhile_is_agreed_on_by_neither(both: House) -> None:
    hers, waiting = approved(both), proposed(both, patient=both.bea)
    made = joined(both)
    accept(as_now(hers))
    approve(both, as_now(waiting))
    undone = part(both, made)
    assert as_now(hers).state == as_now(waiting).state == State.STOPPED
    assert as_now(waiting).patient_id == both.bea.pk
    told_of = " ".join(undone.remarks)
    assert "1 plan of Amara Okafor" in told_of
    assert "1 plan of Bea Novák" in told_of


def test_what_nobody_touched_meanwhile_waits_as_before(both: House) -> None:
    draft = drafted(both)
    waiting = proposed(both, patient=both.bea)
    part(both, joined(both))
    assert (as_now(draft).state, as_now(waiting).state) == (State.DRAFT, State.PROPOSED)


def test_a_version_made_meanwhile_goes_with_its_course_and_does_not_count(both: House) -> None:
    first = accepted(both, patient=both.bea)
    made = joined(both)
    second = version(both, as_now(first), scars(passes={1: 5}))
    second = approve(both, second)
    assert as_now(second).steps.filter(what=What.CARRIED).exists()
    undone = part(both, made)
    assert as_now(second).patient_id == as_now(first).patient_id == both.bea.pk
    assert (as_now(first).state, as_now(second).state) == (State.REPLACED, State.STOPPED)
    assert not any("stays here" in one for one in undone.remarks if "plan" in one)


def test_every_course_is_named_after_its_first_version(both: House) -> None:
    first = accepted(both)
    second = version(both, first, scars(sessions=4))
    assert first.pk == first.course == second.course
