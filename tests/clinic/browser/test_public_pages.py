"""A stranger reads the public pages: with and without script, on a phone and on a screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.judging import broken
from clinic.people_here import House
from percuta_clinic.inform.models import ARTICLES

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/", "/services/", "/team/", "/questions/", "/take-away/", "/privacy/"]
PAGES += [f"/read/{slug.value}/" for slug in ARTICLES]
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def page(chromium: Browser, running: House, live_server: LiveServer) -> Iterator[Page]:
    """Of somebody who never was here before."""
    context = chromium.new_context(base_url=str(live_server.url), reduced_motion="reduce")
    assert running.clinic.pk
    yield context.new_page()
    context.close()


def test_every_public_page_is_for_everybody_and_asks_nobody_else(page: Page) -> None:
    asked, faults, judged = list[str](), list[str](), set[str]()
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    for path in PAGES:
        page.goto(path)
        here = page.url.removesuffix(path)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{path} {width}: too wide"] if page.evaluate(WIDE) else []
            faults += [f"{path} {width}: {one['id']}" for one in broken(page, judged, width)]
        faults += [f"{path} asked {one}" for one in asked if not one.startswith(here)]
    assert not faults, "\n".join(faults)


def test_without_script_all_pictures_and_the_table_are_there(
    chromium: Browser, running: House, live_server: LiveServer
) -> None:
    context = chromium.new_context(base_url=str(live_server.url), java_script_enabled=False)
    page = context.new_page()
    assert running.clinic.pk
    page.goto("/")
    page.get_by_role("link", name="How it works").first.click()
    expect(page.locator("[data-moment]:visible")).to_have_count(9)
    expect(page.get_by_role("slider")).to_have_count(0)
    table = page.get_by_role("region", name="The steps as a table")
    expect(table.get_by_role("row")).to_have_count(10)
    page.get_by_role("link", name="Side effects").first.click()
    expect(page.get_by_role("heading", name="When to call for help")).to_be_visible()
    context.close()


def test_by_keyboard_one_goes_through_the_picture_in_time(page: Page) -> None:
    page.goto("/read/how-it-works/")
    expect(page.locator("[data-moment]:visible")).to_have_count(1)
    slider = page.get_by_role("slider", name="Step in time")
    expect(slider).to_have_attribute("aria-valuetext", "Just after")
    before = page.locator("[data-now]").nth(1).get_attribute("x1")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1 day")
    expect(page.locator("[data-moment]:visible")).to_contain_text("About half of the channels")
    assert page.locator("[data-now]").nth(1).get_attribute("x1") != before
    expect(page.locator("[data-said]")).to_have_text(re.compile("1 day"))
    page.get_by_role("button", name="Later").press("Enter")
    expect(slider).to_have_attribute("aria-valuetext", "3 days")
