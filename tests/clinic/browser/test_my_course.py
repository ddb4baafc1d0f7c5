"""Visits on the patient's phone: sessions of a plan booked together, one visit moved and back."""

from collections.abc import Iterator
from datetime import datetime, time

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.booking.days import BERLIN, book
from clinic.booking.open_times import day_at
from clinic.booking.staged import works
from clinic.browser.on_a_phone import PHONE, clean, wide
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.plans_here import accepted
from percuta_clinic.booking.models import Service, Visit, WhoBooks
from percuta_clinic.planning.dates import course_dates
from percuta_clinic.planning.models import Plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(running: House) -> Plan:
    """Amara agreed to it; every day has free times."""
    for who in (running.sina, running.dora):
        works(who, hours=(time(9), time(17)), days=range(7))
    Service.objects.update(who_books=WhoBooks.ANYBODY)
    return accepted(running)


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer, running: House) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.set_default_timeout(15_000)
    value = SignedIn(running.amara_herself).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": str(live_server.url)}])
    page = context.new_page()
    page.goto(f"{live_server.url}/my/plans/")
    yield page
    context.close()


def fits(page: Page) -> None:
    """For everybody, and not wider than the phone."""
    clean(page)
    assert wide(page) == PHONE["width"]


def test_by_touch_all_sessions_are_booked_after_one_was_changed(
    phone: Page, plan: Plan, running: House
) -> None:
    phone.goto(f"{phone.url}{plan.pk}/")
    phone.get_by_role("link", name="Choose the times").tap()
    expect(phone.get_by_role("heading", name="Times of your sessions")).to_be_visible()
    fits(phone)
    count = len(course_dates(plan, running.clinic))
    expect(phone.get_by_role("checkbox")).to_have_count(count)
    phone.get_by_role("link", name="Change the time of session 1").tap()
    expect(phone.get_by_text("nothing is booked yet")).to_be_visible()
    fits(phone)
    phone.goto(f"{phone.url.split('?')[0]}?day={day_at(12):%Y-%m-%d}")
    phone.get_by_role("button", name="12:15").first.tap()
    expect(phone.get_by_label("Session 1").first).to_be_checked()
    expect(phone.get_by_text("12:15")).to_be_visible()
    taken = phone.get_by_label("Session 2").get_attribute("value") or ""
    book_over(running, taken)
    phone.get_by_role("button", name=f"Book these {count} sessions").tap()
    expect(phone.get_by_text("Nothing was booked")).to_be_visible()
    expect(phone.get_by_text("Session 2 (")).to_contain_text("This time was just taken")
    fits(phone)
    phone.get_by_role("button", name=f"Book these {count} sessions").tap()
    expect(phone.get_by_text("Booked for").first).to_be_visible()
    visits = running.amara.visits.order_by("starts_at")
    assert f"{visits[0].starts_at.astimezone(BERLIN):%H:%M}" == "12:15"
    assert visits.count() == count


def book_over(house: House, taken: str) -> Visit:
    """Somebody else has it meanwhile."""
    at = datetime.fromisoformat(taken.split("|")[1])
    return book(house, house.bea, at=at, service=house.talk)


def test_by_touch_a_visit_moves_after_one_question_and_back(
    phone: Page, plan: Plan, running: House
) -> None:
    visit = book(running, plan.patient, at=day_at(10), service=running.talk)
    phone.goto(phone.url.replace("/plans/", "/visits/"))
    expect(phone.get_by_role("link", name="Move the visit")).to_be_visible()
    phone.goto(f"{phone.url}{visit.pk}/move/?day={day_at(12):%Y-%m-%d}")
    phone.get_by_role("button", name="12:00").first.tap()
    expect(phone.get_by_text("Moving costs you nothing")).to_be_visible()
    fits(phone)
    phone.get_by_role("button", name="Move the visit").tap()
    expect(phone.get_by_text("The old time is free again")).to_be_visible()
    fits(phone)
    phone.get_by_role("button", name="Undo: back to").tap()
    again = f"Undo: back to {day_at(12):%-d %B}, 12:00"
    expect(phone.get_by_role("button", name=again)).to_be_visible()
    visit.refresh_from_db()
    assert (visit.starts_at, visit.version) == (day_at(10), 3)
