"""Pictures with a check-in on a phone: by touch, through a dropped line, refused, left out."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import PHONE, answer, birth, clean, saved, wide
from clinic.browser.own_check_in import CALL, on_her_phone
from clinic.browser.tablet import Tablet
from clinic.healing.checking import last_of, needled_session
from clinic.people_here import House, open_house
from clinic.photos.taken_here import picture
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.healing.check_ins import tell_open
from percuta_clinic.healing.models import CheckIn, Picture, Urgent
from percuta_clinic.photos.models import Photo

pytestmark = pytest.mark.django_db(transaction=True)
GO = "Send, and see what to do"


@pytest.fixture
def house(live_server: LiveServer) -> House:
    assert live_server.url
    cache.clear()
    return open_house()


@pytest.fixture
def check_in(house: House) -> CheckIn:
    return tell_open(by=SYSTEM, patient=house.amara, session=needled_session(house))


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, check_in: CheckIn) -> Iterator[Page]:
    with on_her_phone(chromium, live_server.url, check_in) as opened:
        expect(opened.get_by_role("heading", name="A picture of your skin")).to_be_visible()
        yield opened


def choose(page: Page, content: bytes, *, by: str = "Choose pictures") -> None:
    with page.expect_file_chooser() as asked:
        page.get_by_text(by, exact=True).tap()
    file = FilePayload(name="skin.jpg", mimeType="image/jpeg", buffer=content)
    asked.value.set_files([file])


def added(page: Page, many: int) -> None:
    expect(page.locator("[data-kept] > li")).to_have_count(many)
    expect(page.locator("ol.sending > li")).to_have_count(0)


def test_a_picture_goes_with_the_answers_and_stands_beside_them(
    page: Page, check_in: CheckIn, house: House, *, chromium: Browser, live_server: LiveServer
) -> None:
    page.get_by_label("What the picture shows").select_option(label="Left cheek")
    choose(page, picture(), by="Take a picture")
    added(page, 1)
    choose(page, picture((90, 60, 50)))
    added(page, 2)
    expect(page.get_by_role("img", name="Left cheek").first).to_be_visible()
    clean(page)
    assert wide(page) <= PHONE["width"]
    page.get_by_role("button", name="Leave out").first.tap()
    added(page, 1)
    answer(page, "Is there pus?", "Yes")
    saved(page)
    page.get_by_role("button", name=GO).tap()
    expect(page.get_by_role("heading", name=CALL)).to_be_visible()
    page.get_by_text("What you told us", exact=True).tap()
    expect(page.get_by_role("img", name="Picture 1 that you sent")).to_be_visible()
    clean(page)
    assert Photo.objects.get().zone == "cheek_left"
    staff = Tablet(chromium, str(live_server.url))
    staff.sign_in(house.sina)
    seen = staff.open(f"/check-ins/{check_in.pk}/")
    shown = seen.get_by_role("img", name="Sent: Left cheek")
    expect(shown).to_be_visible()
    assert shown.evaluate("async (one) => { await one.decode(); return one.naturalWidth; }")
    clean(seen)
    staff.context.close()


def test_a_dropped_line_keeps_the_picture_and_says_so(page: Page, check_in: CheckIn) -> None:
    offline(page)
    choose(page, picture())
    expect(page.get_by_text("Not saved, trying again")).to_be_visible()
    expect(page.get_by_text("It is kept on this page and sent again by itself.")).to_be_visible()
    online(page)
    added(page, 1)
    assert Picture.objects.get().check_in == check_in


def test_answers_never_wait_for_a_picture(page: Page, check_in: CheckIn) -> None:
    answer(page, "Is there pus?", "Yes")
    saved(page)
    page.route("**/pictures/", lambda route: route.abort())
    choose(page, picture())
    expect(page.get_by_text("Not saved, trying again")).to_be_visible()
    page.get_by_role("button", name=GO).tap()
    expect(page.get_by_text("A picture is not with us yet.")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Send without it").tap()
    expect(page.get_by_role("heading", name=CALL)).to_be_visible()
    assert last_of(check_in).level == Urgent.TODAY
    assert not Photo.objects.exists()


def test_what_is_no_picture_says_so_and_is_left_out(page: Page) -> None:
    choose(page, b"This is a letter.")
    expect(page.get_by_text("This is a plain text.")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Leave out").tap()
    expect(page.locator("ol.sending > li")).to_have_count(0)
    choose(page, b"\xff\xd8\xff" + bytes(11 * 1024 * 1024))
    expect(page.get_by_text("a file may have 10 MiB")).to_be_visible()


def test_after_a_reload_the_picture_is_there_and_can_be_left_out_by_keyboard(page: Page) -> None:
    choose(page, picture())
    added(page, 1)
    page.reload()
    added(page, 1)
    page.get_by_role("button", name="Leave out").focus()
    page.keyboard.press("Enter")
    added(page, 0)
    assert not Picture.objects.exists()


def test_a_page_open_too_long_asks_who_it_is_and_then_adds_it(page: Page) -> None:
    page.context.clear_cookies()
    choose(page, picture())
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    birth(dialog)
    added(page, 1)
