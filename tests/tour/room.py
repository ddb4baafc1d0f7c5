"""The treatment room on a tablet: from the ready screen to the record that is signed."""

import re

from playwright.sync_api import Locator, Page, expect

from tour.deciding import SOFIA, key_in
from tour.screens import TABLET
from tour.walk import Lost, Walk

ON_THE_TABLET = "Sofia Lindqvist’s tablet"
SAVED = re.compile(r"^Saved \d")
NO_CREAM = "The patient wants none"
LOT = re.compile(r"Cartridge: .* lot (\S+),")
ZONES = ("right cheek", "left cheek")


def ready(walk: Walk) -> Page:
    page = walk.go(walk.come_in(SOFIA), "/today/")
    here = page.get_by_role("link", name=re.compile("^Begin treatment")).first
    address = here.get_attribute("href") or ""
    walk.keys["visit"] = key_in(address)
    walk.go(page, f"/visits/{walk.keys['visit']}/")
    checks = page.locator("input[name=check]")
    count = checks.count()
    for box in checks.all():
        box.check()
    page.get_by_role("button", name="Keep the ticks").click()
    expect(page.locator("input[name=check]:checked")).to_have_count(count)
    walk.keys["lot"] = _lot(page)
    return walk.go(page, f"/visits/{walk.keys['visit']}/?again")


def _lot(page: Page) -> str:
    if found := LOT.search(page.locator("main").inner_text()):
        return found[1]
    raise Lost("The ready screen names no lot of a cartridge.")


def tablet(walk: Walk) -> Page:
    """Beside her desk Sofia has a tablet; it is signed in once."""
    is_new = ON_THE_TABLET not in walk.pages
    page = walk.device(ON_THE_TABLET, TABLET)
    if is_new:
        page.goto(f"{walk.url}/accounts/login/")
        page.get_by_role("button", name=f"Come in as {SOFIA}").first.tap()
        page.wait_for_url(lambda now: "/accounts/" not in now)
    return page


def arrived(walk: Walk) -> Page:
    page = walk.go(tablet(walk), f"/visits/{walk.keys['visit']}/")
    page.get_by_role("button", name="Begin treatment").tap()
    page.wait_for_url("**/room/*-*/")
    for label in ("Asked for name and birth date", "Nothing changed", "No cream at home"):
        page.get_by_label(label).tap()
    expect(page.get_by_text(SAVED)).to_be_visible()
    return page


def numbed(walk: Walk) -> Page:
    """On the other chair somebody has had cream on for a while."""
    page = tablet(walk)
    walk.keys["session"] = key_in(page.url.partition("/room/")[2])
    walk.go(page, "/today/")
    rooms = page.locator("main a[href^='/room/']")
    others = [one.get_attribute("href") or "" for one in rooms.all()]
    other = next((one for one in others if walk.keys["session"] not in one), None)
    if other is None:
        raise Lost("Nobody else is in a treatment room now.")
    walk.go(page, other)
    expect(page.get_by_text("Earliest start", exact=True).first).to_be_visible()
    return page


def needled(walk: Walk) -> Page:
    page = walk.go(tablet(walk), f"/room/{walk.keys['session']}/")
    page.get_by_role("button", name="Cleanse").last.tap()
    page.get_by_label("Make-up off").tap()
    page.get_by_role("button", name="Numb").last.tap()
    page.get_by_role("button", name="Without numbing cream").tap()
    page.get_by_label(NO_CREAM).tap()
    page.get_by_role("button", name="Needle").last.tap()
    page.get_by_label("Code or lot").fill(walk.keys["lot"])
    page.get_by_role("button", name="Read it").tap()
    page.get_by_role("button", name="Open this cartridge").tap()
    _done(_shown(page, ZONES[0]))
    _at_the_top(_shown(page, ZONES[1]))
    return page


def _shown(page: Page, name: str) -> Locator:
    zone = page.get_by_role("region", name=name)
    zone.get_by_label("uniform pinpoint bleeding").tap()
    zone.get_by_label("3", exact=True).tap()
    return zone


def _at_the_top(place: Locator) -> None:
    """The room scrolls between its head and its foot, not the window."""
    place.evaluate("one => one.scrollIntoView({ block: 'start' })")


def _done(zone: Locator) -> None:
    zone.get_by_role("button", name=re.compile(r"^Done: \d")).tap()


def finished(walk: Walk) -> Page:
    page = tablet(walk)
    _done(page.get_by_role("region", name=ZONES[1]))
    page.get_by_role("button", name="Done with it").tap()
    page.get_by_role("button", name="Used up").tap()
    page.get_by_role("button", name="Finish").last.tap()
    for label in ("Hydrogel", "Even redness", "Refused", "Both", "Not booked"):
        page.get_by_label(label, exact=True).tap()
    page.get_by_label("The patient books later").tap()
    expect(page.get_by_text(SAVED)).to_be_visible()
    _at_the_top(page.get_by_role("heading", name="Finish", level=2))
    return page


def signed(walk: Walk) -> Page:
    page = tablet(walk)
    page.get_by_role("link", name="To the record").tap()
    page.wait_for_url("**/records/**")
    page.get_by_role("button", name=re.compile("^Sign: locks")).tap()
    expect(page.get_by_text("The record is locked").first).to_be_visible()
    return page
