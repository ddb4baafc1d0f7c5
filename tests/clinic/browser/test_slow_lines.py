"""On a slow or broken line nothing typed is lost, and a page never meets itself."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from clinic.browser.on_a_phone import at, clean, saved
from clinic.browser.tablet import Tablet
from clinic.intake.filled import Typed, fill
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_save

pytestmark = pytest.mark.django_db(transaction=True)

SAVE = "**/save/"
HOPE = "What do you hope for?"
HIDE = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def first_save(page: Page, act: Callable[[Route], None]) -> None:
    """Does something with the first save; those after it go their way."""
    seen: list[Route] = []

    def handle(route: Route) -> None:
        seen.append(route)
        if len(seen) == 1:
            act(route)
        else:
            route.continue_()

    page.route(SAVE, handle)


def lost(route: Route) -> None:
    """The clinic saves, but its answer never comes."""
    route.fetch()
    route.abort()


def test_an_answer_lost_on_the_way_back_asks_nothing(phone: Tablet, form: Form) -> None:
    page = at(phone, form, "wish")
    first_save(page, lost)
    with page.expect_request(SAVE):
        page.get_by_label(HOPE).fill("Softer sc")
    page.get_by_label(HOPE).fill("Softer scars")
    saved(page)
    expect(page.locator(".clash")).to_have_count(0)
    form.refresh_from_db()
    assert form.values["hope"] == "Softer scars"


def test_what_is_taken_back_after_a_lost_answer_does_not_stay_stored(
    phone: Tablet, form: Form
) -> None:
    page = at(phone, form, "wish")
    first_save(page, lost)
    page.get_by_label(HOPE).fill("Not to be kept")
    expect(page.get_by_text("Not saved: the clinic cannot be reached")).to_be_visible()
    form.refresh_from_db()
    assert form.values["hope"] == "Not to be kept"
    page.get_by_label(HOPE).fill("")
    saved(page)
    form.refresh_from_db()
    assert form.values["hope"] == ""


def test_another_device_is_still_met_after_a_lost_answer(phone: Tablet, form: Form) -> None:
    page = at(phone, form, "wish")

    def overtaken(route: Route) -> None:
        lost(route)
        form_save(form=form, changed={"hope": "from the tablet"}, version=2)

    first_save(page, overtaken)
    with page.expect_request(SAVE):
        page.get_by_label(HOPE).fill("Softer sc")
    page.get_by_label(HOPE).fill("Softer scars")
    expect(page.locator(".clash [data-theirs]")).to_have_text("from the tablet")


def test_what_is_typed_during_a_slow_save_is_sent_when_the_page_hides(
    phone: Tablet, form: Form
) -> None:
    page = at(phone, form, "wish")
    held: list[Route] = []
    first_save(page, held.append)
    with page.expect_request(SAVE):
        page.get_by_label(HOPE).fill("first")
    page.get_by_label(HOPE).fill("first and the rest that matters")
    with page.expect_response(SAVE):
        page.evaluate(HIDE)
    form.refresh_from_db()
    assert form.values["hope"] == "first and the rest that matters"
    held[0].continue_()
    saved(page)
    page.wait_for_timeout(500)
    form.refresh_from_db()
    assert form.values["hope"] == "first and the rest that matters"
    assert form.version == 2


def test_a_hidden_page_sends_the_same_only_once(phone: Tablet, form: Form) -> None:
    page = at(phone, form, "wish")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.url.endswith("/save/") else None)
    page.get_by_label(HOPE).fill("typed at once")
    page.evaluate(HIDE)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    saved(page)
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("there", "here", "theirs", "mine"),
    [
        (
            {"z-tattoo": ["cheek_left", "cheek_right"]},
            "[name=q-tattoo][value=no]",
            "Yes: Left cheek, Right cheek",
            "No, in none of these places",
        ),
        (
            {"q-tattoo": "no"},
            "[name=z-tattoo][value=cheek_right]",
            "No, in none of these places",
            "Yes: Left cheek, Right cheek",
        ),
    ],
)
def test_news_about_a_question_that_is_being_answered_is_a_choice(
    phone: Tablet, form: Form, *, there: dict[str, Typed], here: str, theirs: str, mine: str
) -> None:
    told = fill(form, tattoo="some", z__tattoo=["cheek_left"])
    page = at(phone, form, "before")

    def slow(route: Route) -> None:
        form_save(form=form, changed=there, version=told.version)
        answer = route.fetch()
        page.locator(here).check()
        route.fulfill(response=answer)

    first_save(page, slow)
    page.locator("[name=q-filler_last][value='not known']").check()
    expect(page.locator(".clash [data-theirs]")).to_have_text(theirs)
    expect(page.locator(".clash [data-mine]")).to_have_text(mine)
    expect(page.locator("[data-when=clash]")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Keep this one").click()
    saved(page)
    form.refresh_from_db()
    answered = page.locator("[name=q-tattoo]:checked").get_attribute("value")
    assert form.values["q-tattoo"] == answered
    if answered == "some":
        assert form.values["z-tattoo"] == ["cheek_left", "cheek_right"]
