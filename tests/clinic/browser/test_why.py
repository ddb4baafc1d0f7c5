"""A reason opens over the page it was asked from, by touch and keyboard, and as a page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.planning.packaged import approved

pytestmark = pytest.mark.django_db(transaction=True)
INTERVAL = 'a[href$="/why/?at=interval"]'


@pytest.fixture
def address(running: House) -> str:
    """Of a plan that Dora may read."""
    return f"/plans/{approved(running).pk}/"


@pytest.fixture
def here(chromium: Browser, live_server: LiveServer, running: House) -> Iterator[Tablet]:
    """Dora's."""
    tablet = Tablet(chromium, str(live_server.url))
    tablet.sign_in(running.dora)
    yield tablet
    tablet.context.close()


@pytest.fixture
def scripted(here: Tablet, address: str) -> Page:
    return here.open(address)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_reason_is_one_tap_away(
    here: Tablet, running: House, address: str, *, scripts: bool
) -> None:
    tablet = here if scripts else Tablet(here.browser, here.url, scripts=False)
    tablet.sign_in(running.dora)
    page = tablet.open(address)
    page.locator(INTERVAL).first.click()
    expect(page.get_by_role("heading", name="Days between sessions")).to_be_visible()
    expect(page.get_by_role("heading", name="Where texts disagree")).to_be_visible()


def test_the_keyboard_opens_a_reason_and_comes_back(scripted: Page) -> None:
    link = scripted.locator(INTERVAL).first
    link.focus()
    scripted.keyboard.press("Enter")
    expect(scripted.locator("dialog #why-title")).to_be_focused()
    clean(scripted)
    scripted.keyboard.press("Escape")
    expect(scripted.locator("dialog.why-box")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_reason_that_cannot_be_fetched_opens_as_a_page(scripted: Page) -> None:
    scripted.route(
        "**/why/?at=interval",
        lambda route, request: (
            route.abort() if request.resource_type == "fetch" else route.continue_()
        ),
    )
    scripted.locator(INTERVAL).first.click()
    expect(scripted.get_by_role("heading", level=1, name="Days between sessions")).to_be_visible()
    assert "/why/?at=interval" in scripted.url
