"""What the server alone knows of a cartridge stops the room as soon as the line is back."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.browser.test_room_needle import GOOD, needle, saved
from clinic.people_here import House
from clinic.treatment.said import opened
from clinic.treatment.test_lots_used import another
from percuta_clinic.treatment.lots_used import cartridge_taken
from percuta_clinic.treatment.models import Session

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(running: House) -> Session:
    return opened(running)


def used_elsewhere(house: House, session: Session) -> datetime:
    """The very piece, in another room."""
    now = timezone.now()
    value = {"code": GOOD, "how": "scanner", "checked": "ok", "opened_at": now.isoformat()}
    cartridge_taken(session=another(session), item=uuid4(), value=value, by=house.sina)
    return now


def cut(page: Page) -> None:
    """The line goes, and the page knows it."""
    saved(page)
    offline(page)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text(re.compile("^No line"))).to_be_visible(timeout=20_000)


def test_a_piece_opened_without_a_line_and_used_elsewhere_stops_the_room(
    tablet: Tablet, session: Session, running: House
) -> None:
    page = needle(tablet, session)
    cut(page)
    when = used_elsewhere(running, session)
    page.get_by_label("Code or lot").fill(GOOD)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Open this cartridge").click()
    expect(page.get_by_label("Cartridge in use").get_by_text("not checked")).to_be_visible()
    page.get_by_role("navigation").get_by_role("button", name="Finish").click()
    online(page)
    stop = page.get_by_role("alert", name="Stop: cartridge")
    expect(stop).to_contain_text("This very piece was used in another session", timeout=20_000)
    expect(stop).to_contain_text(f"at {when.astimezone(running.clinic.zone):%H:%M}")
    expect(stop).to_contain_text("Take it away, open another; tell a doctor.")
    page.get_by_role("navigation").get_by_role("button", name="Needle").click()
    expect(stop).to_be_visible()
    expect(page.get_by_role("heading", name="Scan the cartridge")).to_be_visible()
    clean(page)
    page.reload()
    stop.get_by_role("button", name="It is taken away").click()
    expect(stop).to_contain_text("A doctor has to know")


def test_what_was_not_checked_is_once_the_server_has_it(tablet: Tablet, session: Session) -> None:
    page = needle(tablet, session)
    cut(page)
    page.get_by_label("Code or lot").fill(GOOD)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Open this cartridge").click()
    used = page.get_by_label("Cartridge in use")
    expect(used.get_by_text("not checked")).to_be_visible()
    online(page)
    expect(used.get_by_text("Checked now: not used before")).to_be_visible(timeout=20_000)
