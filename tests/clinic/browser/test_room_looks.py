"""Every stage at three widths: read by machines, wide enough for gloves, and nothing cut off."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline
from clinic.browser.on_a_phone import clean, wide
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.creams_here import opened_with_creams
from clinic.treatment.said import Tablet as Other
from clinic.treatment.said import cream, receive
from percuta_clinic.stock.models import Kind, Lot, Product
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.science import zones_open_for

pytestmark = pytest.mark.django_db(transaction=True)
GLOVED = 48  # pixels, each way
WIDTHS = ((390, 844), (1024, 768), (1280, 800))
SMALL = """(least) => [...document.querySelectorAll(
    "main :is(button, a, summary, textarea, .room-tile, [role=spinbutton], .room-text input)")]
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width && height && (width < least || height < least))
  .map(([one, size]) => `${one.textContent.trim().slice(0, 30)}: ${size.width} x ${size.height}`)"""
# What is written outside of its own button, or squeezed until it can no longer be read.
CUT = """() => {
  const words = (one) => one.textContent.trim().slice(0, 40);
  const shown = (some) => [...document.querySelectorAll(some)].filter((one) => one.offsetParent);
  const wide = shown("main :is(.room-big, .room-tile, h1, h2, h3)").filter((one) =>
    !one.closest(".sr") && one.clientWidth && one.scrollWidth > one.clientWidth + 1);
  const low = shown(".room-body > *, main .room-tile").filter((one) =>
    one.scrollHeight > one.clientHeight + 2 && !one.classList.contains("sr"));
  return [...wide, ...low].map(words);
}"""
NO_CAMERA = """navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException("", "NotAllowedError");
}"""
A_CAMERA = """() => {
  const drawn = document.createElement("canvas");
  drawn.getContext("2d");
  navigator.mediaDevices.getUserMedia = async () => drawn.captureStream(5);
}"""
SLOW_TO_KEEP = """() => {
  const seal = crypto.subtle.encrypt.bind(crypto.subtle);
  crypto.subtle.encrypt = async (...some) => {
    await new Promise((done) => setTimeout(done, 1500));
    return seal(...some);
  };
}"""


@pytest.fixture
def session(running: House) -> Session:
    zones = zones_open_for(["cheek_left", "cheek_right"])
    found = opened_with_creams(running, zones=zones)
    pen = Product.objects.create(kind=Kind.CARTRIDGE, name="Tip")
    day = timezone.localdate() - timedelta(days=3)
    Lot.objects.create(product=pen, number="A11", quantity=4, received_on=day, expires_on=day)
    receive(running, found, Other("b", running.dora).event(f"numb/{found.pk}", cream()))
    return found


@pytest.fixture
def page(
    running: House, session: Session, *, chromium: Browser, live_server: LiveServer
) -> Iterator[Page]:
    tablet = Tablet(chromium, str(live_server.url))
    tablet.context.set_default_navigation_timeout(60_000)  # the first page of a cold server
    tablet.sign_in(running.sina)
    tablet.context.add_init_script(NO_CAMERA)
    yield tablet.open(f"/room/{session.pk}/")
    tablet.context.close()


def faults(page: Page, name: str) -> list[str]:
    """Judged by axe once, and measured at each width."""
    found = []
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        if wide(page) > width:
            found.append(f"{name} at {width}: {wide(page)} wide")
        found += [f"{name} at {width}, small: {one}" for one in page.evaluate(SMALL, GLOVED)]
        found += [f"{name} at {width}, cut: {one}" for one in page.evaluate(CUT)]
    clean(page)
    return found


def type_lot(page: Page, code: str) -> None:
    page.get_by_label("Code or lot").fill(code)
    page.get_by_role("button", name="Read it").click()


def test_every_stage_fits_gloves_and_screens(page: Page) -> None:
    found = []
    for name in ("Arrive", "Cleanse", "Numb", "Needle", "Finish"):
        page.get_by_role("navigation").get_by_role("button", name=name).click()
        expect(page.get_by_role("heading", name=name, level=2, exact=True)).to_be_visible()
        if name == "Needle":
            page.get_by_role("button", name="Camera").click()
            expect(page.get_by_text("gives no camera to the page")).to_be_visible()
            found += faults(page, "Gate")
            type_lot(page, "A12")
            page.get_by_role("button", name="Open this cartridge").click()
            found += faults(page, "Unknown lot")
            page.get_by_role("button", name="Its delivery is not entered yet").click()
            expect(page.get_by_text("Lot A12", exact=True)).to_be_visible()
            found += faults(page, "In spite of cream")
            page.get_by_role("button", name="A doctor decides so").click()
        found += faults(page, name)
    page.get_by_role("button", name="Problem").click()
    expect(page.get_by_role("heading", name="What is it?")).to_be_visible()
    found += faults(page, "Problem")
    page.get_by_role("button", name="Allergic").click()
    page.get_by_role("button", name=re.compile("Stop")).first.click()
    expect(page.get_by_text(re.compile(r"^\d\d:\d\d:\d\d done$"))).to_be_visible()
    found += faults(page, "Allergic")
    assert found == []


def test_without_camera_or_line_the_printed_lot_is_typed(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("button", name="Needle").click()
    page.get_by_role("button", name="Camera").click()
    expect(page.get_by_text("type what is printed on the blister.")).to_be_visible()
    page.get_by_role("button", name="Close the camera").click()
    page.evaluate(A_CAMERA)
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    offline(page)
    page.get_by_role("button", name="Camera").click()
    expect(page.get_by_text("this tablet cannot read a picture")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Close the camera").click()
    type_lot(page, "A11")
    expect(page.get_by_text("Expired: take another one")).to_be_visible()
    page.get_by_role("button", name="Another one").click()
    type_lot(page, "Z9")
    expect(page.get_by_text("Not checked: only the clinic's server knows")).to_be_visible()
    page.get_by_role("button", name="Open this cartridge").click()
    expect(page.get_by_text("Lot Z9")).to_be_visible()


def test_a_long_state_of_the_line_leaves_the_name_its_place(page: Page) -> None:
    page.set_viewport_size({"width": 395, "height": 844})
    name = page.get_by_role("heading", name="Amara Okafor")
    expect(name).to_be_visible()
    offline(page)
    page.get_by_label("Asked for name and birth date").check()
    expect(page.get_by_text("1 waiting")).to_be_visible()
    box, line = name.bounding_box(), page.get_by_text("1 waiting").bounding_box()
    assert box is not None
    assert line is not None
    assert box["width"] > 250
    assert line["y"] >= box["y"] + box["height"]


def test_what_is_ticked_stays_ticked_on_a_tablet_slow_to_keep_it(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    page.get_by_role("navigation").get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Finish")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    page.evaluate(SLOW_TO_KEEP)
    first, second = page.get_by_label("Even redness"), page.get_by_label("Some swelling")
    first.check()
    second.check()
    expect(page.get_by_text("Saving", exact=True)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")  # somebody else's entries are looked for
    page.wait_for_timeout(500)
    assert first.is_checked()
    assert second.is_checked()
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible(timeout=15_000)
    page.reload()
    expect(first).to_be_checked()
    expect(second).to_be_checked()
