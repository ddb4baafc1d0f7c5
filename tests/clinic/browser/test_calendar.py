"""The calendar in a real browser: moved by mouse, by keys and by taps, and only if it is free."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from clinic.booking.days import MONDAY, book
from clinic.booking.staged import staged
from clinic.browser.judging import broken
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from percuta_clinic.booking.models import Visit

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"/calendar/?day={MONDAY:%Y-%m-%d}"
HOUR = 96  # px


@pytest.fixture
def visit(running: House) -> Visit:
    """Amara at ten in the first room, and Bea at twelve."""
    staged(running)
    book(running, running.bea, service=running.talk, after=120)
    return book(running, running.amara)


@pytest.fixture
def page(
    chromium: Browser, live_server: LiveServer, running: House, *, visit: Visit
) -> Iterator[Page]:
    """Dora's calendar; what it complains of fails the test."""
    assert visit.starts_at == MONDAY
    troubles: list[str] = []
    tablet = Tablet(chromium, str(live_server.url))
    tablet.sign_in(running.dora)
    page = tablet.context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(tablet.url + ADDRESS)
    yield page
    tablet.context.close()
    assert troubles == []


def block(page: Page, name: str) -> Locator:
    return page.locator("article.block", has_text=name).first


def box(one: Locator) -> FloatRect:
    found = one.bounding_box()
    assert found is not None
    return found


def stands(one: Locator) -> float:
    """How far down its column; a message above may move them both."""
    return box(one)["y"] - box(one.locator("xpath=.."))["y"]


def drag(page: Page, one: Locator, *, down: float) -> None:
    """Takes it by its name, and lets it go so many pixels further down."""
    at = box(one)
    x, y = at["x"] + 60, at["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + down / 2)
    page.mouse.move(x, y + down)
    page.mouse.up()


def begins(visit: Visit) -> str:
    visit.refresh_from_db()
    return f"{visit.starts_at.astimezone(MONDAY.tzinfo):%H:%M}"


# of each block: how many pixels it begins from where the hours beside it say that it does
OFF = """() => {
  const hours = new Map(Array.from(document.querySelectorAll(".cal-hours span"), (one) => {
    const box = one.getBoundingClientRect();
    return [one.textContent.slice(0, 2), box.top + box.height / 2];
  }));
  return Array.from(document.querySelectorAll("article.block"), (one) => {
    const [hour, minute] = one.querySelector(".block-at").textContent.split(":");
    const due = hours.get(hour) + (Number(minute) / 60) * 96;
    return Math.abs(one.getBoundingClientRect().top - due);
  });
}"""
# what hides the middle of the head of a column: nothing, or the name of what does
HEADS = """() => Array.from(document.querySelectorAll(".cal-head b"), (one) => {
  const box = one.getBoundingClientRect();
  const over = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
  return one.contains(over) ? "" : `${one.textContent}: ${over?.className}`;
})"""


@pytest.mark.parametrize("span", ["day", "week"])
@pytest.mark.parametrize("by", ["room", "person"])
def test_blocks_begin_at_the_hour_beside_them(page: Page, *, span: str, by: str) -> None:
    page.goto(page.url + f"&span={span}&by={by}")
    off = page.evaluate(OFF)
    assert len(off) >= 2
    assert max(off) < 4, off
    page.locator("[data-calendar]").evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
    assert set(page.evaluate(HEADS)) == {""}
    bottom = page.locator("[data-calendar]").evaluate(
        "(one) => Array.from(one.children, (col) => col.scrollHeight - col.offsetHeight)"
    )
    assert max(bottom) <= 1  # every line goes on to the last hour


def test_a_visit_is_dragged_and_comes_back_by_undo(page: Page, visit: Visit) -> None:
    before = stands(block(page, "Amara"))
    drag(page, block(page, "Amara"), down=-HOUR / 2)
    expect(page.get_by_text("Moved to Monday 1 March, 09:30")).to_be_visible()
    expect(block(page, "Amara").locator(".block-at")).to_have_text("09:30")
    assert stands(block(page, "Amara")) == before - HOUR / 2
    assert begins(visit) == "09:30"
    page.get_by_role("button", name="Undo").click()
    expect(block(page, "Amara").locator(".block-at")).to_have_text("10:00")
    assert begins(visit) == "10:00"


def test_a_lost_answer_is_not_called_unmoved_and_the_truth_is_drawn(
    page: Page, visit: Visit
) -> None:
    def lost(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/visits/**", lost)
    drag(page, block(page, "Amara"), down=-HOUR / 2)
    expect(page.get_by_text("We do not know whether it was moved")).to_be_visible()
    expect(block(page, "Amara").locator(".block-at")).to_have_text("09:30")
    assert begins(visit) == "09:30"


def test_a_conflict_is_explained_and_a_free_time_is_one_tap_away(page: Page, visit: Visit) -> None:
    before = box(block(page, "Amara"))
    drag(page, block(page, "Amara"), down=HOUR)
    dialog = page.get_by_role("dialog", name="Not moved")
    expect(dialog).to_contain_text("Room 1 is taken from 12:00 to 12:30")
    assert box(block(page, "Amara")) == before
    assert not broken(page, set(), 1280)
    dialog.locator(".free-times button").first.click()
    expect(page.get_by_text("The patient gets a message.")).to_be_visible()
    expect(dialog).to_be_hidden()
    assert begins(visit) != "10:00"


def test_keys_alone_choose_move_drop_and_leave(page: Page, visit: Visit) -> None:
    block(page, "Amara").get_by_role("link").focus()
    page.keyboard.press("ArrowDown")
    expect(block(page, "Bea").get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    said = page.locator("#cal-said")
    page.keyboard.press("m")
    expect(said).to_contain_text("Moving Amara Okafor, 10:00, Room 1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("09:45, Room 2")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Not moved.")
    page.keyboard.press("m")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Moved to Monday 1 March, 09:45, Room 2")).to_be_visible()
    expect(block(page, "Amara").get_by_role("link")).to_be_focused()
    visit.refresh_from_db()
    assert (begins(visit), visit.room.name) == ("09:45", "Room 2")


def test_a_tap_on_the_handle_and_one_on_a_place_move_it_too(page: Page, visit: Visit) -> None:
    block(page, "Amara").get_by_role("button").click()
    column = box(page.locator("[data-col='1']"))
    page.mouse.click(column["x"] + 50, column["y"] + 1.5 * HOUR)
    page.get_by_role("button", name="Move here").click()
    expect(page.get_by_text("Moved to Monday 1 March, 09:30, Room 2")).to_be_visible()
    assert begins(visit) == "09:30"


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_the_calendar_is_for_everybody(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for asked in ("", "&by=person", "&span=week"):
        page.goto(page.url.split("/calendar")[0] + ADDRESS + asked)
        assert not broken(page, set(), width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect(page.get_by_text("Amara Okafor").locator("visible=true").first).to_be_visible()
