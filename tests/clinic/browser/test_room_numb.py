"""Numbing and the end of a session on a tablet: timers that hold, by touch and by keyboard."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.creams_here import opened_with_creams
from clinic.treatment.said import Tablet as Other
from clinic.treatment.said import cream, receive
from percuta_clinic.treatment.models import Event, Incident, Session
from percuta_clinic.treatment.science import creams_for
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
VECTORS = Path(__file__).parents[1] / "treatment" / "numbing.json"
TALL = ViewportSize(width=820, height=2400)
SAVED, WAITING = re.compile(r"^Saved \d"), re.compile(r"^\d+ waiting")
# The wall clock of the tablet goes two hours wrong, and another counts how often it shook.
JUMPS = """() => {
  const real = Date.now;
  Date.now = () => real() + 2 * 3600 * 1000;
}"""
SHAKES = """navigator.vibrate = () => {
  const shaken = document.documentElement.dataset;
  shaken.shook = String(Number(shaken.shook || 0) + 1);
  return true;
}"""


@pytest.fixture
def session(running: House) -> Session:
    return opened_with_creams(running)


@pytest.fixture
def opens(
    running: House, chromium: Browser, live_server: LiveServer
) -> Iterator[Callable[..., Page]]:
    made: list[BrowserContext] = []

    def opened(session: Session, *scripts: str) -> Page:
        tablet = Tablet(chromium, str(live_server.url))
        tablet.context = chromium.new_context(has_touch=True, viewport=TALL)
        made.append(tablet.context)
        tablet.context.set_default_timeout(10_000)
        tablet.sign_in(running.sina)
        for script in scripts:
            tablet.context.add_init_script(script)
        return tablet.open(f"/room/{session.pk}/")

    yield opened
    for context in made:
        context.close()


def put_on(house: House, session: Session, *, minutes: float, key: str) -> str:
    """Another tablet says that cream went on so long ago."""
    at, item = timezone.now() - timedelta(minutes=minutes), str(uuid4())
    value = cream(cream=key, name=key.upper(), on_at=at.isoformat())
    said = Other("other", house.sina).event(f"numb/{item}", value)
    receive(house, session, said)
    return item


def minutes_shown(page: Page) -> float:
    shown = page.locator(".room-timer strong").first.inner_text()
    *hours, whole, seconds = (int(part) for part in shown.split(":"))
    return sum(hours) * 60 + whole + seconds / 60


def test_a_reload_and_a_clock_that_jumped_do_not_shorten_the_wait(
    running: House, session: Session, opens: Callable[..., Page]
) -> None:
    put_on(running, session, minutes=20, key="emla")
    page = opens(session)
    page.evaluate("navigator.serviceWorker.ready")
    page.get_by_role("button", name="Numb").first.click()
    expect(page.get_by_text("Waiting", exact=True)).to_be_visible()
    assert 39 < minutes_shown(page) <= 40
    expect(page.get_by_text(SAVED)).to_be_visible()
    offline(page)
    page.context.add_init_script(f"({JUMPS})()")
    page.reload()
    expect(page.get_by_text("Waiting", exact=True)).to_be_visible()
    expect(page.get_by_text("The clock of this tablet jumped")).to_be_visible()
    assert 39 < minutes_shown(page) <= 40


def test_the_alarm_goes_on_at_every_stage_until_the_cream_is_off(
    running: House, session: Session, opens: Callable[..., Page]
) -> None:
    item = put_on(running, session, minutes=59.75, key="pliaglis")
    page = opens(session, SHAKES)
    strip = page.get_by_label("Cream on the skin")
    expect(strip).to_contain_text("remove by")
    alarm = page.get_by_role("alert").filter(has_text="Take PLIAGLIS off now")
    expect(alarm).to_be_visible(timeout=30_000)
    expect(page.locator("html")).to_have_attribute(
        "data-shook", re.compile("[2-9]"), timeout=15_000
    )
    clean(page)
    alarm.get_by_role("button", name="Cream off").click()
    expect(alarm).to_be_hidden()
    card = page.get_by_label("PLIAGLIS, off")
    card.get_by_label("Clean: nothing is left").check()
    card.get_by_label("Not intact").check()
    expect(card.get_by_text("Do not needle these zones")).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    off = folded_of(session).get(f"numb/{item}/off")
    assert (off["clean"], off["intact"]) == (True, False)
    card.get_by_role("button", name="Not off yet").click()
    expect(alarm).to_be_visible()


def test_what_the_label_speaks_against_is_said_and_kept_as_it_happened(
    session: Session, opens: Callable[..., Page]
) -> None:
    page = opens(session)
    page.get_by_text("Does not know").click()
    page.get_by_role("button", name="Numb").first.click()
    page.get_by_label("EMLA").check()
    expect(page.get_by_text("What the label leaves cannot be said")).to_be_visible()
    page.get_by_label("Pliaglis").check()
    expect(page.get_by_text("ruled out for this patient: tetracaine")).to_be_visible()
    page.get_by_text("Lot C3").click()
    expect(page.get_by_text("Lot C3 was recalled")).to_be_visible()
    expect(page.get_by_label("Round the left eye")).to_have_count(0)
    page.get_by_role("button", name="It is on the skin already").click()
    expect(page.get_by_text("Say first: how much skin, how many grams, where.")).to_be_visible()
    page.get_by_text("All of these").click()
    page.get_by_role("button", name="As planned").click()
    page.get_by_role("button", name="It is on the skin already").click()
    expect(page.get_by_label(re.compile("Pliaglis.*on the skin"))).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Strike", exact=True).click()
    page.get_by_role("button", name="Keep this reason").click()
    expect(page.get_by_text("Say it: it stands in the record")).to_be_visible()
    page.get_by_label("Another reason").fill("Wrong patient’s tube")
    page.get_by_role("button", name="Keep this reason").click()
    expect(page.get_by_text("Struck: Wrong patient’s tube")).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    (found,) = [
        one.value for one in Event.objects.filter(slot__startswith="numb/") if one.value["struck"]
    ]
    assert (found["cream"], found["lot_number"], found["grams"]) == ("pliaglis", "C3", 12)


COUNTS = """async ([creams, vectors]) => {
  const src = document.querySelector("script[type=module]").src;
  const from = async (address, name) => {
    const text = await (await fetch(address)).text();
    return new URL(text.match(new RegExp(`"([./]*${name}[^"]*[.]js)"`))[1], address).href;
  };
  const { fold } = await import(await from(await from(src, "sync"), "fold"));
  const { numbingNow } = await import(await from(await from(src, "stages/numb"), "numbing"));
  return vectors.map(({ now, patient, zones, said }) => {
    const at = Date.parse(now);
    const clock = { now: () => at, elapsed: (iso, doubt = 0) => ({
      atLeast: Math.max(0, (at - Date.parse(iso)) / 1000 - doubt),
      atMost: Math.max(0, (at - Date.parse(iso)) / 1000 + doubt),
    }) };
    const events = Object.entries(said).map(([slot, { value, doubt }], n) => (
      { id: slot, device: "a", n, seen: {}, at: now, slot, value, doubt }));
    const pack = { creams, patient, zones: zones.map((zone) => ({ zone })) };
    const found = numbingNow({ pack, said: fold(events), clock });
    return { ...found, notices: found.notices.map((one) => one.key).sort() };
  });
}"""


def moment(iso: str) -> float | None:
    return datetime.fromisoformat(iso).timestamp() * 1000 if iso else None


def test_the_tablet_counts_numbing_as_the_science_does(
    session: Session, opens: Callable[..., Page]
) -> None:
    vectors = json.loads(VECTORS.read_text("utf-8"))
    page = opens(session)
    told = page.evaluate(COUNTS, [creams_for(None, age=34), vectors])
    for vector, found in zip(vectors, told, strict=True):
        expected = dict(vector["expect"])
        start, end = (moment(expected.pop(name)) for name in ("earliest_start", "remove_by"))
        assert found == expected | {"start": start, "end": end}, vector["says"]


def test_two_tablets_part_while_cream_is_on_and_lose_nothing(
    running: House, session: Session, opens: Callable[..., Page]
) -> None:
    item = put_on(running, session, minutes=70, key="emla")
    here, there = opens(session), opens(session)
    for page in (here, there):
        page.get_by_role("navigation").get_by_role("button", name="Numb").click()
        expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    offline(here)
    here.get_by_role("button", name="Cream off").click()
    here.get_by_label("Clean: nothing is left").check()
    expect(here.get_by_text(WAITING)).to_be_visible()
    there.get_by_role("button", name="Cream off").click()
    there.get_by_label("Some is left").check()
    expect(there.get_by_text(SAVED)).to_be_visible()
    online(here)
    for page in (here, there):
        expect(page.get_by_label("Two entries differ")).to_be_visible(timeout=20_000)
    choices = here.get_by_label("Two entries differ").get_by_role("button")
    expect(choices.filter(has_text="clean: no")).to_be_visible(timeout=20_000)  # all has come
    choices.filter(has_text="clean: yes").click()
    for page in (here, there):
        expect(page.get_by_label("Two entries differ")).to_be_hidden(timeout=20_000)
        expect(page.get_by_label("Clean: nothing is left")).to_be_checked()
    assert folded_of(session).get(f"numb/{item}/off")["clean"] is True
    assert Incident.objects.get().cause.startswith(f"conflict:numb/{item}/off")
    assert Event.objects.filter(slot=f"numb/{item}/off").count() == 5
