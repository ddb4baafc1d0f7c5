"""A session of two planned places from the door to the signature: few taps, or no finger at all."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from clinic.booking.treated import in_room
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.planning.plans_here import accepted, told
from clinic.planning.scarred import CHEEKS
from clinic.readiness.gates import gate
from clinic.treatment.creams_here import on_the_shelf
from percuta_clinic.planning.inputs import Inputs, Target
from percuta_clinic.stock.models import Kind, Lot, Product
from percuta_clinic.treatment.checklist import CHECKS, checks_set
from percuta_clinic.treatment.models import Incident, Record, Session
from percuta_clinic.treatment.opening import session_open
from percuta_clinic.treatment.science import creams_for
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TAPS = 35
WIDE = ViewportSize(width=1024, height=768)
SAVED = re.compile(r"^Saved \d")
COUNTED = """addEventListener("pointerdown", () => {
  sessionStorage.taps = 1 + Number(sessionStorage.taps || 0);
}, true)"""
SCANNED = "010401234567890117301231" + "10A12"


@pytest.fixture
def session(running: House) -> Session:
    """Both cheeks are planned, agreed on and cleared; creams and cartridges are on the shelf."""
    targets = tuple(Target(kind="acne_scars", zone=zone) for zone in CHEEKS)
    told(running, wish__fine_lines=CHEEKS)
    accepted(running, Inputs(targets=targets))
    gate(running)
    visit = in_room(running, running.amara)
    signed(running)
    for one in creams_for(None, age=29):
        on_the_shelf(one)
    pen = Product.objects.create(kind=Kind.CARTRIDGE, name="Tip", code="4012345678901")
    today = timezone.localdate()
    old, fresh = today - timedelta(days=9), today + timedelta(days=900)
    Lot.objects.create(product=pen, number="A12", quantity=9, received_on=old, expires_on=fresh)
    checks_set(by=running.sina, visit=visit, keys=frozenset(CHECKS))
    return session_open(by=running.sina, visit=visit, version=visit.version, agreed_by=running.dora)


@pytest.fixture
def page(
    running: House, session: Session, *, chromium: Browser, live_server: LiveServer
) -> Iterator[Page]:
    """Sina's tablet on its stand, with a screen to touch and a scanner."""
    tablet = Tablet(chromium, str(live_server.url))
    tablet.context.close()
    tablet.context = chromium.new_context(has_touch=True, viewport=WIDE)
    tablet.context.set_default_timeout(10_000)
    tablet.context.add_init_script(COUNTED)
    tablet.context.set_default_navigation_timeout(60_000)  # the first page of a cold server
    tablet.sign_in(running.sina)
    yield tablet.open(f"/room/{session.pk}/")
    tablet.context.close()


def by_touch(target: Locator) -> None:
    target.tap()


def by_keyboard(target: Locator) -> None:
    """Tabs until it has the focus; another radio of its group leads there by its arrows."""
    page = target.page
    here = target.evaluate_handle("one => one.control || one")
    for _ in range(80):
        page.keyboard.press("Tab")
        reached = page.evaluate(
            """(one) => {
              const now = document.activeElement;
              if (one === now) return "here";
              return one.type === "radio" && now.name === one.name ? "group" : "";
            }""",
            here,
        )
        if reached:
            break
    for _ in range(12):
        if page.evaluate("one => one === document.activeElement", here):
            is_link = page.evaluate("one => one.tagName === 'A'", here)
            page.keyboard.press("Enter" if is_link else "Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The keyboard does not get to {target}.")


def scan(page: Page) -> None:
    """A scanner types much faster than anybody."""
    page.keyboard.type(SCANNED)
    page.keyboard.press("Enter")


Do = Callable[[Locator], None]


def before_needles(page: Page, do: Do) -> None:
    """Arrive, cleanse, numb."""
    expect(page.get_by_role("heading", name="Arrive")).to_be_visible()
    for label in ("Asked for name and birth date", "Nothing changed", "No cream at home"):
        do(page.get_by_label(label))
    do(page.get_by_role("button", name="Cleanse").last)
    do(page.get_by_label("Make-up off"))
    do(page.get_by_role("button", name="Numb").last)
    do(page.get_by_label("LMX4"))
    do(page.get_by_label("Lot A1"))
    do(page.get_by_label("All of these"))
    do(page.get_by_role("button", name="As planned"))
    do(page.get_by_role("button", name="Cream is on"))
    do(page.get_by_role("button", name="Cream off"))
    do(page.get_by_label("Clean: nothing is left"))
    do(page.get_by_label("Intact", exact=True))
    expect(page.get_by_text("It was surely on for 0 minutes")).to_be_visible()
    do(page.get_by_role("button", name="A doctor decides so"))
    do(page.get_by_role("button", name="Needle").last)


def needles(page: Page, do: Do) -> None:
    """One cartridge for both cheeks, each with what is named of the planned spans."""
    expect(page.get_by_role("heading", name="Needle", level=2)).to_be_visible()
    scan(page)
    do(page.get_by_role("button", name="Open this cartridge"))
    for cheek in ("right cheek", "left cheek"):  # in the order of the plan
        zone = page.get_by_role("region", name=cheek)
        do(zone.get_by_label("uniform pinpoint bleeding"))
        do(zone.get_by_label("3", exact=True))
        do(zone.get_by_role("button", name=re.compile(r"^Done: \d[.\d]* mm, \d+ passes$")))
        if cheek == "right cheek":  # the next place stands where the keyboard is
            expect(page.get_by_role("button", name="Left cheek")).to_be_focused()
    expect(page.get_by_role("group", name="Zones").get_by_text("done")).to_have_count(2)
    do(page.get_by_role("button", name="Done with it"))
    do(page.get_by_role("button", name="Used up"))
    do(page.get_by_role("button", name="Finish").last)


def after_needles(page: Page, do: Do) -> None:
    """Finish, and the signature on the server."""
    for label in ("Hydrogel", "Even redness", "Refused", "Both", "Not booked"):
        do(page.get_by_label(label, exact=True))
    do(page.get_by_label("The patient books later"))
    expect(page.get_by_role("button", name=re.compile("Finish.*done"))).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    do(page.get_by_role("link", name="To the record"))
    page.wait_for_url("**/records/**")
    do(page.get_by_role("button", name=re.compile("^Sign: locks")))
    expect(page.get_by_text("The record is locked")).to_be_visible()


@pytest.mark.parametrize("do", [by_touch, by_keyboard])
def test_a_session_of_two_places_goes_from_the_door_to_the_signature(
    do: Do, session: Session, page: Page
) -> None:
    before_needles(page, do)
    needles(page, do)
    clean(page)
    after_needles(page, do)
    found = folded_of(session)
    ((item, on),) = found.items("numb").items()
    assert (on["lot_number"], sorted(on["zones"])) == ("A1", CHEEKS)
    assert found.get(f"numb/{item}/off")["intact"] is True
    assert [found.get(f"zone/{one}")["done"] for one in CHEEKS] == [True, True]
    record = Record.objects.get(session=session)
    assert not record.cosign_why
    assert not Incident.objects.exists()
    assert Lot.objects.get(number="A12").quantity == 8
    taps = int(page.evaluate("sessionStorage.taps || 0"))
    assert taps == 0 if do is by_keyboard else 20 < taps <= MOST_TAPS, taps
