"""An agreed course offers its dates, and says where visits lie otherwise."""

from datetime import date, datetime, time, timedelta

import pytest

from clinic.booking.days import book
from clinic.booking.staged import NEEDLING, put_stages, staged, works
from clinic.booking.treated import began
from clinic.people_here import House
from clinic.planning.plans_here import accepted
from clinic.readiness.gates import booked_from_now
from clinic.screening.through import today
from percuta_clinic.booking.models import Part, State, Visit
from percuta_clinic.booking.placing import Refused, Wish, visit_book, visit_shift
from percuta_clinic.booking.stages import stages_for, stages_of
from percuta_clinic.planning.dates import (
    Dated,
    course_dates,
    next_to_book,
    plan_in_force,
)
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan

DAY = timedelta(days=1)


@pytest.fixture
def plan(house: House) -> Plan:
    return accepted(house)


def dates(house: House, plan: Plan) -> list[Dated]:
    return course_dates(plan, house.clinic)


def planned(plan: Plan) -> list[date]:
    made = kept_of(plan).plan
    assert made is not None
    return [one.day for one in made.sessions]


def at_noon(house: House, day: date) -> Visit:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=house.clinic.zone)
    return book(house, house.amara, at=noon, near=False)


def test_a_course_without_visits_offers_its_planned_days(house: House, plan: Plan) -> None:
    found = dates(house, plan)
    assert [one.planned for one in found] == planned(plan)
    assert [one.opens for one in found[1:]] == [one.planned for one in found[1:]]
    assert next_to_book(found) == found[0]


def test_each_visit_stands_with_its_session(house: House, plan: Plan) -> None:
    first = at_noon(house, planned(plan)[0])
    found = dates(house, plan)
    assert found[0].visit == first
    assert next_to_book(found) == found[1]


def test_a_later_first_session_moves_when_the_next_may_be(house: House, plan: Plan) -> None:
    days = planned(plan)
    at_noon(house, days[0] + 10 * DAY)
    found = dates(house, plan)
    assert found[1].opens == days[1] + 10 * DAY


def test_a_visit_too_soon_after_another_is_named(house: House, plan: Plan) -> None:
    days = planned(plan)
    at_noon(house, days[0])
    at_noon(house, days[0] + 20 * DAY)
    agreed = (days[1] - days[0]).days
    assert dates(house, plan)[1].apart == f"20 days after the session before; {agreed} were agreed"


def test_a_session_that_was_given_stays_in_the_course(house: House, plan: Plan) -> None:
    visit = at_noon(house, planned(plan)[0])
    began(visit, timedelta(minutes=5))
    Visit.objects.filter(pk=visit.pk).update(state=State.FINISHED)
    found = dates(house, plan)
    assert found[0].is_given
    assert found[1].opens >= today() + 14 * DAY


def test_stages_last_as_long_as_the_plan_says(house: House, plan: Plan) -> None:
    put_stages(house.needling, NEEDLING)
    made = kept_of(plan).plan
    assert made is not None
    lasts = {one.part: one.minutes for one in stages_for(house.needling, house.amara)}
    needle = made.visit.needle.value
    assert needle is not None
    assert needle <= lasts[Part.NEEDLE] < needle + 5
    assert lasts[Part.CLEAN] == 10


def test_without_a_plan_the_usual_stages_hold(house: House) -> None:
    put_stages(house.needling, NEEDLING)
    assert plan_in_force(house.bea, house.needling) is None
    assert stages_for(house.needling, house.bea) == stages_of(house.needling)


def test_patients_keep_the_agreed_days_and_staff_the_fewest(house: House, plan: Plan) -> None:
    staged(house)
    for who in (house.sina, house.fred):
        who.hours.all().delete()
        works(who, hours=(time(0), time(0)), assists=who == house.fred, days=range(7))
    first = at_noon(house, planned(plan)[0])
    soon = first.starts_at.replace(hour=9, minute=0) + 20 * DAY
    with pytest.raises(Refused, match=r"needs time between two sessions: \d+ days"):
        visit_book(
            by=house.amara_herself,
            patient=house.amara,
            service=house.needling,
            starts_at=soon,
            wish=Wish(themselves=True),
        )
    near = at_noon(house, first.starts_at.date() + 20 * DAY)
    assert near.override_why == ""
    with pytest.raises(Refused, match=r"13 days after the session of .*14 are the least of all"):
        at_noon(house, first.starts_at.date() + 33 * DAY)


def test_a_visit_that_moves_is_not_too_near_to_itself(house: House, plan: Plan) -> None:
    visit = at_noon(house, planned(plan)[0])
    later = visit.starts_at + 3 * DAY
    moved = visit_shift(by=house.fred, visit=visit, starts_at=later, version=visit.version)
    assert moved.starts_at == later
    assert booked_from_now(moved, timedelta()).pk == visit.pk
