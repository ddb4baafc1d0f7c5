"""As last time, on the tablet; and its differences, the same as the science finds."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.browser.test_room_needle import needle, over, through_the_gate
from clinic.people_here import House
from clinic.treatment.again import once_more
from clinic.treatment.done import signed
from clinic.treatment.said import opened
from percuta_clinic.treatment.science import endpoints, passes_most
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
VECTORS = Path(__file__).parents[1] / "treatment" / "differences.json"
FINDS = """async ([vectors, shared]) => {
  const src = document.querySelector("script[type=module]").src;
  const from = async (address, name) => {
    const text = await (await fetch(address)).text();
    return new URL(text.match(new RegExp(`"([./]*${name}[^"]*[.]js)"`))[1], address).href;
  };
  const needled = await from(await from(src, "stages/needle"), "needled");
  const { differences } = await import(await from(needled, "differences"));
  return vectors.map((vector) => {
    const places = new Map(vector.zones.map((one) => [one.zone, one]));
    const said = Object.entries(vector.said);
    const of = (zone) => said.filter(([slot]) => slot.split("/")[1] === zone);
    const beside = Object.keys(vector.said).map((slot) => slot.split("/")[1]);
    return [...new Set([...places.keys(), ...beside])].flatMap((zone) =>
      differences(zone, places.get(zone) || null, of(zone), { ...shared, ...vector })
        .map((one) => [one.slot, one.what, one.standing]));
  });
}"""


def test_the_tablet_finds_the_differences_that_the_science_finds(
    tablet: Tablet, running: House
) -> None:
    vectors = json.loads(VECTORS.read_text("utf-8"))
    page = needle(tablet, opened(running))
    shared = {"endpoints": endpoints(), "passes_most": passes_most()}
    for vector, found in zip(vectors, page.evaluate(FINDS, [vectors, shared]), strict=True):
        assert found == vector["expect"], vector["says"]


def test_one_touch_enters_what_was_done_last_time(tablet: Tablet, running: House) -> None:
    first = opened(running)
    signed(running, first)
    session = once_more(running, first)
    zone = session.pack["zones_open"][0]
    page = needle(tablet, session)
    through_the_gate(page)
    page.get_by_role("button", name="Done, and not entered yet").click()
    expect(page.get_by_text("0.5 mm, 3 passes, even redness, pain 3")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="As last time").click()
    expect(page.get_by_role("spinbutton", name="Depth")).to_have_attribute("aria-valuenow", "0.5")
    page.get_by_role("button", name="Done", exact=True).click()
    over(page)
    found = folded_of(session).get(f"zone/{zone}")
    assert (found["depth_mm"], found["passes"], found["done"]) == (0.5, 3, True)
