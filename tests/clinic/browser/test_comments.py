"""A comment in the browser: written without script, looked at, answered, seen by everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.tablet import Tablet
from clinic.people_here import House
from percuta_clinic.comments.models import Comment, State
from percuta_clinic.website import commenting

pytestmark = pytest.mark.django_db(transaction=True)
ARTICLE = "/read/side-effects/"


def fits_everybody(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide == page.evaluate("document.documentElement.clientWidth")


def write(page: Page, name: str, email: str) -> None:
    page.get_by_label("Name required").fill(name)
    page.get_by_label("E-mail required").fill(email)
    page.get_by_label("Comment required").fill("How long does it last?")
    page.get_by_role("button", name="Send comment").click()


def test_a_comment_is_written_without_script_answered_and_read(
    chromium: Browser,
    live_server: LiveServer,
    running: House,
    *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(commenting, "TOO_FAST", 0)
    Client().get(ARTICLE)  # the first reading works its numbers out
    phone = Tablet(chromium, str(live_server.url), scripts=False)
    reader = phone.open(ARTICLE)
    reader.set_viewport_size({"width": 390, "height": 844})
    expect(reader.get_by_label("Leave this field empty")).not_to_be_in_viewport()
    write(reader, "Kim", "kim")
    expect(reader.get_by_role("alert")).to_contain_text("“kim” is not an e-mail address")
    expect(reader.get_by_label("Comment required")).to_have_value("How long does it last?")
    write(reader, "Kim", "kim@reader.example")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you. We have your comment.")
    assert Comment.objects.get().state == State.WAITING
    _moderated(chromium, live_server, running)
    reader.goto(f"{live_server.url}{ARTICLE}")
    expect(reader.locator("#comments")).to_contain_text("We cannot talk about individual people")
    phone.context.close()


def _moderated(chromium: Browser, server: LiveServer, house: House) -> None:
    desk = Tablet(chromium, str(server.url))
    desk.sign_in(house.fred)
    page = desk.open("/comments/")
    fits_everybody(page)
    page.get_by_role("link", name="Answer the comment of Kim").click()
    page.get_by_label("Your reply required").fill("Thank you for your visit, see you soon.")
    page.get_by_role("button", name="Approve and publish the reply").click()
    expect(page.get_by_role("alert")).to_contain_text("might confirm that somebody is a patient")
    fits_everybody(page)
    page.get_by_label("Your reply required").fill("")
    page.get_by_role("button", name="Use it").first.click()
    page.get_by_role("button", name="Approve and publish the reply").click()
    expect(page.get_by_role("heading", name="Our reply")).to_be_visible()
    _fits_readers(desk)
    desk.context.close()


def _fits_readers(desk: Tablet) -> None:
    """With script, for axe is one."""
    for width in (390, 1280):
        page = desk.open(ARTICLE)
        page.set_viewport_size({"width": width, "height": 900})
        fits_everybody(page)
        page.close()
