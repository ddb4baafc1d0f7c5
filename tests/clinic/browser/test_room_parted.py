"""Two tablets in one session part at every stage and come back; a reload loses no second."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.creams_here import opened_with_creams
from clinic.treatment.said import Tablet as Other
from clinic.treatment.said import cream, receive
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Event, Incident, Session
from percuta_clinic.treatment.science import zones_open_for
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
SAVED, WAITING = re.compile(r"^Saved \d"), re.compile(r"^\d+ waiting")
BACK = 20_000  # milliseconds: the longest pause between two tries, and some
ZONES = zones_open_for(["cheek_left", "chin"])
STAGES = ["Arrive", "Cleanse", "Numb", "Needle", "Finish"]
# Each clock on the page as the moment it counts from or to, so that it may be read at any time.
MOMENTS = """() => {
  const now = Date.now() / 1000;
  const seconds = (text) => text.split(":").reduce((sum, one) => sum * 60 + Number(one), 0);
  const down = ".numb-strip strong, .numb-card .room-timer strong, .problem-left";
  const read = (sign) => (one) => now + sign * seconds(one.textContent.match(/[\\d:]+\\d/)[0]);
  return [...[...document.querySelectorAll(down)].map(read(1)),
    ...[...document.querySelectorAll(".problem-head .room-timer strong")].map(read(-1))];
}"""


@pytest.fixture
def session(running: House) -> Session:
    return opened_with_creams(running, zones=ZONES)


@pytest.fixture
def opens(
    chromium: Browser, live_server: LiveServer, session: Session
) -> Iterator[Callable[[Account], Page]]:
    made: list[Tablet] = []

    def opened(account: Account) -> Page:
        made.append(Tablet(chromium, str(live_server.url)))
        made[-1].sign_in(account)
        page = made[-1].open(f"/room/{session.pk}/")
        page.set_viewport_size({"width": 1024, "height": 768})
        return page

    yield opened
    for one in made:
        one.context.close()


def stage(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=2, exact=True)).to_be_visible()


def go(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=re.compile(f"^{name}")).click()
    stage(page, name)


def look(page: Page) -> None:
    """It asks the server now what others said, and not after its three seconds."""
    page.evaluate("dispatchEvent(new Event('online'))")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two tablets in one session."""

    here: Page
    there: Page

    def go(self, name: str) -> None:
        """One goes on; the other follows."""
        go(self.here, name)
        expect(self.here.get_by_text(SAVED)).to_be_visible(timeout=BACK)
        look(self.there)
        stage(self.there, name)

    def part(self) -> None:
        """Neither has a line."""
        offline(self.here)
        offline(self.there)

    def meet(self) -> None:
        """Both have entries, get their line back, and hand them over."""
        for page in (self.here, self.there):
            expect(page.get_by_text(WAITING)).to_be_visible()
        for page in (self.here, self.there):
            online(page)
        for page in (self.here, self.there):
            expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
        look(self.here)

    def note(self, words: str) -> None:
        """Written on the other tablet, at whatever stage."""
        if not self.there.get_by_label("Typed or dictated").is_visible():
            self.there.get_by_text(re.compile("^Notes")).click()
        self.there.get_by_label("Typed or dictated").fill(words)


def both_arrive(pair: Pair) -> None:
    """They differ in one thing, and somebody chooses."""
    pair.part()
    pair.here.get_by_label("Asked for name and birth date").check()
    pair.here.get_by_label("Nothing changed").check()
    pair.there.get_by_label("No cream at home").check()
    pair.there.get_by_label("Something changed").check()
    pair.meet()
    expect(pair.here.get_by_label("Two entries differ")).to_be_visible(timeout=BACK)
    assert Incident.objects.get(kind="conflict").closed_at is None
    pair.there.get_by_label("Two entries differ").get_by_role("button", name="yes").click()
    expect(pair.here.get_by_label("Two entries differ")).to_be_hidden(timeout=BACK)


def both_cleanse(pair: Pair) -> None:
    pair.part()
    pair.here.get_by_label("Make-up off").check()
    pair.note("calm skin")
    pair.meet()


def both_numb(pair: Pair) -> None:
    """One takes cream off which both had seen; the other puts more on."""
    pair.here.get_by_role("button", name="Another application").click()
    pair.part()
    pair.there.get_by_role("button", name="Cream off").click()
    for label in ("Another cream", "Left cheek"):
        pair.here.get_by_label(label).check()
    pair.here.get_by_label("Its name").fill("Lidocaine 4")
    for name in ("Area: more", "Amount: more"):
        pair.here.get_by_role("button", name=name).click()
    pair.here.get_by_role("button", name="Cream is on").click()
    pair.meet()


def both_needle(pair: Pair) -> None:
    """One zone each, out of one cartridge."""
    pair.here.get_by_label("Code or lot").fill("A12")
    pair.here.get_by_role("button", name="Read it").click()
    pair.here.get_by_role("button", name="Open this cartridge").click()
    pair.here.get_by_role("button", name="Its delivery is not entered yet").click()
    pair.here.get_by_role("button", name="A doctor decides so").click()
    expect(pair.here.get_by_text(SAVED)).to_be_visible(timeout=BACK)
    look(pair.there)
    expect(pair.there.get_by_text("Lot A12")).to_be_visible()
    pair.part()
    for page, zone in ((pair.here, "Left cheek"), (pair.there, "Chin")):
        page.get_by_role("group", name="Zones").get_by_text(zone).click()
        for name in ("Depth: more", "Passes: more"):
            page.get_by_role("button", name=name).click()
        page.get_by_role("button", name="Done", exact=True).click()
    pair.meet()


def both_finish(pair: Pair) -> None:
    pair.part()
    for page, labels in ((pair.here, ("Hydrogel", "Even redness")), (pair.there, ("Both",))):
        for label in labels:
            page.get_by_label(label, exact=True).check()
    pair.meet()


WALK = {
    "Arrive": both_arrive,
    "Cleanse": both_cleanse,
    "Numb": both_numb,
    "Needle": both_needle,
    "Finish": both_finish,
}


def kept(page: Page) -> list[str]:
    """The ids of all events this tablet has, whatever it has done with them."""
    found: list[str] = page.evaluate(
        """() => new Promise((told) => {
          indexedDB.open("percuta-room").onsuccess = ({ target }) => {
            const all = target.result.transaction("events").objectStore("events").getAllKeys();
            all.onsuccess = () => { target.result.close(); told(all.result); };
          };
        })"""
    )
    return found


def test_two_tablets_part_at_every_stage_and_nothing_is_lost_or_doubled(
    running: House, session: Session, opens: Callable[[Account], Page]
) -> None:
    put_on(running, session)
    pair = Pair(here=opens(running.sina), there=opens(running.dora))
    for name, both in WALK.items():
        pair.go(name)
        both(pair)
        seen = [kept(page) for page in (pair.here, pair.there)]
        there = {str(one) for one in Event.objects.values_list("pk", flat=True)}
        assert {one for some in seen for one in some} <= there, name
    found = folded_of(session)
    assert found.get("arrive/identity") == {"checked": True}
    assert found.get("arrive/home")["used"] == "no"
    assert found.get("arrive/changed")["changed"] == "yes"
    assert found.get("cleanse")["done"] is True
    notes = [one["text"] for one in found.items("note").values()]
    assert [one for one in notes if "in spite of" not in one] == ["calm skin"]
    assert len(notes) == 3
    assert [one["name"] for one in found.items("numb").values()] == ["EMLA", "Lidocaine 4"]
    assert {zone: one["done"] for zone, one in found.items("zone").items()} == {
        "cheek_left": True,
        "chin": True,
    }
    assert {name: found.get(f"finish/{name}") is None for name in ("soothing", "aftercare")} == {
        "soothing": False,
        "aftercare": False,
    }
    assert not found.conflicts
    counted = Event.objects.filter(session=session).values_list("device", "n")
    assert len(set(counted)) == len(counted)
    assert Incident.objects.get(kind="conflict").closed_at is not None


def put_on(house: House, session: Session) -> str:
    """A third tablet says that cream went on twenty minutes ago."""
    at, item = timezone.now() - timedelta(minutes=20), str(uuid4())
    said = Other("other", house.sina).event(f"numb/{item}", cream(on_at=at.isoformat()))
    receive(house, session, said)
    return item


def moments(page: Page, count: int) -> list[float]:
    found: list[float] = page.evaluate(MOMENTS)
    for _ in range(50):
        if len(found) == count:
            break
        page.wait_for_timeout(100)
        found = page.evaluate(MOMENTS)
    assert len(found) == count
    return found


def alike(page: Page, before: list[float], *, most: float) -> None:
    """Each clock stands where it would without the reload; a wait may be longer, never shorter.

    They tell whole seconds, on a busy machine a little late: one more second is looked at.
    """
    for _ in range(15):
        pairs = list(zip(before, moments(page, len(before)), strict=True))
        if all(-1.1 <= now - then <= most for then, now in pairs):
            return
        page.wait_for_timeout(100)
    raise AssertionError(pairs)


def reloaded(page: Page, name: str, *, clocks: int) -> None:
    """With and without a line it comes back to the same stage and the same second."""
    before = moments(page, clocks)
    page.reload()
    stage(page, name)
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
    alike(page, before, most=1.1)
    offline(page)
    page.reload()
    stage(page, name)
    expect(page.get_by_text("No line")).to_be_visible()
    alike(page, before, most=6)
    online(page)
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=BACK)
    alike(page, before, most=1.1)


def test_a_reload_at_every_stage_comes_back_to_the_same_second(
    running: House, session: Session, opens: Callable[[Account], Page]
) -> None:
    put_on(running, session)
    page = opens(running.sina)
    page.evaluate("navigator.serviceWorker.ready")
    for name in STAGES:
        go(page, name)
        reloaded(page, name, clocks=1)
    page.get_by_role("button", name="Problem").click()
    page.get_by_role("button", name="Faint").click()
    step = page.get_by_role("button", name=re.compile("Speak to them"))
    step.click()
    expect(page.get_by_text(re.compile(r"^\d\d:\d\d:\d\d done$"))).to_be_visible()
    reloaded(page, "Faint", clocks=3)
