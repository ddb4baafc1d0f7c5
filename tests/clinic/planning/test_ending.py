"""A course ends with all its versions; what changed since a proposal is looked at first."""

import pytest
from django.core.exceptions import ValidationError

from clinic.people_here import House
from clinic.planning.plans_here import (
    accept,
    accepted,
    active,
    approve,
    approved,
    proposed,
    scars,
    told,
    version,
)
from clinic.screening.through import tomorrow, visit_on
from percuta_clinic.audit.models import Entry
from percuta_clinic.planning.approving import Moved
from percuta_clinic.planning.changing import asks_patient, differences
from percuta_clinic.planning.ending import plan_completed, plan_stopped
from percuta_clinic.planning.house import house_signed
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.planning.queries import counting_before
from percuta_clinic.planning.services import plan_proposed, version_begun
from percuta_clinic.readiness.planned import planned


def state(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def test_a_stopped_course_takes_every_open_version_with_it(house: House) -> None:
    first = active(house)
    second = version(house, first, scars(sessions=4))
    plan_stopped(by=house.dora, plan=first, why="A bad reaction.")
    assert state(second) == State.STOPPED
    with pytest.raises(Moved):
        approve(house, second)
    for one in (first, second):
        with pytest.raises(ValidationError, match="Begin a new plan"):
            version_begun(by=house.sina, plan=one, reason="once more")


def test_a_draft_of_a_course_that_ended_is_never_proposed(house: House) -> None:
    first = active(house)
    draft = version_begun(by=house.sina, plan=first, reason="deeper")
    plan_completed(by=house.dora, plan=first, why="All sessions given.")
    assert state(draft) == State.DROPPED
    with pytest.raises(ValidationError):
        plan_proposed(by=house.sina, plan=draft, version=draft.version)


def test_a_version_on_its_way_is_stopped_alone(house: House) -> None:
    first = accepted(house)
    second = approve(house, version(house, first, scars(sessions=4)))
    plan_stopped(by=house.dora, plan=second, why="She changed her mind.")
    assert (state(first), state(second)) == (State.ACCEPTED, State.STOPPED)


def test_an_older_version_is_not_changed_any_more(house: House) -> None:
    first = approved(house)
    second = approve(house, version(house, first, scars(sessions=4)))
    with pytest.raises(ValidationError, match="A newer version counts"):
        version_begun(by=house.sina, plan=Plan.objects.get(pk=first.pk), reason="back to it")
    assert state(second) == State.APPROVED


def test_what_was_answered_since_stops_approval_and_acceptance(house: House) -> None:
    waits, other = proposed(house), proposed(house, patient=house.bea)
    ready = approve(house, other)
    told(house, pregnant="yes")
    told(house, house.bea, pregnant="yes")
    with pytest.raises(Moved, match="cannot be approved as it stands"):
        approve(house, waits)
    with pytest.raises(Moved, match="your clinic has to look at it again"):
        accept(ready)
    assert (state(waits), state(ready)) == (State.PROPOSED, State.APPROVED)


def test_a_new_point_for_a_doctor_stops_the_approval(house: House) -> None:
    waits = proposed(house)
    told(house, fainting="yes")
    with pytest.raises(Moved, match="something new for a doctor"):
        approve(house, waits)


def test_another_device_of_the_service_stops_the_approval(house: House) -> None:
    waits = proposed(house)
    type(house.needling).objects.filter(pk=house.needling.pk).update(device="dermapen4")
    with pytest.raises(Moved, match="another device"):
        approve(house, Plan.objects.get(pk=waits.pk))


def test_the_same_depths_in_other_sessions_are_a_difference(house: House) -> None:
    first = accepted(house, scars(depth_mm={1: 0.5, 3: 1.0}))
    second = version(house, first, scars(depth_mm={1: 0.5, 2: 1.0}))
    assert any(one.label.endswith("depth") for one in differences(first, second))
    assert asks_patient(first, second)
    assert approve(house, second).state == State.APPROVED


def test_reasons_stay_with_the_steps_and_out_of_the_log(house: House) -> None:
    plan_stopped(by=house.dora, plan=accepted(house), why="Zyzzyva of the skin.")
    assert not Entry.objects.filter(reason__contains="Zyzzyva").exists()


def test_two_agreed_plans_of_one_service_hold_the_treatment(house: House) -> None:
    mine, hers = accepted(house), accepted(house, patient=house.bea)
    Plan.objects.filter(pk=hers.pk).update(patient=house.amara)  # as a merge leaves them
    visit = visit_on(house, tomorrow())
    assert planned([visit])[visit.pk].doubled
    plan_stopped(by=house.dora, plan=mine, why="The other one counts.")
    assert not planned([visit])[visit.pk].doubled


def test_a_course_keeps_the_house_protocol_it_was_agreed_under(house: House) -> None:
    first = accepted(house)
    content = {"sessions": {"acne_scars": 5}}
    house_signed(by=house.dora, content=content, reason="Our scars.", seen=0, agreed=True)
    second = version(house, first, scars(passes={1: 6}))
    assert second.house is None
    assert [one.label for one in differences(first, second)] == ["Left cheek: passes"]
    assert approve(house, second).state == State.ACCEPTED


def test_what_a_version_changed_stays_told_against_what_was_agreed(house: House) -> None:
    first = accepted(house)
    version(house, first, scars(sessions=4))
    third = approve(house, version(house, first, scars(passes={1: 6})))
    older = counting_before(third)
    assert older is not None
    assert (older.number, third.state) == (1, State.ACCEPTED)
