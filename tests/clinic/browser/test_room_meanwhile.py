"""An entry replaces only what its screen had shown; whoever meets another's is asked to choose."""

import pytest
from playwright.sync_api import expect

from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.browser.test_room_needle import needle, saved, through_the_gate
from clinic.people_here import House
from clinic.treatment.said import Tablet as Other
from clinic.treatment.said import needled, opened, receive
from percuta_clinic.treatment.models import Incident, Session
from percuta_clinic.treatment.stream import folded_of, told_after

pytestmark = pytest.mark.django_db(transaction=True)
SKIN = {"look": [], "note": ""}
DICTATED = """(box) => {
  box.value = "x".repeat(350);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture
def session(running: House) -> Session:
    found = opened(running)
    receive(running, found, Other("z", running.dora).event("cleanse", {"done": True, "how": ""}))
    return found


def test_typing_on_over_what_somebody_else_entered_asks_to_choose(
    tablet: Tablet, session: Session, running: House
) -> None:
    page = needle(tablet, session)
    page.get_by_role("navigation").get_by_role("button", name="Finish").click()
    note = page.get_by_label("A note on the skin")
    with page.expect_response(lambda one: "finish/skin" in (one.request.post_data or "")):
        note.fill("red")
    other = Other("b", running.dora)
    other.sees(told_after(session, 0))
    weal = SKIN | {"note": "weal 3 cm under left eye"}
    receive(running, session, other.event("finish/skin", weal))
    box = page.get_by_text("Somebody else changed")
    expect(box).to_contain_text("weal 3 cm under left eye", timeout=15_000)
    clean(page)
    note.press_sequentially(" and dry")
    choice = page.get_by_role("alert", name="Two entries differ")
    expect(choice).to_contain_text("weal 3 cm under left eye", timeout=15_000)
    expect(choice).to_contain_text("red and dry")
    saved(page)
    assert Incident.objects.get(kind="conflict").closed_at is None
    with page.expect_response(lambda one: "finish/skin" in (one.request.post_data or "")):
        choice.get_by_role("button", name="weal").click()
    expect(choice).to_have_count(0)
    assert folded_of(session).get("finish/skin") == weal
    assert "chose" in Incident.objects.get(kind="conflict").closing


def test_a_touch_in_a_place_that_two_entered_chooses_nothing(
    tablet: Tablet, session: Session, running: House
) -> None:
    zone = session.pack["zones_open"][0]
    for name, passes in (("b", 8), ("c", 7)):
        event = Other(name, running.dora).event(f"zone/{zone}", needled(0.5, passes=passes))
        receive(running, session, event)
    page = needle(tablet, session)
    choice = page.get_by_role("alert", name="Two entries differ")
    expect(choice.get_by_role("button")).to_have_count(2)
    through_the_gate(page)
    with page.expect_response(lambda one: '"pain":3' in (one.request.post_data or "")):
        page.get_by_role("group", name="Pain").get_by_text("3", exact=True).click()
    expect(choice.get_by_role("button", name="pain: 3")).to_be_visible()
    assert set(folded_of(session).conflicts) == {f"zone/{zone}"}
    assert Incident.objects.get(kind="conflict").closed_at is None
    with page.expect_response(lambda one: f'"zone/{zone}"' in (one.request.post_data or "")):
        choice.get_by_role("button", name="passes: 8").first.click()
    expect(choice).to_have_count(0)
    assert Incident.objects.get(kind="conflict").closed_at is not None


def test_words_that_are_too_long_keep_nothing_else_out_of_the_record(
    tablet: Tablet, session: Session
) -> None:
    zone = session.pack["zones_open"][0]
    page = needle(tablet, session)
    through_the_gate(page)
    speed = page.get_by_label("Speed")
    expect(speed).to_have_attribute("maxlength", "300")
    with page.expect_response(lambda one: '"pain":3' in (one.request.post_data or "")):
        speed.evaluate(DICTATED)
        page.get_by_role("group", name="Pain").get_by_text("3", exact=True).click()
    told = page.get_by_text("At most 300 letters; 350 were entered.")
    expect(told).to_be_visible()
    expect(page.get_by_text("Not in the record")).to_have_count(0)
    found = folded_of(session).get(f"zone/{zone}")
    assert (found["pain"], len(found["speed"])) == (3, 300)
    clean(page)
