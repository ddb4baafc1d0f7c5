"""A patient tells how the skin heals on a phone: by touch, by keyboard, through a dropped line."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import PHONE, answer, clean, saved, wide
from clinic.browser.own_check_in import CALL, on_her_phone
from clinic.healing.checking import last_of, needled_session
from clinic.people_here import House, open_house
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.healing.check_ins import tell_open
from percuta_clinic.healing.models import CheckIn, Urgent

pytestmark = pytest.mark.django_db(transaction=True)
SIGNS = {
    "How red is the skin?": "A little",
    "How swollen is it?": "Not at all",
    "How much does it hurt?": "Not at all",
    "How tight is it?": "A little",
    "How much does it flake?": "Not at all",
    "How much does it itch?": "Not at all",
    "How worried are you?": "Not at all",
}
NOES = "No to all still open here"


@pytest.fixture
def house(live_server: LiveServer) -> House:
    assert live_server.url
    cache.clear()
    return open_house()


@pytest.fixture
def check_in(house: House) -> CheckIn:
    session = needled_session(house)
    return tell_open(by=SYSTEM, patient=house.amara, session=session)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, check_in: CheckIn) -> Iterator[Page]:
    with on_her_phone(chromium, live_server.url, check_in) as opened:
        yield opened


def noes(page: Page) -> None:
    expect(page.get_by_role("button", name=NOES).first).to_be_visible()
    for button in page.get_by_role("button", name=NOES).all():
        button.tap()


def test_a_minute_of_taps_says_what_to_do(page: Page, check_in: CheckIn) -> None:
    clean(page)
    assert wide(page) <= PHONE["width"]
    expect(page.locator("input:checked")).to_have_count(0)
    for question, choice in SIGNS.items():
        group = page.get_by_role("group", name=question)
        group.get_by_text(choice, exact=True).tap()
    noes(page)
    saved(page)
    page.get_by_role("button", name="Send, and see what to do").tap()
    expect(page.get_by_role("heading", name="This is as expected")).to_be_visible()
    clean(page)
    assert wide(page) <= PHONE["width"]
    told = last_of(check_in)
    assert (told.level, told.not_known) == (Urgent.EXPECTED, [])


def test_by_keyboard_alone_pus_says_call_today(page: Page, check_in: CheckIn) -> None:
    page.locator("[name=q-pus]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=q-pus][value=yes]")).to_be_checked()
    saved(page)
    page.get_by_role("button", name="Send, and see what to do").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=CALL)).to_be_visible()
    expect(page.get_by_text("We do not take that for a no.")).to_be_visible()
    clean(page)
    assert last_of(check_in).level == Urgent.TODAY


def test_a_dropped_line_loses_nothing(page: Page, check_in: CheckIn) -> None:
    answer(page, "Is there pus?", "No")
    saved(page)
    offline(page)
    answer(page, "How red is the skin?", "Clearly")
    expect(page.get_by_text("Not saved: the clinic cannot be reached.")).to_be_visible()
    online(page)
    saved(page)
    page.reload()
    expect(page.locator("[name=q-redness][value=moderate]")).to_be_checked()
    expect(page.locator("[name=q-pus][value=no]")).to_be_checked()
    assert not check_in.answers.exists()


def test_what_is_open_is_asked_once_more_before_it_goes(page: Page, check_in: CheckIn) -> None:
    noes(page)
    saved(page)
    page.get_by_role("button", name="Send, and see what to do").tap()
    expect(page.get_by_text("7 questions have no answer")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Send it without these answers").tap()
    expect(page.get_by_role("heading", name="What you left open")).to_be_visible()
    assert "redness" in last_of(check_in).not_known


def test_a_tick_alone_shows_whom_to_call_and_tells_the_clinic(
    page: Page, house: House, check_in: CheckIn
) -> None:
    house.clinic.emergency = "Call 112."
    house.clinic.save()
    page.reload()
    call = page.get_by_role("link", name="Call 112 now")
    expect(call).to_have_count(0)
    answer(page, "Is it hard to breathe?", "Yes")
    expect(call).to_be_in_viewport()
    expect(page.get_by_text("The clinic was told at")).to_be_visible()
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    clean(page)
    assert wide(page) <= PHONE["width"]
    assert not check_in.answers.exists()
