"""A consent in the browser: drawn, typed, kept while it is filled in; and its text put in use."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.tablet import Tablet
from clinic.consent.papers_here import filled, offered, words_in_use
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Consent, ConsentText, How, Kind, Offer
from percuta_clinic.consent.services import offer_open, question_answer, question_ask
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.consent.texts import text_save, words_of
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def offer(running: House) -> Offer:
    """Put before Amara in a clinic that is running."""
    words_in_use(running.dora, Kind.TREATMENT)
    return offered(running)


def open_page(chromium: Browser, server: LiveServer, offer: Offer, *, scripts: bool = True) -> Page:
    """Amara's phone with the offer on it; she is signed in anew."""
    phone = Tablet(chromium, str(server.url), scripts=scripts)
    account = offer.patient.account
    assert account is not None
    phone.sign_in(account)
    page = phone.open(f"/my/consents/{offer.pk}/")
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def tick_all(page: Page) -> None:
    for box in page.locator("#sign input[type=checkbox]").all():
        box.check()


def draw(page: Page) -> None:
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    place = canvas.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 30, place["y"] + 40)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(place["x"] + 30 + 25 * step, place["y"] + 40 + 30 * (step % 2))
    page.mouse.up()


def test_a_name_drawn_on_the_phone_is_signed(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    page = open_page(chromium, live_server, offer)
    tick_all(page)
    page.get_by_label("Your full name").fill("Amara Okafor")
    expect(page.get_by_text("One of the two is enough.")).to_be_visible()
    draw(page)
    expect(page.get_by_text("You need not type your name as well.")).to_be_visible()
    page.get_by_role("button", name="I agree: sign").click()
    expect(page.get_by_role("heading", name="What you signed")).to_be_visible()
    assert Consent.objects.get().signature.startswith("M")


def test_a_drawn_name_is_still_there_when_a_tick_was_missing(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    page = open_page(chromium, live_server, offer)
    page.get_by_label("Your full name").fill("Amara Okafor")
    draw(page)
    page.get_by_role("button", name="I agree: sign").click()
    expect(page.get_by_role("alert")).to_contain_text("Not signed yet.")
    tick_all(page)
    page.get_by_role("button", name="I agree: sign").click()
    expect(page.get_by_role("heading", name="What you signed")).to_be_visible()
    assert Consent.objects.get().way == "drawn"


def test_a_drawn_name_can_be_cleared_again(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    page = open_page(chromium, live_server, offer)
    draw(page)
    field = page.locator("input[name=drawn]")
    assert field.input_value().startswith("[[[")
    page.get_by_role("button", name="Clear").click()
    assert not field.input_value()


def test_ticks_and_words_survive_a_killed_browser(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    page = open_page(chromium, live_server, offer)
    page.get_by_label("I have read the sheet").check()
    page.get_by_label("Is anything not clear? Ask us").fill("Does it hurt")
    expect(page.locator("[data-typed-state]")).to_have_text("Kept as typed.")
    page.context.close()
    again = open_page(chromium, live_server, offer)
    expect(again.get_by_label("I have read the sheet")).to_be_checked()
    expect(again.get_by_label("Is anything not clear? Ask us")).to_have_value("Does it hurt")


def test_the_keyboard_alone_signs_by_a_typed_name(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    page = open_page(chromium, live_server, offer)
    page.locator("#sign input[type=checkbox]").first.focus()
    for _ in offer.text.statements:
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.keyboard.type("Amara Okafor")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("Amara Okafor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What you signed")).to_be_visible()
    assert Consent.objects.get().way == "typed"


def test_without_scripts_a_typed_name_signs(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    page = open_page(chromium, live_server, offer, scripts=False)
    assert not page.locator("canvas").is_visible()
    tick_all(page)
    page.get_by_label("Your full name").fill("Amara Okafor")
    page.get_by_label("Sign by typing your name").fill("Amara Okafor")
    page.get_by_role("button", name="I agree: sign").click()
    expect(page.get_by_role("heading", name="What you signed")).to_be_visible()
    assert Consent.objects.get().way == "typed"


def test_nothing_stands_in_the_way_of_anybody(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    page = open_page(chromium, live_server, offer)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.reload()
        found = Axe().run(page, options=rules)
        assert found.violations_count == 0, found.generate_report()


def test_a_new_text_is_put_in_use_by_keyboard(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    offer_open(by=SYSTEM, offer=offer)
    consent_sign(by=SYSTEM, offer=offer, signing=filled(offer), how=How.ACCOUNT)
    doctor = Account.objects.get(name="Dora Doktor")
    words = words_of(offer.text, offer.kind)
    text = text_save(by=doctor, kind=offer.kind, service=None, words=words, seen=1)
    desk = Tablet(chromium, str(live_server.url))
    desk.sign_in(doctor)
    page = desk.open(f"/settings/consents/{text.pk}/use/")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    page.get_by_label("What it means: whoever signed").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tick this to go on")).to_be_visible()
    page.get_by_label("I know that 1 person has to sign again").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Version 2 is in use")).to_be_visible()
    assert ConsentText.objects.latest("version").renews


def test_the_name_of_the_clinic_is_whole_on_a_phone_and_on_a_tablet(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    Clinic.objects.update(name="Lindenhof Skin Clinic")
    page = open_page(chromium, live_server, offer)
    page.goto(f"{live_server.url}/my/prepare/")
    for width in (390, 820):
        page.set_viewport_size({"width": width, "height": 844})
        name = page.locator("header .called > span").first
        cut, lines = name.evaluate(
            "one => [one.scrollWidth - one.clientWidth, one.getClientRects()[0].height]"
        )
        assert cut <= 0
        assert lines < 40
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_patient_goes_from_the_answer_to_the_decision_by_keyboard(
    chromium: Browser, live_server: LiveServer, offer: Offer
) -> None:
    by = Actor(id=None, name="Sina Sommer")
    asked = question_ask(by=by, offer=offer, text="Does it hurt?", key=new_id())
    question_answer(by=by, question=asked, answer="A little.", link="")
    page = open_page(chromium, live_server, offer)
    page.get_by_role("link", name="Read the answer").press("Enter")
    expect(page.get_by_text("A little.")).to_be_in_viewport()
    page.get_by_role("link", name="Back to what there is to read").press("Enter")
    expect(page.locator("#sheet")).to_be_in_viewport()
    page.get_by_role("link", name="On to your decision").press("Enter")
    expect(page.locator("#decide")).to_be_in_viewport()
