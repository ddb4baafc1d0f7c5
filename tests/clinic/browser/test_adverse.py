"""An adverse event by keyboard alone, from the entry to the doctor's last word, on a phone."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.adverse.harm import assessed, entered
from clinic.browser.on_a_phone import PHONE, clean, wide
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.people.models import Account

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(browser: Browser, server: LiveServer, account: Account) -> Page:
    context = browser.new_context(viewport=PHONE, base_url=str(server.url))
    value = SignedIn(account).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": str(server.url)}])
    return context.new_page()


def tab_to(page: Page, name: str, form: str) -> None:
    """By the Tab key until a field of a form has the focus."""
    there = "([name, form]) => document.activeElement.name === name && "
    there += "document.activeElement.form.action.endsWith(form)"
    for _ in range(120):
        if page.evaluate(there, [name, form]):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {name} by the keyboard")


def test_a_doctor_assesses_and_closes_by_keyboard(
    chromium: Browser, live_server: LiveServer, running: House
) -> None:
    event = entered(running)
    page = page_of(chromium, live_server, running.dora)
    page.goto(f"/adverse/{event.pk}/")
    clean(page)
    assert wide(page) <= PHONE["width"]
    tab_to(page, "severity", "assess/")
    page.keyboard.press("Space")
    tab_to(page, "relation", "assess/")
    page.keyboard.press("Space")
    tab_to(page, "words", "assess/")
    page.keyboard.type("Dark mark, fading")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your assessment is kept.")).to_be_visible()
    tab_to(page, "outcome", "close/")
    page.keyboard.type("recovered")
    tab_to(page, "words", "close/")
    page.keyboard.type("Gone; may go on")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The next session no longer waits for it")).to_be_visible()
    assert not AdverseEvent.objects.get().is_open


@pytest.mark.parametrize(
    "address", ["", "rates/", "complications/", "rates/behind/", "{key}/report/mdr/"]
)
def test_the_pages_fit_a_phone_and_can_be_used_by_everybody(
    chromium: Browser, live_server: LiveServer, running: House, *, address: str
) -> None:
    event = entered(running)
    assessed(running, event)
    page = page_of(chromium, live_server, running.dora)
    page.goto(f"/adverse/{address.format(key=event.pk)}")
    clean(page)
    assert wide(page) <= PHONE["width"]
