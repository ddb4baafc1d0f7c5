"""Somebody else signs in over an open room: each entry stays that of whoever made it."""

import re

import pytest
from playwright.sync_api import expect

from clinic.browser.network import offline, online
from clinic.browser.tablet import Tablet
from clinic.browser.test_room_needle import saved
from clinic.people_here import House
from clinic.treatment.said import opened
from percuta_clinic.treatment.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def test_entries_are_of_whoever_made_them_when_another_signs_in(
    tablet: Tablet, running: House
) -> None:
    page = tablet.open(f"/room/{opened(running).pk}/")
    saved(page)
    offline(page)
    page.get_by_label("Asked for name and birth date").check()
    expect(page.get_by_text(re.compile(r"^\d+ waiting"))).to_be_visible()
    tablet.sign_in(running.dora)
    online(page)
    page.evaluate("new BroadcastChannel('percuta-session').postMessage('in')")
    told = page.get_by_role("dialog", name="Somebody else is signed in now")
    expect(told).to_contain_text("is sent as entered by Sina Sommer")
    expect(told).not_to_contain_text("not sent")
    saved(page)
    told.get_by_role("button", name="Go on in the room").click()
    with page.expect_response(lambda one: "arrive/home" in (one.request.post_data or "")):
        page.get_by_label("No cream at home").check()
    first, second = Event.objects.order_by("number")
    assert (first.said_by, first.by_name) == (
        running.sina.pk,
        "Sina Sommer (sent by Dora Doktor)",
    )
    assert (second.said_by, second.by_name) == (running.dora.pk, "Dora Doktor")
    assert first.device != second.device
