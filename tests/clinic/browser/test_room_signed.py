"""After the signing: a problem goes on, and what is entered says that it came too late."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.done import signed
from clinic.treatment.said import opened
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.incidents_told import story_of
from percuta_clinic.treatment.models import Event, Incident, Kind, Session
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
BACK = 20_000  # milliseconds: the longest pause between two tries, and some


@pytest.fixture
def session(running: House) -> Session:
    return opened(running)


@pytest.fixture
def opens(
    chromium: Browser, live_server: LiveServer, session: Session
) -> Iterator[Callable[[Account], Page]]:
    made: list[Tablet] = []

    def of(account: Account) -> Page:
        made.append(Tablet(chromium, str(live_server.url)))
        made[-1].sign_in(account)
        return made[-1].open(f"/room/{session.pk}/")

    yield of
    for one in made:
        one.context.close()


def came(page: Page, slot: str) -> Event:
    """The newest event of a slot, once the clinic has it and the tablet has heard so."""
    for _ in range(BACK // 100):
        if (found := Event.objects.filter(slot__regex=slot).order_by("number").last()) is not None:
            break
        page.wait_for_timeout(100)
    assert found is not None, slot
    expect(page.get_by_text(re.compile(r"^(Saved \d|\d+ came after)"))).to_be_visible(timeout=BACK)
    return found


def allergic(page: Page) -> None:
    page.get_by_role("button", name="Problem").click()
    page.get_by_role("button", name="Allergic reaction").click()
    expect(page.get_by_role("heading", name="Allergic reaction")).to_be_visible()


def first_step(page: Page) -> None:
    page.locator(".problem-step button").first.click()
    expect(page.locator(".problem-step.is-done")).to_have_count(1)


def goes_on(page: Page, steps: int) -> None:
    expect(page.get_by_role("heading", name="Allergic reaction")).to_be_visible()
    expect(page.locator(".problem-step.is-done")).to_have_count(steps)
    expect(page.locator(".problem-head .room-timer")).to_be_visible()


def test_an_emergency_after_the_signing_keeps_its_protocol_to_its_end(
    running: House, session: Session, opens: Callable[[Account], Page]
) -> None:
    record = signed(running, session)
    page = opens(running.sina)
    page.evaluate("navigator.serviceWorker.ready")
    allergic(page)
    assert came(page, r"^problem/[^/]+$").late
    goes_on(page, 0)
    first_step(page)
    assert came(page, r"^problem/.*/step/").late
    goes_on(page, 1)
    offline(page)
    page.reload()
    goes_on(page, 1)
    online(page)
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="The ambulance took over").click()
    came(page, r"^problem/.*/end$")
    expect(page.get_by_role("heading", name="Arrive", level=2)).to_be_visible()
    story = story_of(Incident.objects.get(kind=Kind.PROBLEM))
    assert (len(story.lines), story.outcome) == (3, "The ambulance took over")
    record.refresh_from_db()
    assert "ambulance" not in record.content
    assert folded_of(session).items("problem") == {}


def test_a_colleague_who_signs_takes_no_step_from_whoever_is_without_a_line(
    running: House, session: Session, opens: Callable[[Account], Page]
) -> None:
    page = opens(running.dora)
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    offline(page)
    allergic(page)
    first_step(page)
    signed(running, session)
    online(page)
    assert came(page, r"^problem/.*/step/").late
    goes_on(page, 1)


def test_what_is_entered_after_the_signing_is_not_called_saved_and_leads_to_amending(
    running: House, session: Session, opens: Callable[[Account], Page]
) -> None:
    signed(running, session)
    page = opens(running.sina)
    page.get_by_text(re.compile("^Notes")).click()
    page.get_by_label("Typed or dictated").fill("She felt warm.")
    expect(page.get_by_text("1 came after the signing")).to_be_visible(timeout=BACK)
    expect(page.get_by_text(re.compile(r"^Saved"))).to_have_count(0)
    told = page.get_by_label("Came after the signing")
    expect(told).to_contain_text("Note: She felt warm.")
    expect(told).to_contain_text(running.sina.name)
    clean(page)
    told.get_by_role("link", name="Amend the record").click()
    expect(page.get_by_role("heading", name="Came after the signing")).to_be_visible()
    clean(page)
    page.get_by_role("link", name="Open incident").click()
    expect(page.get_by_role("link", name="Amend the record")).to_be_visible()
    clean(page)
