"""After the session: the patient's phone, what becomes urgent, and what came of a course."""

import re

from playwright.sync_api import Page, expect

from clinic.browser.on_a_phone import answer, saved
from tour.deciding import DOCTOR, SOFIA, chart_of, key_in
from tour.screens import PHONE
from tour.visitor import top
from tour.walk import Lost, Walk

ROSA, FEMI, OWNER = "Rosa Morales Vega", "Femi Adeyemi", "Oskar Brandt"
SIGNS = {
    "How red is the skin?": "Clearly",
    "How swollen is it?": "A little",
    "How much does it hurt?": "A little",
    "How tight is it?": "A little",
    "How much does it flake?": "Not at all",
    "How much does it itch?": "Clearly",
    "How worried are you?": "A little",
}
RASH, WORDS = "Is there a rash where no needle was?", "Red spots on my neck that itch, since noon."
NOES, NONE_OPEN = "No to all still open here", "Send, and see what to do"
SEEN = "Came by: flat red spots where the cream ran down, no weals, breathes well. Photographed."
ASSESSED = "Rash from the numbing cream, not from needles. Another cream next time."
DEALT = "Seen here and entered as an adverse event. She knows what to do, and comes again."
OVER = ("Tendai Moyo", "Karim Benali", "Mathilda Grünwald", "Sunita Shrestha")
PASSWORD = "a long walk through lindens"  # of an account that ends with the sample clinic


def days(walk: Walk) -> Page:
    page = walk.go(walk.come_in(ROSA, PHONE), "/my/")
    page.get_by_role("link", name="How it should be today").first.tap()
    page.wait_for_url("**/after/")
    top(page.get_by_role("heading", name="What your skin may do today"), above=20)
    return page


def asked(walk: Walk) -> Page:
    page = walk.go(walk.come_in(ROSA, PHONE), "/my/")
    page.get_by_role("button", name="Tell us how it is").first.tap()
    page.wait_for_url("**/check-ins/*-*/")
    for question, choice in SIGNS.items():
        group = page.get_by_role("group", name=question)
        group.get_by_text(choice, exact=True).tap()
    answer(page, RASH, "Yes")
    for button in page.get_by_role("button", name=NOES).all():
        button.tap()
    page.locator("textarea").first.fill(WORDS)
    saved(page)
    top(page.get_by_role("group", name="How red is the skin?"), above=60)
    return page


def told(walk: Walk) -> Page:
    page = walk.come_in(ROSA, PHONE)
    page.get_by_role("button", name=NONE_OPEN).tap()
    expect(page.get_by_role("heading", name="Who looks at it")).to_be_visible()
    return page


def on_call(walk: Walk) -> Page:
    page = walk.go(walk.come_in(DOCTOR), "/settings/on-call/")
    top(page.get_by_role("heading", name="Now", exact=True), above=90)
    return page


def urgent(walk: Walk) -> Page:
    page = walk.go(walk.come_in(SOFIA), "/tasks/")
    page.get_by_role("link", name=re.compile(f"^Read and take.*{ROSA}")).first.click()
    page.get_by_role("button", name="Take it: I see to it").click()
    expect(page.get_by_text("Nobody else is told any more")).to_be_visible()
    walk.keys["task"] = key_in(page.url)
    top(page.get_by_role("heading", name="Who was told, and what was done"), above=360)
    return page


def adverse(walk: Walk) -> Page:
    page = walk.come_in(SOFIA)
    page.get_by_role("link", name="Look at what was told").click()
    page.get_by_role("link", name="Enter an adverse event").click()
    page.locator("select").first.select_option(label=_contact(page))
    happened = page.get_by_label("What happened")
    happened.fill(f"{happened.input_value()}\n{SEEN}")
    page.get_by_label("Severity").select_option(index=1)
    page.get_by_role("button", name="Enter it").click()
    page.wait_for_url("**/adverse/*-*/")
    walk.keys["event"] = key_in(page.url.partition("/adverse/")[2])
    return page


def _contact(page: Page) -> str:
    labels = page.locator("select option").all_inner_texts()
    return next(one for one in labels if one.startswith("Contact dermatitis"))


def assessed(walk: Walk) -> Page:
    page = walk.go(walk.come_in(DOCTOR), f"/adverse/{walk.keys['event']}/")
    form = page.locator("form[action$='/assess/']")
    form.locator("[name=severity][value=mild]").check()
    form.locator("[name=relation][value=probable]").check()
    form.locator("[name=words]").fill(ASSESSED)
    form.get_by_role("button").last.click()
    expect(page.get_by_text("Your assessment is kept.")).to_be_visible()
    return page


def complication(walk: Walk) -> Page:
    page = walk.go(walk.come_in(DOCTOR), "/adverse/complications/")
    top(page.get_by_role("navigation", name="Complications"), above=120)
    return page


def dealt_with(walk: Walk) -> Page:
    page = walk.go(walk.come_in(SOFIA), f"/tasks/{walk.keys['task']}/")
    page.locator("form[action$='/close/'] textarea").fill(DEALT)
    page.get_by_role("button", name="Close for good").click()
    expect(page.get_by_role("heading", name="What came of it")).to_be_visible(timeout=60_000)
    return page


def review(walk: Walk) -> Page:
    page = walk.come_in(SOFIA)
    for name in OVER:
        walk.keys["over"] = chart_of(walk, page, name)
        walk.go(page, f"/patients/{walk.keys['over']}/")
        reviews = page.locator("a[href$='/reviews/'][href^='/plans/']")
        if reviews.count():
            walk.keys["over by name"] = name
            reviews.first.click()
            page.wait_for_url("**/reviews/")
            top(page.get_by_role("heading", name="Acne scars", exact=True), above=20)
            return page
    raise Lost(f"None of {', '.join(OVER)} has a course that is over.")


def seen(walk: Walk) -> Page:
    page = walk.come_in(SOFIA)
    top(page.get_by_role("heading", name="Forecast, and what was seen"), above=20)
    return page


def result(walk: Walk) -> Page:
    staff = walk.go(walk.come_in(FEMI), f"/patients/{walk.keys['over']}/details/")
    mail = staff.get_by_text(re.compile(r"^\S+@mail\.example$")).first.inner_text()
    staff.get_by_role("button", name="Invite to an own page").click()
    phone = walk.device(walk.keys["over by name"], PHONE)
    phone.goto(walk.letter(mail, "/invitation/"))
    for field in phone.locator("input[type=password]").all():
        field.fill(PASSWORD)
    phone.locator("main form button").last.tap()
    phone.wait_for_url("**/my/")
    phone.get_by_role("link", name="My results").tap()
    phone.locator("main a[href*='/my/results/']").first.tap()
    phone.wait_for_url("**/my/results/*-*/**")
    return phone


def foretold(walk: Walk) -> Page:
    page = walk.go(walk.come_in(SOFIA), "/reviews/")
    top(page.get_by_role("heading", name="Forecast against what happened"), above=20)
    return page


def numbers(walk: Walk) -> Page:
    return walk.go(walk.come_in(OWNER), "/numbers/")


def behind(walk: Walk) -> Page:
    page = walk.come_in(OWNER)
    page.locator("a[href*='number=events.all']").click()
    expect(page.get_by_role("columnheader", name="Device and lots")).to_be_visible()
    return page
