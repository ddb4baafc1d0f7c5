"""Places on visits of their own where a course does not go as planned."""

from datetime import date
from uuid import UUID

import pytest
from django.http import QueryDict

from clinic.booking.days import book
from clinic.people_here import House
from clinic.planning import test_series
from clinic.planning.plans_here import accept, approve
from clinic.planning.test_series import APART, DAY, LEFT, RIGHT, at, needled
from clinic.screening.through import today
from percuta_clinic.booking.signals import Reason
from percuta_clinic.planning.apart import due_on, too_near
from percuta_clinic.planning.dates import course_dates, zones_due
from percuta_clinic.planning.inputs import Inputs, Target
from percuta_clinic.planning.making import made_for
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.services import draft_changed, plan_proposed, version_begun
from percuta_clinic.staff.forms.plans import sent_from
from percuta_clinic.treatment.folding import Said, fold
from percuta_clinic.treatment.writing import zones_needled

draft, plan = test_series.draft, test_series.plan


def version(house: House, plan: Plan, inputs: Inputs) -> Plan:
    new = version_begun(by=house.sina, plan=plan, reason="other series")
    new = draft_changed(by=house.sina, plan=new, inputs=inputs, version=new.version)
    return plan_proposed(by=house.sina, plan=new, version=new.version)


def test_a_plan_not_agreed_on_brings_no_visits_nearer(house: House, draft: Plan) -> None:
    waits = plan_proposed(by=house.sina, plan=draft, version=draft.version)
    agreed = accept(approve(house, waits))
    version(house, agreed, APART)
    book(house, house.amara, at=at(today() + DAY))
    assert [": 28 days." in one.words for one in near(house, today() + 15 * DAY)] == [True]


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(("zones", "days"), [((), 28), (LEFT, 7)])
def test_a_session_without_a_place_counts_in_all(
    house: House, zones: tuple[str, ...], days: int
) -> None:
    done = needled(house, zones, today() - 2 * DAY)
    reasons = near(house, done.starts_at.date() + 6 * DAY)
    assert [f": {days} days." in one.words for one in reasons] == [True]
    assert bool(near(house, done.starts_at.date() + 14 * DAY)) is not bool(zones)


def near(house: House, day: date) -> list[Reason]:
    return list(too_near(patient=house.amara, service=house.needling, day=day, clinic=house.clinic))


def test_a_session_without_a_place_is_waited_for_in_all(house: House, plan: Plan) -> None:
    plan.planned_from = today() - 60 * DAY
    done = needled(house, (), today() - 3 * DAY)
    assert course_dates(plan, house.clinic)[1].opens == today() + 25 * DAY
    assert done.pk not in due_on(plan, house.clinic, day=today() + 11 * DAY).of_visits


def test_the_next_date_keeps_off_a_session_out_of_turn(house: House, plan: Plan) -> None:
    plan.planned_from = today() - 60 * DAY
    for day in (today() - 40 * DAY, today() - 2 * DAY):
        needled(house, LEFT, day)
    missing = next(one for one in course_dates(plan, house.clinic) if one.visit is None)
    assert missing.zones == RIGHT
    assert missing.opens == today() + 5 * DAY


def test_where_nothing_has_rested_the_longest_wait_is_next(house: House, plan: Plan) -> None:
    first = today() + DAY
    needled(house, RIGHT, first)
    needled(house, LEFT, first + 7 * DAY)
    following = book(house, house.amara, at=at(first + 26 * DAY))
    assert zones_due(following, plan, house.clinic) == RIGHT


def test_a_place_held_back_keeps_its_series() -> None:
    post = QueryDict(mutable=True)
    post.update({"inputs": '{"apart":[["cheek_right"],["chin"]]}', "version": "1"})
    post.update({"series:cheek_left": "1", "series:cheek_right": "2"})
    assert sent_from(post).changed({}, shown={}).apart == (RIGHT, ("chin",))


def test_a_series_that_is_left_alone_is_planned_as_one(house: House, draft: Plan) -> None:
    alone = Inputs(apart=(RIGHT,), targets=(Target(kind="acne_scars", zone="cheek_right"),))
    kept = draft_changed(by=house.sina, plan=draft, inputs=alone, version=draft.version)
    made = made_for(kept, day=today(), house=None, foretold=False)
    assert made.plan is not None, made.why
    assert made.plan.apart == ()


def entered(slot: str, n: int, **value: object) -> Said:
    key = UUID(int=n)
    full = {"left_out": "", "done": False, **value}
    return Said(id=key, device=key, n=1, seen={}, at=at(today()), slot=slot, value=full)


def test_a_place_left_out_by_one_entry_and_needled_by_another_was_needled() -> None:
    events = [
        entered("zone/cheek_left", 1, done=True),
        entered("zone/cheek_left", 2, left_out="sore"),
        entered("zone/chin", 3, left_out="sore"),
        entered("zone/chin/more/1", 4, done=True),
        entered("zone/cheek_right", 5, left_out="sore"),
    ]
    assert zones_needled(fold(events)) == ["cheek_left", "chin"]
