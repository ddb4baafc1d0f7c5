"""Something urgent comes in while pages stand open: seen, taken and closed by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.judging import broken
from clinic.browser.tablet import Tablet
from clinic.duty.watch_here import always, opened
from clinic.people_here import House
from percuta_clinic.duty.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)
LONGER = 31_000  # milliseconds: a page that stands open asks every 30 seconds
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def desks(running: House, chromium: Browser, live_server: LiveServer) -> Iterator[dict[str, Page]]:
    """Sina's phone and Fred's desk; their clocks are moved by the test."""
    always(running.sina)
    found, used = {}, []
    for name in ("sina", "fred"):
        one = Tablet(chromium, str(live_server.url))
        one.sign_in(getattr(running, name))
        one.context.clock.install()
        used.append(one)
        found[name] = one.open("/patients/")
    found["sina"].set_viewport_size(PHONE)
    found["fred"].set_viewport_size(DESK)
    yield found
    for one in used:
        one.context.close()


def pressed(page: Page, name: str) -> None:
    """Chosen with the Enter key."""
    page.locator("a, button").filter(has_text=name).first.focus()
    page.keyboard.press("Enter")


def test_what_comes_in_is_seen_taken_and_closed_without_a_mouse(
    running: House, desks: dict[str, Page]
) -> None:
    sina, fred = desks["sina"], desks["fred"]
    expect(sina.get_by_text("urgent task")).to_have_count(0)
    opened(running, about="Pus on the left cheek")
    for page in (sina, fred):
        page.clock.fast_forward(LONGER)
        expect(page.get_by_text("1 urgent task")).to_be_visible()
        assert not page.evaluate(WIDE)
    pressed(sina, "Look")
    expect(sina.get_by_role("heading", name="Urgent", exact=True)).to_be_visible()
    pressed(sina, "Read and take")
    expect(sina.get_by_role("heading", name="Pus on the left cheek")).to_be_visible()
    assert broken(sina, set(), PHONE["width"]) == []
    assert not sina.evaluate(WIDE)
    pressed(sina, "Take it")
    expect(sina.get_by_text("Nobody else is told any more")).to_be_visible()
    fred.clock.fast_forward(LONGER)
    expect(fred.get_by_text("urgent task")).to_have_count(0)
    sina.get_by_label("What came of it").focus()
    sina.keyboard.type("Called her: no fever. Seen tomorrow at nine.")
    sina.keyboard.press("Tab")
    sina.keyboard.type("Keep it cool. We see you tomorrow.")
    sina.keyboard.press("Tab")
    sina.keyboard.press("Enter")
    expect(sina.get_by_text("Closed. What came of it stays")).to_be_visible()
    outcome = Task.objects.get().outcome
    assert outcome.startswith("Called her: no fever. Seen tomorrow at nine.")
    assert outcome.endswith("Told the patient: Keep it cool. We see you tomorrow.")


def test_the_desk_sees_whom_to_fetch_and_not_what_it_is(
    running: House, desks: dict[str, Page], live_server: LiveServer
) -> None:
    task = opened(running, about="Pus on the left cheek")
    fred = desks["fred"]
    for address in ("/today/", "/tasks/", f"/tasks/{task.pk}/"):
        fred.goto(f"{live_server.url}{address}")
        expect(fred.get_by_text("Okafor").first).to_be_visible()
        expect(fred.get_by_text("Pus")).to_have_count(0)
        assert broken(fred, set(), DESK["width"]) == []
    expect(fred.get_by_text("Sina Sommer on call")).to_be_visible()


def test_a_page_without_a_line_asks_again_and_complains_of_nothing(
    running: House, desks: dict[str, Page]
) -> None:
    fred = desks["fred"]
    fred.context.set_offline(True)
    with fred.expect_event("requestfailed"):
        fred.clock.fast_forward(LONGER)
    expect(fred.locator(".toast")).to_have_count(0)
    fred.context.set_offline(False)
    opened(running)
    fred.clock.fast_forward(LONGER)
    expect(fred.get_by_text("1 urgent task")).to_be_visible()
