"""Taking a payment by keyboard alone, on a page without a barrier."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from clinic.billing.money_here import charge
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from percuta_clinic.billing.models import Payment

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_payment_is_taken_by_keyboard(
    chromium: Browser, live_server: LiveServer, running: House
) -> None:
    charge(running, 60)
    desk = Tablet(chromium, str(live_server.url))
    desk.sign_in(running.fred)
    page = desk.open(f"/patients/{running.amara.pk}/payments/")
    assert Axe().run(page).violations_count == 0
    page.get_by_label("Amount").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")  # from the card to cash
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Taken: 60.00 EUR, cash. Receipt 1")).to_be_visible()
    expect(page.get_by_text("Nothing open")).to_be_visible()
    assert Payment.objects.get().how == "cash"
    desk.context.close()
