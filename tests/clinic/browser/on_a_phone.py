"""What a patient does on a phone, one step after the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect

if TYPE_CHECKING:  # the tour uses these steps where no database is
    from clinic.browser.tablet import Tablet
    from percuta_clinic.intake.models import Form

PHONE = ViewportSize(width=390, height=844)
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


def birth(page: Page | Locator, year: str = "1997") -> None:
    page.get_by_label("Day").fill("14")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Year").fill(year)
    page.get_by_role("button", name="Go on").click()


def come(page: Page, link: str) -> None:
    page.goto(link)
    birth(page)
    expect(page.get_by_role("heading", name="Hello Amara")).to_be_visible()


def clean(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": TAGS})
    assert not found.response["violations"], found.generate_report()


def follow(page: Page, link: Locator) -> None:
    """Taps a link and waits for its page, so that nothing is judged between two pages."""
    with page.expect_event("load"):
        link.click()


def wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def saved(page: Page) -> None:
    expect(page.locator("[data-when=saved]")).to_be_visible()
    expect(page.locator("[data-when=saving]")).to_be_hidden()


def answer(page: Page, question: str, choice: str) -> None:
    group = page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
    group.get_by_role("radio", name=choice, exact=True).first.check()


def onward(page: Page, slug: str) -> None:
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(f"**/{slug}/")


def wish(page: Page) -> None:
    page.get_by_text("Acne scars", exact=True).click()
    page.get_by_role("button", name="Both sides: Cheek").first.click()
    expect(page.get_by_role("checkbox", name="Left cheek").first).to_be_checked()
    expect(page.get_by_role("checkbox", name="Right cheek").first).to_be_checked()
    page.get_by_label("What do you hope for?").fill("Softer scars")


ANSWER = """() => {
  const open = [...document.querySelectorAll("[data-item]")].filter(
    (item) => item.offsetParent && item.querySelector(":scope > fieldset input[type=radio]")
      && !item.querySelector(":checked"));
  for (const item of open) {
    const words = item.dataset.item.includes("newest") ? /^I don/ : /^(No|Never)/;
    [...item.querySelectorAll("label")].find((one) => words.test(one.textContent.trim())).click();
  }
}"""
FULL = re.compile(r"^(\d+) of \1 answered$")


def answer_all(page: Page) -> None:
    """Answers whatever is asked, also what comes with an answer, until nothing is open."""
    tally = page.locator("[data-answered]")
    for _ in range(30):
        page.evaluate(ANSWER)
        saved(page)
        if FULL.match(tally.inner_text()):
            return
        page.wait_for_timeout(200)


def at(phone: Tablet, form: Form, slug: str) -> Page:
    page = phone.open(f"/my/form/{form.pk}/{slug}/")
    page.set_viewport_size(PHONE)
    return page
