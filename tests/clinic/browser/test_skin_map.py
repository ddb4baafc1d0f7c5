"""The skin map on a tablet: tapped, by keyboard, and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.on_a_phone import PHONE, clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from percuta_clinic.assessment.models import Grading

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(chromium: Browser, live_server: LiveServer, running: House) -> Tablet:
    """Sina's."""
    tablet = Tablet(chromium, str(live_server.url))
    tablet.sign_in(running.sina)
    return tablet


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, here: Tablet, running: House) -> Iterator[Page]:
    tablet = here if request.param else Tablet(here.browser, here.url, scripts=False)
    tablet.sign_in(running.sina)
    page = tablet.open(f"/patients/{running.amara.pk}/skin/")
    page.set_viewport_size({"width": 1180, "height": 820})
    yield page
    tablet.context.close()


def test_two_cheeks_are_graded_in_four_taps(page: Page) -> None:
    page.locator("svg a[href*='zone=cheek_left']").click()
    page.get_by_role("navigation", name="Concerns").get_by_text("Acne scars").click()
    page.get_by_text("moderate: plain from").click()
    page.get_by_role("button", name="Save for both sides").click()
    expect(page.get_by_text("Saved: acne scars")).to_be_visible()
    assert {one.zone for one in Grading.objects.all()} == {"cheek_left", "cheek_right"}
    expect(page.locator("svg .g3")).to_have_count(2)


def test_the_keyboard_reaches_every_zone_and_grades_it(page: Page) -> None:
    first = page.locator("svg a").first
    first.focus()
    page.keyboard.press("Tab")
    focused = page.locator("svg a:focus")
    expect(focused).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("svg a.here")).to_have_count(1)
    page.get_by_role("link", name="Wrinkles").focus()
    page.keyboard.press("Enter")
    page.locator("input[name=graded]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: wrinkles")).to_be_visible()


def test_the_map_is_for_everybody_and_fits_a_phone(here: Tablet, running: House) -> None:
    for asked in ("", "?zone=forehead&kind=wrinkles", "?figure=body-back&zone=thigh_left"):
        page = here.open(f"/patients/{running.amara.pk}/skin/{asked}")
        clean(page)
        page.set_viewport_size(PHONE)
        clean(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    here.context.close()
