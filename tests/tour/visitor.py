"""From the first question of a visitor to answers that are sent, on a phone."""

from playwright.sync_api import Locator, Page, expect

from clinic.browser.on_a_phone import answer, answer_all, onward, saved, wish
from tour.screens import PHONE
from tour.walk import Walk

NIA, MAIL, BORN = "Nia Adler", "nia@mail.example", {"Day": "4", "Month": "11", "Year": "1990"}
HOPE = "Softer scars, and no make-up over them any more."
STEPS = ("illnesses", "health", "blood", "medicines", "numbing", "sun", "days", "check")


def top(place: Locator, above: int = 12) -> None:
    """Scrolled to the upper edge of the screen."""
    place.evaluate(
        "(one, above) => window.scrollTo(0, scrollY + one.getBoundingClientRect().top - above)",
        above,
    )


def public(walk: Walk) -> Page:
    return walk.go(walk.device(NIA, PHONE), "/")


def price(walk: Walk) -> Page:
    page = walk.go(walk.device(NIA, PHONE), "/services/")
    expect(page.get_by_text("240.00").first).to_be_visible()
    return page


def picture(walk: Walk) -> Page:
    page = walk.go(walk.device(NIA, PHONE), "/read/how-it-works/")
    later = page.locator("[data-player] [data-step='1']")
    for _ in range(2):
        later.tap()
    top(page.locator("[data-living]"))
    return page


def times(walk: Walk) -> Page:
    page = walk.go(walk.device(NIA, PHONE), "/book/")
    page.get_by_role("link", name="See free times for Consultation").first.tap()
    expect(page.get_by_text("All times are")).to_be_visible()
    if not page.locator("button[name=at]").count():
        page.get_by_label("Later: the month after").tap()
        page.locator("a[href*='#day']").first.tap()
    expect(page.locator("button[name=at]").first).to_be_visible()
    top(page.locator("h1"))
    return page


def booked(walk: Walk) -> Page:
    page = walk.device(NIA, PHONE)
    page.locator("button[name=at]").nth(4).tap()
    expect(page.get_by_text("Kept for you until")).to_be_visible()
    page.get_by_label("Given name").fill("Nia")
    page.get_by_label("Family name").fill("Adler")
    page.get_by_label("E-mail").fill(MAIL)
    born(page)
    page.get_by_label("I have read what you keep").check()
    page.get_by_role("button", name="Ask for this time").tap()
    expect(page.get_by_role("heading", name="Not booked yet")).to_be_visible()
    page.goto(walk.letter(MAIL, "/book/confirm/"))
    page.get_by_role("button", name="Yes, book it").tap()
    expect(page.get_by_role("heading", name="Your visit is booked")).to_be_visible()
    return page


def born(page: Page) -> None:
    for name, value in BORN.items():
        page.get_by_label(name, exact=True).fill(value)


def questions(walk: Walk) -> Page:
    page = walk.device(NIA, PHONE)
    page.get_by_role("link", name="Open your private page").tap()
    born(page)
    page.get_by_role("button", name="Go on").tap()
    page.wait_for_url("**/my/prepare/")
    begun = page.get_by_role("link", name="Begin")
    waited(page, begun)
    begun.tap()
    page.wait_for_url("**/wish/")
    wish(page)
    page.get_by_label("What do you hope for?").fill(HOPE)
    saved(page)
    onward(page, "earlier")
    answer_all(page)
    onward(page, "now")
    answer_all(page)
    onward(page, "before")
    _scars(page)
    return page


def waited(page: Page, wanted: Locator) -> None:
    """The clinic does some things by itself within a minute or two."""
    for _ in range(60):
        if wanted.count():
            return
        page.wait_for_timeout(2_000)
        page.reload()
    expect(wanted).to_be_visible()


def _scars(page: Page) -> None:
    answer(page, "When did you get the newest scar here", "Never, in none of these places")
    answer(page, "When did the newest acne scar here appear", "I know when, or about when")
    for side in ("cheek_left", "cheek_right"):
        page.locator(f"[name=z-newest_acne_scar][value={side}]").check()
    page.locator("[name=d-newest_acne_scar]").fill("2017")
    page.keyboard.press("Tab")
    answer_all(page)
    top(page.locator("[data-item=q-newest_acne_scar]"), above=120)


def answered(walk: Walk) -> Page:
    page = walk.device(NIA, PHONE)
    for slug in STEPS:
        if "/illnesses/" in page.url:
            answer(page, "Do you have eczema anywhere else", "Yes")
        if "/numbing/" in page.url:
            answer(page, "Would you like a numbing cream", "Yes")
        if "/sun/" in page.url:
            answer(page, "What does your skin do", "It sometimes burns and slowly tans")
        answer_all(page)
        onward(page, slug)
    page.get_by_role("button", name="Send my answers").tap()
    page.wait_for_url("**/my/prepare/")
    page.get_by_role("link", name="What your answers mean").tap()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page
