"""Staff decide on the visitor who came: screening, consent, skin, plan; and the patient agrees."""

import re

from playwright.sync_api import Page, expect

from tour.screens import PHONE
from tour.visitor import NIA, top
from tour.walk import Lost, Walk

DOCTOR, SOFIA, BJORN = "Dr Leila Haddad", "Sofia Lindqvist", "Björn Ragnarsson"
WHY = "Eczema as a child only. All skin looked at: calm and whole."
GRADED = "goodman_baron_qualitative:3"
DAYS = re.compile(r"^Book these \d+ sessions$")


def decision(walk: Walk) -> Page:
    page = walk.come_in(DOCTOR)
    walk.keys["patient"] = chart_of(walk, page, NIA)
    walk.go(page, f"/patients/{walk.keys['patient']}/screening/")
    page.locator("summary", has_text="Decide").first.click()
    page.get_by_label("It may go on").first.check()
    page.locator("textarea[name=reason]").first.fill(WHY)
    top(page.get_by_role("heading", name="What holds treatment back"), above=20)
    return page


def chart_of(walk: Walk, page: Page, name: str) -> str:
    """Found by name; the key of the record."""
    walk.go(page, f"/patients/found/?q={name.rsplit(maxsplit=1)[-1]}")
    page.get_by_role("link", name=name).first.click()
    page.wait_for_url(re.compile(r"/patients/[0-9a-f-]{36}/"))
    return key_in(page.url)


def key_in(address: str) -> str:
    if found := re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", address):
        return found[0]
    raise Lost(f"{address} names no record.")


def consent(walk: Walk) -> Page:
    page = walk.come_in(DOCTOR)
    page.get_by_role("button", name="Decide as").first.click()
    expect(page.get_by_text("Decided: may go on").first).to_be_visible()
    staff = walk.come_in(SOFIA)
    walk.go(staff, f"/patients/{walk.keys['patient']}/consents/")
    staff.get_by_role("button", name=re.compile("^Offer.*Microneedling, face")).click()
    expect(staff.get_by_text("Offered, not read yet").first).to_be_visible()
    phone = walk.go(walk.device(NIA, PHONE), "/my/consents/")
    phone.locator("main a[href^='/my/consents/']").first.tap()
    phone.wait_for_url("**/my/consents/*-*/")
    for box in phone.locator("#sign input[type=checkbox]").all():
        box.check()
    phone.get_by_label("Your full name").fill(NIA)
    phone.locator("input[name=typed]").fill(NIA)
    phone.get_by_role("button", name="I agree: sign").tap()
    expect(phone.get_by_role("heading", name="What you signed")).to_be_visible()
    return phone


def skin(walk: Walk) -> Page:
    page = walk.come_in(SOFIA)
    walk.go(page, f"/patients/{walk.keys['patient']}/skin/?zone=cheek_left&kind=acne_scars")
    page.locator(f"input[name=graded][value='{GRADED}']").check()
    for kind in ("rolling", "boxcar"):
        page.get_by_label(kind).check()
    page.get_by_role("button", name="Save for both sides").click()
    expect(page.get_by_text("Saved: acne scars")).to_be_visible()
    top(page.locator("h1"), above=20)
    return page


def plan(walk: Walk) -> Page:
    page = walk.come_in(SOFIA)
    walk.go(page, f"/patients/{walk.keys['patient']}/plans/")
    page.get_by_label("Microneedling, face").check()
    page.get_by_role("button", name="Begin a plan").click()
    page.wait_for_url("**/plans/*-*/")
    walk.keys["plan"] = key_in(page.url.partition("/plans/")[2])
    expect(page.locator("svg.bands").first).to_be_visible()
    top(page.locator("h1"), above=20)
    return page


def evidence(walk: Walk) -> Page:
    page = walk.come_in(SOFIA)
    page.get_by_role("button", name=re.compile("^Propose version")).click()
    expect(page.get_by_text("waits for a doctor").first).to_be_visible()
    at = "zones/cheek_left/settings/1/depth"
    return walk.go(page, f"/plans/{walk.keys['plan']}/why/?at={at}")


def approval(walk: Walk) -> Page:
    page = walk.go(walk.come_in(DOCTOR), f"/plans/{walk.keys['plan']}/")
    for box in page.locator("form[action$='/approve/'] input[type=checkbox]").all():
        box.check()
    return page


def agreed(walk: Walk) -> Page:
    page = walk.come_in(DOCTOR)
    page.get_by_role("button", name=re.compile("^Approve version")).click()
    expect(page.get_by_text("Waits for the patient").first).to_be_visible()
    phone = walk.go(walk.device(NIA, PHONE), f"/my/plans/{walk.keys['plan']}/")
    top(phone.get_by_role("heading", name="In short"), above=20)
    return phone


def course(walk: Walk) -> Page:
    phone = walk.device(NIA, PHONE)
    phone.get_by_label("Your full name").fill(NIA)
    phone.locator("input[name=typed]").fill(NIA)
    phone.get_by_role("button", name="I agree to this plan: sign").tap()
    expect(phone.get_by_role("heading", name="What you agreed to")).to_be_visible()
    page = walk.go(walk.come_in(BJORN, PHONE), "/my/plans/")
    page.get_by_role("link", name="Choose the times").or_(
        page.locator("main a[href*='/my/plans/']")
    ).first.tap()
    page.get_by_role("link", name="Choose the times").first.tap()
    expect(page.get_by_role("heading", name="Times of your sessions")).to_be_visible()
    book = page.get_by_role("button", name=DAYS)
    expect(book).to_be_visible()
    top(page.get_by_role("heading", name="Times of your sessions"), above=20)
    return page
