"""What waits on a tablet is said outside the room too, sent from there, and not signed over."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from clinic.browser.network import offline
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.done import whole
from clinic.treatment.said import opened, receive
from percuta_clinic.treatment.models import Event, Record, Session
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
BACK = 20_000  # milliseconds: the longest pause between two tries, and some
SENDING = "**/room/*/events/"


@pytest.fixture
def session(running: House) -> Session:
    made = opened(running)
    assert receive(running, made, *whole(running, made)).refused == []
    return made


def left_waiting(tablet: Tablet, session: Session) -> None:
    """A note that was written without a line, and the room closed over it."""
    page = tablet.open(f"/room/{session.pk}/")
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible(timeout=BACK)
    offline(page)
    page.get_by_text(re.compile("^Notes")).click()
    page.get_by_label("Typed or dictated").fill("She felt warm.")
    expect(page.get_by_text(re.compile("^1 waiting"))).to_be_visible()
    page.close()
    tablet.context.set_offline(False)


def waits(page: Page) -> Locator:
    return page.locator("[data-waits]")


def noted(session: Session) -> list[str]:
    return [one["text"] for one in folded_of(session).items("note").values()]


def test_nobody_signs_over_what_waits_on_this_very_tablet(tablet: Tablet, session: Session) -> None:
    left_waiting(tablet, session)
    tablet.context.route(SENDING, lambda route: route.abort())
    page = tablet.open(f"/records/{session.pk}/")
    expect(waits(page)).to_contain_text("1 entry of this session waits on this tablet")
    expect(waits(page)).to_contain_text("could not be sent from here")
    clean(page)
    page.get_by_role("button", name="Sign: locks the record").click()
    expect(waits(page)).to_be_focused()
    assert not Record.objects.exists()
    waits(page).get_by_role("link", name="Open the treatment room").click()
    page.wait_for_url("**/room/**")  # the record sends by itself too, and is read anew then
    tablet.context.unroute(SENDING)
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible(timeout=BACK)
    page.get_by_role("navigation").get_by_role("link", name="Sign").click()
    expect(page.get_by_text("She felt warm.")).to_be_visible()
    page.get_by_role("button", name="Sign: locks the record").click()
    expect(page.get_by_role("heading", name="Amend")).to_be_visible()
    assert not Event.objects.filter(late=True).exists()


def test_the_record_sends_what_waits_here_and_is_read_anew(
    tablet: Tablet, session: Session
) -> None:
    left_waiting(tablet, session)
    page = tablet.open(f"/records/{session.pk}/")
    expect(page.get_by_text("She felt warm.")).to_be_visible(timeout=BACK)
    expect(waits(page)).to_be_hidden()
    page.get_by_role("button", name="Sign: locks the record").click()
    expect(page.get_by_role("heading", name="Amend")).to_be_visible()


def test_the_door_says_that_entries_wait_here_and_today_sends_them(
    running: House, tablet: Tablet, session: Session
) -> None:
    left_waiting(tablet, session)
    tablet.context.clear_cookies()
    door = tablet.open("/accounts/login/")
    expect(waits(door)).to_contain_text("1 entry of the treatment room waits on this tablet")
    clean(door)
    tablet.sign_in(running.sina)
    tablet.context.route(SENDING, lambda route: route.abort())
    page = tablet.open("/today/")
    expect(waits(page).get_by_role("link", name="Open the treatment room")).to_be_visible()
    clean(page)
    tablet.context.unroute(SENDING)
    page.reload()
    for _ in range(BACK // 100):
        if noted(session)[1:]:
            break
        page.wait_for_timeout(100)
    assert sorted(noted(session)) == ["Calm throughout.", "She felt warm."]
    expect(waits(page)).to_be_hidden()
