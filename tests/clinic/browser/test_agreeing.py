"""A doctor approves two plans and returns one, by keyboard alone, and the specialist reads why."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from clinic.browser.chromium import launched
from clinic.browser.judging import broken
from clinic.browser.test_every_page import come_in
from clinic.operations import prepared
from clinic.operations.homes import free_port

WHY = "Ask for the holidays first"
WIDE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo as anybody starts it."""
    home, port = prepared.sample(tmp_path_factory.mktemp("agreeing") / "home"), free_port()
    with home.serving("demo", "--home", str(home.folder), "--port", str(port), port=port):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser of its own."""
    with launched() as browser:
        yield browser


def press(page: Page, name: str, *, role: str = "button") -> None:
    """Goes on by tab until something of this name has the focus, then presses Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.innerText || ''"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no {role} {name!r} was reached by the keyboard")


def approve_here(page: Page) -> None:
    """Ticks each point with the space bar, then approves."""
    expect(page.get_by_role("heading", name="Approve or return")).to_be_visible()
    for number in range(page.locator("input[name=points]").count()):
        page.locator("input[name=points]").nth(number).focus()
        page.keyboard.press("Space")
    press(page, "Approve version")
    expect(page.get_by_role("heading", name="Waits for the patient")).to_be_visible()


def test_two_plans_are_approved_and_one_returned_by_keyboard(
    chromium: Browser, sample: str
) -> None:
    page = chromium.new_context(viewport={"width": 820, "height": 1100}).new_page()
    come_in(page, sample, "Dr Leila Haddad")
    waiting = page.locator("section:has(#duty-approve) a.btn")
    expect(waiting).to_have_count(3)
    waiting.first.focus()
    page.keyboard.press("Enter")
    for _ in range(2):
        approve_here(page)
        assert not broken(page, set(), 820)
        press(page, "Next:", role="link")
    expect(page.get_by_role("heading", name="Approve or return")).to_be_visible()
    press(page, "Return it to Sofia Lindqvist")
    page.get_by_label("What has to be changed").focus()
    page.keyboard.type(WHY)
    press(page, "Return version")
    expect(page.get_by_text("Returned by Dr Leila Haddad").first).to_be_visible()
    assert page.evaluate(WIDE)
    page.context.close()
    maker = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    come_in(maker, sample, "Sofia Lindqvist")
    own = maker.locator("section:has(#duty-own-plans) li", has_text="Returned")
    own.filter(has_text="version 2").get_by_role("link").click()
    expect(maker.get_by_text(WHY).first).to_be_visible()
    assert maker.evaluate(WIDE)
    assert not broken(maker, set(), 390)
    maker.context.close()
