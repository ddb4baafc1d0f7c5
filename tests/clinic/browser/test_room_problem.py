"""The Problem button on a tablet: tiles, steps with their times, a timer that rings, the end."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.said import Tablet as Other
from clinic.treatment.said import opened, receive
from percuta_clinic.treatment.models import Incident
from percuta_clinic.treatment.stream import folded_of

SAVED = re.compile(r"^Saved \d")
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_problem_is_recorded_step_by_step_also_without_a_line(
    running: House, chromium: Browser, live_server: LiveServer
) -> None:
    running.clinic.emergency = "Ambulance 112"
    running.clinic.save()
    session = opened(running)
    tablet = Tablet(chromium, str(live_server.url))
    tablet.sign_in(running.sina)
    page = tablet.open(f"/room/{session.pk}/")
    page.get_by_role("button", name="Problem").click()
    expect(page.get_by_role("heading", name="What is it?")).to_be_focused()
    clean(page)
    page.evaluate("navigator.serviceWorker.ready")
    offline(page)
    page.get_by_role("button", name="Faint").press("Enter")
    assert page.get_by_role("link", name="112").get_attribute("href") == "tel:112"
    page.get_by_role("button", name="Lay them flat").click()
    expect(page.get_by_text(re.compile(r"^\d\d:\d\d:\d\d done$"))).to_be_visible()
    page.get_by_role("button", name="Stop. Needles off").click()
    page.get_by_role("button", name="Stop. Needles off").click()
    page.get_by_role("button", name="Tapped by mistake").click()
    expect(page.get_by_text("Taken back: Tapped by mistake")).to_be_visible()
    clean(page)
    online(page)
    expect(page.get_by_text(SAVED)).to_be_visible(timeout=20_000)
    item = Incident.objects.get().cause.removeprefix("problem:")
    then = (timezone.now() - timedelta(minutes=2)).isoformat()
    said = Other("b", running.dora).event(f"problem/{item}/step/speak", {"at": then, "note": ""})
    receive(running, session, said)
    expect(page.get_by_role("alert")).to_contain_text("Not awake", timeout=15_000)
    page.get_by_role("button", name="Seen: stop ringing").click()
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_role("button", name="Treatment stopped").click()
    expect(page.get_by_role("heading", name="Arrive", level=2)).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    found = folded_of(session)
    assert found.get(f"problem/{item}/end")["outcome"] == "stopped"
    assert found.get(f"problem/{item}/step/stop")["struck"] == "Tapped by mistake"


def at_the_tiles(running: House, chromium: Browser, live_server: LiveServer) -> Page:
    session = opened(running)
    tablet = Tablet(chromium, str(live_server.url))
    tablet.sign_in(running.sina)
    page = tablet.open(f"/room/{session.pk}/")
    page.get_by_role("button", name="Problem").click()
    expect(page.get_by_role("heading", name="What is it?")).to_be_focused()
    return page


def test_after_a_bleeding_nobody_is_offered_to_go_on_needling(
    running: House, chromium: Browser, live_server: LiveServer
) -> None:
    page = at_the_tiles(running, chromium, live_server)
    page.get_by_role("button", name="Bleeding").click()
    page.get_by_role("button", name="End", exact=True).click()
    expect(page.get_by_role("region", name="How it ended")).to_contain_text(
        "No more needling today."
    )
    expect(page.get_by_role("button", name="treatment goes on")).to_have_count(0)
    clean(page)
    page.get_by_role("button", name="Settled: no more needling today").click()
    page.get_by_role("navigation").get_by_role("button", name="Needle").click()
    expect(page.get_by_text("Bleeding: no more needling today.")).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    found = folded_of(Incident.objects.get().session)
    ((item, _),) = found.items("problem").items()
    assert found.get(f"problem/{item}/end")["outcome"] == "stopped"
    assert found.get("stop")["why"] == "Bleeding"


def test_whatever_no_tile_names_opens_a_plain_protocol_and_its_incident(
    running: House, chromium: Browser, live_server: LiveServer
) -> None:
    page = at_the_tiles(running, chromium, live_server)
    page.get_by_role("button", name="Something else").click()
    expect(page.get_by_text("A house rule of our own")).to_be_visible()
    page.get_by_role("button", name="Call the clinic's doctor").click()
    clean(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    found = Incident.objects.get()
    assert found.words.startswith("Something else, ")
    ((item, one),) = folded_of(found.session).items("problem").items()
    assert one["kind"] == "something_else"
    assert "doctor" in folded_of(found.session).items(f"problem/{item}/step")
