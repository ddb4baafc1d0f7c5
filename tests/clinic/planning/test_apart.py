"""Sessions are kept apart by the plan, also by one that waits, and whoever ends one is warned."""

from datetime import date, datetime, time, timedelta

import pytest

from clinic.booking.days import BERLIN, book
from clinic.booking.staged import works
from clinic.booking.treated import began
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.plans_here import accepted, approved, proposed
from clinic.screening.through import today
from percuta_clinic.booking.models import Service, State, Visit, WhoBooks
from percuta_clinic.booking.own import choice_of
from percuta_clinic.booking.placing import Refused, Wish, visit_book, visit_shift
from percuta_clinic.planning.apart import next_too_near
from percuta_clinic.planning.dates import days_apart
from percuta_clinic.planning.models import Plan

DAY = timedelta(days=1)


@pytest.fixture(params=["proposed", "approved"])
def waiting(request: pytest.FixtureRequest, house: House) -> Plan:
    """A plan that nobody agreed to yet."""
    for who in (house.sina, house.dora):
        works(who, hours=(time(9), time(17)), days=range(7))
    Service.objects.update(who_books=WhoBooks.ANYBODY)
    house.needling.refresh_from_db()
    return proposed(house) if request.param == "proposed" else approved(house)


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=BERLIN)


def treated(house: House) -> Visit:
    """A session of today that is over."""
    visit = book(house, house.amara, at=at(today()))
    began(visit, timedelta(minutes=5))
    Visit.objects.filter(pk=visit.pk).update(state=State.FINISHED)
    visit.refresh_from_db()
    return visit


def test_a_plan_that_waits_keeps_the_next_session_apart(house: House, waiting: Plan) -> None:
    days = days_apart(waiting)
    book(house, house.amara, at=at(today() + DAY))
    choice = choice_of(house.needling, house.amara, house.clinic)
    assert choice.first_day == today() + (days + 1) * DAY
    with pytest.raises(Refused, match=f"between two sessions: {days} days"):
        visit_book(
            by=house.amara_herself,
            patient=house.amara,
            service=house.needling,
            starts_at=at(today() + days * DAY),
            wish=Wish(themselves=True),
        )


def test_the_next_session_too_near_is_named_with_the_plan_that_says_so(
    house: House, waiting: Plan
) -> None:
    days = days_apart(waiting)
    given = treated(house)
    following = book(house, house.amara, at=at(today() + (days - 1) * DAY))
    words = next_too_near(given, house.clinic)
    assert f"{days - 1} days after this one, too near" in words
    assert f"The plan that is not accepted yet asks for {days} days" in words
    later = at(today() + days * DAY)
    visit_shift(by=house.fred, visit=following, starts_at=later, version=1)
    assert next_too_near(given, house.clinic) == ""


def test_whoever_finishes_a_treatment_is_warned_of_a_next_one_too_near(house: House) -> None:
    days = days_apart(accepted(house))
    given = treated(house)
    Visit.objects.filter(pk=given.pk).update(state=State.TREATING)
    book(house, house.amara, at=at(today() + (days - 1) * DAY))
    given.refresh_from_db()
    sent = {"to": "finished", "version": str(given.version), "back": "visit"}
    page = SignedIn(house.sina).post(f"/visits/{given.pk}/move/", sent, follow=True)
    assert "The next session is booked for" in page.content.decode()
    assert f"The plan agreed on {days} days" in page.content.decode()
