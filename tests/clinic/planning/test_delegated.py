"""A specialist approves within a doctor's delegation: its acts, its depth, its days, its points."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.people_here import House
from clinic.planning.plans_here import approve, delegated, points, proposed, scars, told
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Delegation, RoleGrant
from percuta_clinic.people.services import delegation_withdraw
from percuta_clinic.planning.approving import may_approve
from percuta_clinic.planning.inputs import Inputs, Target
from percuta_clinic.planning.models import State, What

NECK = Inputs(targets=(Target(kind="fine_lines", zone="neck"),))
EVERYTHING = ("face", "body", "numbing")


def test_what_lies_within_is_approved_and_names_the_delegation(house: House) -> None:
    given = delegated(house, *EVERYTHING)
    plan = approve(house, proposed(house), by=house.sina)
    assert plan.state == State.APPROVED
    step = plan.steps.get(what=What.APPROVED)
    assert (step.under, step.by) == (given.pk, house.sina)


@pytest.mark.parametrize(
    ("acts", "depth", "inputs", "why"),
    [
        (("body", "numbing"), "2", scars(), "needling of the face is not delegated"),
        (("face", "numbing"), "2", NECK, "needling of the body is not delegated"),
        (("face",), "2", scars(), "numbing cream is not delegated"),
        (EVERYTHING, "0.75", scars(), "deeper than the 0.75 mm delegated"),
        (EVERYTHING, "2", scars(depth_mm={1: 1.25}), "a point for a doctor alone"),
    ],
)
def test_what_lies_outside_is_left_to_the_doctor(
    house: House, acts: tuple[str, ...], depth: str, *, inputs: Inputs, why: str
) -> None:
    told(house, wish__fine_lines=["cheek_left", "neck"])
    delegated(house, *acts, depth=depth)
    plan = proposed(house, inputs)
    assert why in may_approve(house.sina, plan).why_not
    with pytest.raises(NotYours):
        approve(house, plan, by=house.sina)
    assert approve(house, plan).state == State.APPROVED


def test_ticking_the_points_does_not_make_a_delegate_of_anybody(house: House) -> None:
    delegated(house, *EVERYTHING)
    plan = proposed(house, scars(depth_mm={1: 1.25}))
    with pytest.raises(NotYours, match="a point for a doctor alone"):
        approve(house, plan, by=house.sina, ticked=points(plan))


def test_a_doctor_confirms_each_point_and_all_of_them(house: House) -> None:
    told(house, phototype="V")
    plan = proposed(house, scars(depth_mm={1: 1.25}, passes={1: 14}))
    every = points(plan)
    assert len(every) == len(set(every)) > 2
    for left_out in every:
        with pytest.raises(ValidationError, match="Confirm each point"):
            approve(house, plan, ticked=[one for one in every if one != left_out])
    approve(house, plan, ticked=every)
    assert plan.steps.get(what=What.APPROVED).points == every


@pytest.mark.parametrize("end", ["withdrawn", "over", "not begun", "no doctor any more"])
def test_a_delegation_that_does_not_hold_today_covers_nothing(house: House, end: str) -> None:
    given = delegated(house, *EVERYTHING)
    plan = proposed(house)
    assert not may_approve(house.sina, plan).why_not
    rows, day = Delegation.objects.filter(pk=given.pk), given.starts_on
    if end == "withdrawn":
        delegation_withdraw(by=house.dora.actor, delegation=given)
    elif end == "over":
        rows.update(starts_on=day - timedelta(days=9), ends_on=day - timedelta(days=1))
    elif end == "not begun":
        rows.update(starts_on=day + timedelta(days=1))
    else:
        RoleGrant.objects.filter(account=house.dora).update(ended_at=timezone.now())
    with pytest.raises(NotYours, match="nobody delegated this to you"):
        approve(house, plan, by=house.sina)


def test_one_of_two_delegations_that_covers_all_is_enough(house: House) -> None:
    delegated(house, "body")
    wide = delegated(house, *EVERYTHING)
    assert may_approve(house.sina, proposed(house)).under == wide


def test_a_delegation_to_somebody_else_covers_nothing(house: House) -> None:
    delegated(house, *EVERYTHING)
    assert may_approve(house.fred, proposed(house)).why_not
