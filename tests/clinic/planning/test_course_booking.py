"""A course that was accepted offers its dates, and they are booked in one go."""

import re
from datetime import time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from clinic.booking.days import book
from clinic.booking.staged import works
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.plans_here import accepted
from percuta_clinic.booking.models import Service, Visit, WhoBooks
from percuta_clinic.planning.course_booking import course_book, times_proposed
from percuta_clinic.planning.dates import course_dates
from percuta_clinic.planning.models import Plan

DAY = timedelta(days=1)


@pytest.fixture
def plan(house: House) -> Plan:
    for who in (house.sina, house.dora):
        works(who, hours=(time(9), time(17)), days=range(6))
    Service.objects.update(who_books=WhoBooks.ANYBODY)
    return accepted(house)


def page(house: House, plan: Plan) -> str:
    return SignedIn(house.sina).get(f"/plans/{plan.pk}/").content.decode()


def test_a_page_offers_a_time_for_each_session_and_books_them_all(house: House, plan: Plan) -> None:
    times = re.findall(r'name="time" value="([^"]+)"', page(house, plan))
    dates = course_dates(plan, house.clinic)
    assert len(times) == len(dates)
    answer = SignedIn(house.sina).post(f"/plans/{plan.pk}/dates/", {"time": times}, follow=True)
    assert "Booked: " in answer.content.decode()
    booked = course_dates(plan, house.clinic)
    assert all(one.visit for one in booked)
    assert not any(one.apart for one in booked)


def test_the_times_keep_the_agreed_days_apart(house: House, plan: Plan) -> None:
    dates = course_dates(plan, house.clinic)
    found = times_proposed(plan, dates, house.clinic)
    days = [one.offer.starts_at.date() for one in found if one.offer]
    agreed = (dates[1].planned - dates[0].planned).days
    assert all((b - a).days >= agreed for a, b in pairwise(days))


def test_one_time_that_was_taken_books_none_of_them(house: House, plan: Plan) -> None:
    found = times_proposed(plan, course_dates(plan, house.clinic), house.clinic)
    times = {
        one.dated.number: (one.offer.starts_at, one.offer.specialist) for one in found if one.offer
    }
    last, who = times[max(times)]
    book(house, house.bea, at=last, service=house.talk)
    Visit.objects.update(specialist=who)
    with pytest.raises(ValidationError, match="is taken"):
        course_book(by=house.fred, plan=plan, times=times, clinic=house.clinic)
    assert not Visit.objects.filter(patient=house.amara).exists()


def test_a_session_that_has_a_visit_is_not_booked_again(house: House, plan: Plan) -> None:
    found = times_proposed(plan, course_dates(plan, house.clinic), house.clinic)
    first = found[0]
    assert first.offer is not None
    times = {first.dated.number: (first.offer.starts_at, first.offer.specialist)}
    course_book(by=house.fred, plan=plan, times=times, clinic=house.clinic)
    with pytest.raises(ValidationError, match="has a visit by now"):
        course_book(by=house.fred, plan=plan, times=times, clinic=house.clinic)


@pytest.mark.parametrize("sent", ["", "x", "1|today|nobody", "1|9999-99-99T10:00|x"])
def test_times_nobody_was_shown_book_nothing(house: House, plan: Plan, sent: str) -> None:
    answer = SignedIn(house.sina).post(f"/plans/{plan.pk}/dates/", {"time": sent}, follow=True)
    assert "Nothing was booked" in answer.content.decode()
    assert not Visit.objects.exists()


def test_a_service_the_clinic_books_leads_to_a_call(house: House, plan: Plan) -> None:
    Service.objects.update(who_books=WhoBooks.CLINIC)
    page = SignedIn(house.amara_herself).get(f"/my/plans/{plan.pk}/").content.decode()
    assert "We find the next time together" in page
    assert f"/my/plans/{plan.pk}/dates/" not in page
