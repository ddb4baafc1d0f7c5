"""A patient who is asked back to a review answers on a phone, by touch and by keyboard."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.on_a_phone import PHONE, clean, follow, wide
from clinic.browser.own_check_in import on_her_phone
from clinic.people_here import open_house
from clinic.review.courses_here import over
from percuta_clinic.review.asking_back import ASKING_BACK
from percuta_clinic.review.models import AskedBack, Ended

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    assert live_server.url
    cache.clear()
    over(open_house(), ago=26)
    for _, duty in ASKING_BACK.values():
        duty()
    with on_her_phone(chromium, live_server.url, AskedBack.objects.get()) as opened:
        yield opened


def test_a_call_is_asked_for_by_touch_and_stands_there_afterwards(page: Page) -> None:
    clean(page)
    assert wide(page) <= PHONE["width"]
    page.get_by_role("button", name="Please call me").tap()
    expect(page.get_by_text("You asked for it on")).to_be_visible()
    clean(page)
    assert AskedBack.objects.get().wants_call_at is not None


def test_whoever_does_not_wish_to_come_says_so_by_keyboard(page: Page) -> None:
    page.get_by_role("button", name="I do not wish to come").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You do not wish to come")).to_be_visible()
    clean(page)
    assert wide(page) <= PHONE["width"]
    assert AskedBack.objects.get().ended == Ended.DECLINED


def test_telling_how_it_is_leads_to_questions_that_fit_a_phone(page: Page) -> None:
    follow(page, page.get_by_role("link", name="Tell us"))
    clean(page)
    assert wide(page) <= PHONE["width"]
