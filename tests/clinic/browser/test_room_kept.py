"""What a tablet keeps of a session: nobody else's page takes its key, and what is lost is said."""

import re

import pytest
from playwright.sync_api import Page, expect

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.said import Tablet as Other
from clinic.treatment.said import opened, receive
from percuta_clinic.treatment.models import Event, Session
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile(r"^Saved \d")
BACK = 20_000  # milliseconds: the longest pause between two tries, and some
STORE = """([name, act]) => new Promise((told) => {
  indexedDB.open("percuta-room").onsuccess = async ({ target }) => {
    const store = target.result.transaction(name, "readwrite").objectStore(name);
    const other = act === "other" && await crypto.subtle.generateKey(
      { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const asked = act === "keys" ? store.getAllKeys()
      : target.result.transaction(name, "readwrite").objectStore(name).put(other, "aes");
    asked.onsuccess = () => { target.result.close(); told(act === "keys" ? asked.result : null); };
  };
})"""


@pytest.fixture
def session(running: House) -> Session:
    return opened(running)


def in_room(tablet: Tablet, session: Session) -> Page:
    page = tablet.open(f"/room/{session.pk}/")
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
    page.evaluate("navigator.serviceWorker.ready")
    return page


def keys_in(page: Page, name: str = "keys") -> list[str]:
    found: list[str] = page.evaluate(STORE, [name, "keys"])
    return found


def at_the_door(tablet: Tablet) -> Page:
    """The page to sign in, in another tab, of somebody who was signed out."""
    tablet.context.clear_cookies()
    page = tablet.open("/accounts/login/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


def arrived(page: Page) -> Event:
    """The newest entry, once the clinic has one and the tablet knows so."""
    for _ in range(BACK // 100):
        if (found := Event.objects.order_by("number").last()) is not None:
            expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
            return found
        page.wait_for_timeout(100)
    raise AssertionError("nothing came")


def asked_for_name(page: Page) -> None:
    page.get_by_label("Asked for name and birth date").check()
    expect(page.get_by_text(re.compile("^1 waiting"))).to_be_visible()


def test_the_door_in_another_tab_leaves_an_open_room_its_key(
    running: House, tablet: Tablet, session: Session
) -> None:
    page = in_room(tablet, session)
    door = at_the_door(tablet)
    door.wait_for_timeout(1500)
    assert "aes" in keys_in(door)
    tablet.sign_in(running.sina)
    offline(page)
    asked_for_name(page)
    page.reload()
    expect(page.get_by_label("Asked for name and birth date")).to_be_checked()
    online(page)
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
    assert Event.objects.get().value == {"checked": True}
    page.close()
    tablet.context.clear_cookies()
    door.reload()
    for _ in range(100):
        if not keys_in(door):
            break
        door.wait_for_timeout(100)
    assert (keys_in(door), keys_in(door, "packs")) == ([], [])


def test_what_cannot_be_read_any_more_is_said_and_the_room_opens(
    tablet: Tablet, session: Session
) -> None:
    page = in_room(tablet, session)
    offline(page)
    asked_for_name(page)
    page.evaluate(STORE, ["keys", "other"])
    page.reload()
    online(page)
    lost = page.get_by_label("Cannot be read here")
    expect(lost).to_contain_text("1 entry cannot be read here any more", timeout=BACK)
    clean(page)
    page.get_by_label("Asked for name and birth date").check()
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
    page.get_by_role("button", name="Looked through").click()
    expect(lost).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Asked for name and birth date")).to_be_checked()
    expect(lost).to_be_hidden()


def test_a_count_that_somebody_else_used_loses_no_entry(
    running: House, tablet: Tablet, session: Session
) -> None:
    page = in_room(tablet, session)
    page.get_by_label("No cream at home").check()
    first = arrived(page)
    offline(page)
    other = Other("other", running.sina)
    other.device, other.n = first.device, first.n
    assert receive(running, session, other.event("cleanse", {"done": True})).refused == []
    asked_for_name(page)
    online(page)
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
    expect(page.get_by_text("could not be sent")).to_have_count(0)
    assert folded_of(session).get("arrive/identity") == {"checked": True}
    assert folded_of(session).get("cleanse") == {"done": True}
