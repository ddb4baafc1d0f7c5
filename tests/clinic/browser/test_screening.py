"""A doctor decides by keyboard alone, in a real browser, and a patient reads what it means."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.on_a_phone import PHONE, clean, wide
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.screening.through import answer, today, visit_on
from percuta_clinic.people.models import Account
from percuta_clinic.screening.queries import standing

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(browser: Browser, server: LiveServer, account: Account) -> Page:
    context = browser.new_context(viewport=PHONE, base_url=str(server.url))
    value = SignedIn(account).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": str(server.url)}])
    return context.new_page()


def test_a_doctor_decides_by_keyboard_and_takes_it_back(
    chromium: Browser, live_server: LiveServer, running: House
) -> None:
    visit_on(running, today())
    answer(running, keloid="yes")
    page = page_of(chromium, live_server, running.dora)
    page.goto(f"/patients/{running.amara.pk}/screening/")
    clean(page)
    assert wide(page) <= PHONE["width"]
    page.locator("summary", has_text="Decide on").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    while page.evaluate("document.activeElement.name") != "reason":
        page.keyboard.press("Tab")
    page.keyboard.type("old scar, looked at it")
    page.keyboard.press("Tab")
    clean(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Decided: may go on")).to_be_visible()
    assert standing(running.amara, day=today()).state == "clear"
    page.locator("summary", has_text="Withdraw").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("it grew after all")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The decision is withdrawn")).to_be_visible()
    assert standing(running.amara, day=today()).state == "doctor"


@pytest.mark.parametrize("address", ["answers", "screening"])
def test_staff_pages_of_answers_fit_a_phone(
    chromium: Browser, live_server: LiveServer, running: House, *, address: str
) -> None:
    answer(running, keloid="not known", phototype="not known")
    page = page_of(chromium, live_server, running.sina)
    page.goto(f"/patients/{running.amara.pk}/{address}/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    clean(page)
    assert wide(page) <= PHONE["width"]


def test_a_patient_reads_what_the_answers_mean(
    chromium: Browser, live_server: LiveServer, running: House
) -> None:
    answer(running, suspicious_spot="some", z__suspicious_spot=["cheek_left"])
    page = page_of(chromium, live_server, running.amara_herself)
    page.goto("/my/")
    page.get_by_role("link", name="What your answers mean").first.click()
    expect(page.get_by_role("heading", name="Please do not wait with this")).to_be_visible()
    clean(page)
    assert wide(page) <= PHONE["width"]
