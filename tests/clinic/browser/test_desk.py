"""The front desk: a quiet console, messages that cover nothing, the first visit on a phone."""

from datetime import timedelta
from time import sleep

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, ViewportSize, expect

from clinic.booking.days import book
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from percuta_clinic.booking.models import Visit
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import rules_sign

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=900)
REPORTS = """document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`blocked: ${event.violatedDirective} ${event.blockedURI}`))"""
# What can be worked with, in sight, that lies under a message.
COVERED = """() => {
    const over = [...document.querySelectorAll(".toast:not(.over)")]
        .map((one) => one.getBoundingClientRect());
    const meets = (one, other) => one.left < other.right && other.left < one.right
        && one.top < other.bottom && other.top < one.bottom;
    return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
        .filter((one) => !one.closest(".toast, .skip") && one.checkVisibility())
        .filter((one) => over.some((box) => meets(box, one.getBoundingClientRect())))
        .map((one) => one.outerHTML.slice(0, 90));
}"""
SAY = """(tone) => document.dispatchEvent(
    new CustomEvent("toast", { detail: { text: "Saved for everybody to see.", tone } }))"""


@pytest.fixture
def visit(running: House) -> Visit:
    """A visit of Amara's that comes soon."""
    return book(running, running.amara, at=timezone.now() + timedelta(minutes=2))


@pytest.fixture
def desk(visit: Visit, phone: Tablet, running: House) -> Page:
    """Fred, signed in, on a phone, while somebody is to come."""
    assert visit.is_open
    phone.context.clear_cookies()
    phone.sign_in(running.fred)
    phone.context.add_init_script(REPORTS)
    page = phone.open("/today/")
    page.set_viewport_size(PHONE)
    return page


def slowly(route: Route) -> None:
    """So that a second choice is made before the first is answered."""
    sleep(0.15)
    route.continue_()


def complaints_of(page: Page) -> list[str]:
    """Grows with every error on the console and every fault."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: found.append(str(fault)))
    return found


def test_the_first_visit_is_in_the_upper_half_of_a_phone(desk: Page, running: House) -> None:
    families = [family.key for family in rule_families()]
    rules_sign(by=running.dora, digest=rules_in_use()[0], read=families)
    desk.reload()
    top = desk.locator(".visit").first.evaluate("one => one.getBoundingClientRect().top")
    assert top < PHONE["height"] / 2
    assert desk.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(desk.get_by_role("link", name="Book a visit")).to_be_visible()


def test_a_message_covers_no_control_of_the_board(desk: Page) -> None:
    for size in (PHONE, DESK):
        desk.set_viewport_size(size)
        desk.goto(desk.url)
        desk.evaluate(SAY, "warn")
        desk.evaluate(SAY, "ok")
        expect(desk.locator(".toast").last).to_be_visible()
        assert desk.evaluate(COVERED) == []


def test_a_message_covers_no_control_of_a_page_that_was_scrolled(desk: Page, visit: Visit) -> None:
    desk.goto(desk.url.replace("/today/", f"/visits/{visit.pk}/"))
    desk.evaluate("scrollTo(0, 200)")
    before = desk.evaluate("document.querySelector('main').getBoundingClientRect().top")
    desk.evaluate(SAY, "warn")
    height = desk.locator(".toast").evaluate("one => one.getBoundingClientRect().height")
    after = desk.evaluate("document.querySelector('main').getBoundingClientRect().top")
    assert after - before >= height


def test_a_message_waits_for_who_reads_it_and_goes_without_a_jump(desk: Page) -> None:
    desk.clock.install()
    desk.reload()
    desk.evaluate(SAY, "ok")
    toast = desk.locator(".toast")
    toast.hover()
    desk.clock.run_for(60_000)
    expect(toast).to_be_visible()
    desk.mouse.move(5, 800)
    top = desk.locator("main").evaluate("one => one.getBoundingClientRect().top")
    desk.clock.run_for(60_000)
    expect(toast).to_be_hidden()
    assert desk.locator("main").evaluate("one => one.getBoundingClientRect().top") == top


def test_a_message_is_reached_and_closed_by_keyboard(desk: Page) -> None:
    search = desk.locator("[data-find]")
    search.focus()
    desk.evaluate(SAY, "stop")
    desk.keyboard.press("Alt+Shift+M")
    close = desk.get_by_role("button", name="Close this message")
    expect(close).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(".toast")).to_have_count(0)
    expect(search).to_be_focused()


def test_the_console_stays_quiet_while_the_desk_works(
    desk: Page, running: House, visit: Visit
) -> None:
    said, home = complaints_of(desk), desk.url.removesuffix("/today/")
    desk.route("**/visits/new/**", slowly)
    desk.set_viewport_size(DESK)
    desk.goto(f"{home}/today/")
    desk.locator("[data-find]").press_sequentially("amara", delay=260)
    expect(desk.get_by_role("option").first).to_be_visible()
    desk.goto(f"{home}/visits/new/?patient={running.amara.pk}")
    for service in (running.needling, running.talk, running.needling):
        desk.locator("#ask select").first.select_option(str(service.pk))
    expect(desk.get_by_role("heading", name="Free times")).to_be_visible()
    desk.go_back()
    desk.goto(f"{home}/calendar/")
    desk.evaluate(
        """() => { for (const one of document.querySelectorAll("[hx-trigger*='calendar:again']"))
            for (let turn = 0; turn < 3; turn++) htmx.trigger(one, "calendar:again"); }"""
    )
    for path in (f"/visits/{visit.pk}/", "/stock/", "/stock/receive/", "/messages/", "/takings/"):
        desk.goto(home + path)
        desk.wait_for_load_state("networkidle")
    assert said == []
