"""The needle stage in a browser: the gate, zones by touch and keyboard, two tablets that differ."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.said import Tablet as Other
from clinic.treatment.said import opened, receive
from clinic.treatment.test_lots_used import another
from percuta_clinic.treatment.lots_used import cartridge_taken
from percuta_clinic.treatment.models import Incident, Session
from percuta_clinic.treatment.stream import folded_of, told_after

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "010401234567890117301231" + "10A12\x1d" + "21S1"
OLD = "0104012345678901" + "17200131" + "10A11"
SAVED = re.compile(r"^Saved \d")


@pytest.fixture
def session(running: House) -> Session:
    found = opened(running)
    receive(running, found, Other("z", running.dora).event("cleanse", {"done": True, "how": ""}))
    return found


def needle(tablet: Tablet, session: Session) -> Page:
    page = tablet.open(f"/room/{session.pk}/")
    page.set_viewport_size({"width": 820, "height": 1180})
    page.get_by_role("navigation").get_by_role("button", name="Needle").click()
    expect(page.get_by_role("heading", name="Needle", level=2)).to_be_visible()
    return page


def through_the_gate(page: Page, code: str = GOOD) -> None:
    page.get_by_label("Code or lot").fill(code)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Open this cartridge").click()
    page.get_by_role("button", name="Its delivery is not entered yet").click()


def saved(page: Page) -> None:
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=15_000)


def over(page: Page) -> None:
    """The zone is done, and the server has it."""
    expect(page.get_by_role("group", name="Zones").get_by_text("done")).to_be_visible()
    saved(page)


def test_an_expired_cartridge_stops_and_a_good_one_goes_on(
    tablet: Tablet, session: Session
) -> None:
    page = needle(tablet, session)
    clean(page)
    page.get_by_label("Code or lot").fill(OLD)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Expired: take another one")).to_be_visible()
    expect(page.get_by_role("button", name="Open this cartridge")).to_have_count(0)
    clean(page)
    page.get_by_role("button", name="Another one").click()
    through_the_gate(page)
    expect(page.get_by_text("Lot A12")).to_be_visible()
    saved(page)
    found = folded_of(session).items("cartridge")
    assert [(one["lot"], one["serial"]) for one in found.values()] == [("A12", "S1")]


def test_a_zone_is_needled_by_touch_and_a_difference_says_why(
    tablet: Tablet, session: Session
) -> None:
    zone = session.pack["zones_open"][0]
    page = needle(tablet, session)
    through_the_gate(page)
    for _ in range(10):
        page.get_by_role("button", name="Depth: more").click()
    for _ in range(3):
        page.get_by_role("button", name="Passes: more").click()
    page.get_by_role("group", name="Pain").get_by_text("3", exact=True).click()
    clean(page)
    page.get_by_role("button", name="Done", exact=True).click()
    over(page)
    found = folded_of(session).get(f"zone/{zone}")
    assert (found["depth_mm"], found["passes"], found["pain"], found["done"]) == (0.5, 3, 3, True)


def test_a_zone_is_needled_by_keyboard_alone(tablet: Tablet, session: Session) -> None:
    zone = session.pack["zones_open"][0]
    page = needle(tablet, session)
    page.get_by_label("Code or lot").focus()
    page.keyboard.type(GOOD.split("\x1d", maxsplit=1)[0], delay=60)  # slower than a scanner
    page.keyboard.press("Enter")
    for name in ("Open this cartridge", "Its delivery is not entered yet"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
    for name, presses in (("Depth", 4), ("Passes", 2)):
        page.get_by_role("spinbutton", name=name).focus()
        for _ in range(presses):
            page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Done", exact=True).focus()
    page.keyboard.press("Enter")
    over(page)
    found = folded_of(session).get(f"zone/{zone}")
    assert (found["depth_mm"], found["passes"], found["done"]) == (0.2, 2, True)


def test_what_bleeds_and_what_broke_lead_to_what_to_do(tablet: Tablet, session: Session) -> None:
    page = needle(tablet, session)
    through_the_gate(page)
    page.get_by_label("bleeding that runs").click()
    expect(page.get_by_text("Stop needling here")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Bleeding: what to do").click()
    expect(page.get_by_role("heading", name=re.compile("Bleeding"), level=2)).to_be_visible()
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="A doctor took over").click()
    page.get_by_role("button", name="Done with it, or broken").click()
    page.get_by_role("button", name="It broke").click()
    page.get_by_role("button", name="Not all are there.").click()
    missing = page.get_by_text("A needle may have stayed in the skin.")
    expect(missing).to_be_visible()
    clean(page)
    page.get_by_role("navigation").get_by_role("button", name="Finish").click()
    expect(missing).to_be_visible()
    saved(page)
    (item,) = folded_of(session).items("cartridge")
    end = folded_of(session).get(f"cartridge/{item}/end")
    assert end["why"] == "Broke during the session. Not all are there."


def test_two_tablets_without_a_line_differ_and_somebody_chooses(
    tablet: Tablet,
    session: Session,
    running: House,
    *,
    chromium: Browser,
    live_server: LiveServer,
) -> None:
    zone = session.pack["zones_open"][0]
    other = Tablet(chromium, str(live_server.url))
    other.sign_in(running.dora)
    here, there = needle(tablet, session), needle(other, session)
    through_the_gate(here)
    saved(here)
    expect(there.get_by_text("Lot A12")).to_be_visible(timeout=15_000)
    for page, times in ((here, 4), (there, 6)):
        offline(page)
        for _ in range(times):
            page.get_by_role("button", name="Depth: more").click()
        page.get_by_role("button", name="Passes: more").click()
        page.get_by_role("button", name="Done", exact=True).click()
        expect(page.get_by_text(re.compile(r"^\d+ waiting"))).to_be_visible()
    for page in (here, there):
        online(page)
        saved(page)
    choice = there.get_by_role("alert", name="Two entries differ")
    expect(choice).to_be_visible(timeout=15_000)
    clean(there)
    choice.get_by_role("button", name="depth mm: 0.2").click()
    expect(choice).to_have_count(0)
    saved(there)
    expect(here.get_by_role("alert", name="Two entries differ")).to_have_count(0, timeout=15_000)
    assert folded_of(session).get(f"zone/{zone}")["depth_mm"] == 0.2
    assert Incident.objects.get(kind="conflict").closed_at is not None
    other.context.close()


def test_a_piece_that_was_used_in_another_room_a_moment_ago_stops_here(
    tablet: Tablet, session: Session
) -> None:
    page = needle(tablet, session)
    said = {"code": GOOD, "how": "scanner", "checked": "ok", "opened_at": "2026-01-01T10:00:00Z"}
    by = session.opened_by
    cartridge_taken(session=another(session), item=uuid4(), value=said, by=by)
    page.get_by_label("Code or lot").fill(GOOD)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("It was used in another session, on 1 January 2026 at")).to_be_visible()
    expect(page.get_by_role("button", name="Open this cartridge")).to_have_count(0)


def test_a_place_whose_cartridge_was_struck_takes_the_next_one_with_done(
    tablet: Tablet, session: Session, running: House
) -> None:
    zone = session.pack["zones_open"][0]
    page = needle(tablet, session)
    through_the_gate(page)
    for name in ("Depth: more", "Passes: more"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Done", exact=True).click()
    over(page)
    ((item, first),) = folded_of(session).items("cartridge").items()
    other = Other("b", running.sina)
    other.sees(told_after(session, 0))
    receive(running, session, other.event(f"cartridge/{item}", first | {"struck": "Slip."}))
    page.get_by_role("group", name="Zones").get_by_role("button").first.click()
    note = page.get_by_text("No cartridge that was opened here stands with this place")
    expect(note).to_be_visible(timeout=15_000)
    clean(page)
    through_the_gate(page, GOOD.replace("S1", "S2"))
    page.get_by_role("group", name="Zones").get_by_role("button").first.click()
    saved(page)
    with page.expect_response(lambda answer: f'"zone/{zone}"' in (answer.request.post_data or "")):
        page.get_by_role("button", name="Done", exact=True).click()
    expect(note).to_have_count(0)
    named = folded_of(session).get(f"zone/{zone}")["cartridge"]
    assert (named != item, named in folded_of(session).items("cartridge")) == (True, True)


def test_a_depth_is_typed_with_words_at_its_limit_and_runs_while_held(
    tablet: Tablet, session: Session
) -> None:
    page = needle(tablet, session)
    through_the_gate(page)
    depth = page.get_by_role("spinbutton", name="Depth")
    depth.click()
    page.get_by_label("Depth, typed").fill("0,75")
    page.keyboard.press("Enter")
    expect(depth).to_have_attribute("aria-valuenow", "0.75")
    depth.click()
    clean(page)
    page.get_by_label("Depth, typed").fill("9")
    page.keyboard.press("Enter")
    expect(page.get_by_text("9 was typed: at most 5.00 mm. 5.00 stands here.")).to_be_visible()
    depth.click()
    page.get_by_label("Depth, typed").fill("deep")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“deep” is no number: nothing was changed.")).to_be_visible()
    page.get_by_role("button", name="Passes: more").hover()
    page.mouse.down()
    expect(page.get_by_role("spinbutton", name="Passes")).to_have_attribute("aria-valuenow", "30")
    page.mouse.up()


def test_no_cleansing_is_said_at_the_top_and_the_first_zone_asks_why(
    tablet: Tablet, session: Session, running: House
) -> None:
    other = Other("y", running.dora)
    other.sees(told_after(session, 0))
    receive(running, session, other.event("cleanse", {"done": False, "how": ""}))
    page = needle(tablet, session)
    top = page.get_by_role("region", name="Not done before needling")
    expect(top).to_contain_text("Nobody has said that the skin is cleansed.")
    through_the_gate(page)
    expect(page.get_by_role("button", name="Depth: more")).to_have_count(0)
    clean(page)
    page.get_by_role("button", name="A doctor decides so").click()
    expect(page.get_by_role("button", name="Depth: more")).to_be_visible()
    saved(page)
    notes = [one["text"] for one in folded_of(session).items("note").values()]
    assert any("is cleansed. Why: A doctor decides so" in one for one in notes)
    top.get_by_role("button", name="To Cleanse").click()
    expect(page.get_by_role("heading", name="Cleanse", level=2)).to_be_visible()
