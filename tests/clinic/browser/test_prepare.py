"""The whole way of a patient on a phone: link, birth date, questions, and everything that fails."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
)
from pytest_django.live_server_helper import LiveServer

from clinic.booking.days import book
from clinic.booking.treated import in_room, sign
from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import (
    PHONE,
    answer,
    answer_all,
    birth,
    clean,
    come,
    follow,
    onward,
    saved,
    wide,
    wish,
)
from clinic.conftest import SignedIn
from clinic.consent.papers_here import words_in_use
from clinic.intake.filled import WISHES, fill
from clinic.intake.visiting import secret_for
from clinic.people_here import PASSWORD, House, open_house
from clinic.screening.through import HEALTHY
from percuta_clinic.booking.models import State
from percuta_clinic.consent.models import Kind
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open, form_save
from percuta_clinic.readiness.offering import offer_consents

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(chromium: Browser, live_server: LiveServer) -> str:
    assert chromium.is_connected()
    cache.clear()
    return str(live_server.url)


@pytest.fixture
def house(here: str) -> House:
    assert here
    return open_house()


@pytest.fixture
def form(house: House) -> Form:
    return form_open(by=house.fred.actor, patient=house.amara)


@pytest.fixture
def link(here: str, house: House) -> str:
    return f"{here}/my/link/{secret_for(house.amara)}/"


def phone(chromium: Browser) -> BrowserContext:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = phone(chromium)
    yield context.new_page()
    context.close()


def begin(page: Page) -> None:
    page.get_by_role("link", name="Begin").click()
    page.wait_for_url("**/wish/")


def tell_some(page: Page, link: str) -> None:
    page.goto(link)
    clean(page)
    birth(page)
    clean(page)
    begin(page)
    wish(page)
    saved(page)
    clean(page)
    onward(page, "earlier")
    clean(page)
    expect(page.get_by_text("Step 2 of 12 · 0 of 3 answered")).to_be_visible()
    answer(page, "When was the skin here last needled", "I know when, or about when")
    page.get_by_role("checkbox", name="Left cheek").check()
    page.locator("[name=d-needled_last]").fill("3/2024")
    saved(page)
    expect(page.get_by_text("1 of 3 answered")).to_be_visible()


def go_on(page: Page, link: str) -> None:
    come(page, link)
    expect(page.get_by_text("1 of 12 steps done")).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    page.wait_for_url("**/earlier/#i-q-no_gain_before")
    expect(page.locator("[name=q-no_gain_before]").first).to_be_focused()
    expect(page.locator("[name=d-needled_last]")).to_have_value("March 2024")
    expect(page.get_by_role("checkbox", name="Left cheek")).to_be_checked()
    for slug in ("now", "before", "illnesses", "health", "blood", "medicines"):
        answer_all(page)
        onward(page, slug)
    clean(page)


def tell_the_rest(page: Page) -> None:
    answer(page, "Do you take any medicine", "Yes")
    page.get_by_label("Medicine 1").fill("Cetirizine")
    page.get_by_role("button", name="Add another").click()
    page.get_by_label("Medicine 3").fill("Vitamin D")
    saved(page)
    clean(page)
    answer_all(page)
    onward(page, "numbing")
    answer(page, "Would you like a numbing cream", "Yes")
    answer_all(page)
    onward(page, "sun")
    answer(page, "What does your skin do", "It sometimes burns and slowly tans")
    answer_all(page)
    clean(page)
    onward(page, "days")
    answer(page, "Is there a day", "Yes")
    page.get_by_label("On which day?").fill("2027-06-05")
    answer(page, "Will you be away", "No")
    saved(page)
    clean(page)
    onward(page, "check")


def test_a_patient_prepares_on_a_phone_though_the_browser_is_killed(
    chromium: Browser, form: Form, link: str
) -> None:
    first = phone(chromium)
    tell_some(first.new_page(), link)
    first.close()
    second = phone(chromium)
    page = second.new_page()
    go_on(page, link)
    tell_the_rest(page)
    expect(page.get_by_text("Yes: Cetirizine, Vitamin D")).to_be_visible()
    clean(page)
    assert wide(page) == PHONE["width"]
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Please find out what you can")).to_be_visible()
    clean(page)
    page.get_by_role("link", name="See what you sent").click()
    expect(page.get_by_text("Something to mend?")).to_be_visible()
    clean(page)
    second.close()
    form.refresh_from_db()
    assert form.sent_at


def sign_on_the_phone(page: Page) -> None:
    """Reads the sheet, ticks what is asked, writes the name twice."""
    for box in page.locator("#sign input[type=checkbox]").all():
        box.check()
    page.get_by_label("Your full name").fill("Amara Okafor")
    page.locator("input[name=typed]").fill("Amara Okafor")
    page.get_by_role("button", name="I agree: sign").click()
    expect(page.get_by_role("heading", name="What you signed")).to_be_visible()


def test_who_answers_and_signs_on_a_phone_can_be_treated(
    page: Page, house: House, link: str
) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    sign(house)
    words_in_use(house.dora, Kind.TREATMENT)
    visit = in_room(house, house.amara)
    later = book(house, house.amara, at=timezone.now() + timedelta(days=3))
    fill(form, **HEALTHY)
    come(page, link)
    page.get_by_role("link", name="Check and send").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Nothing waits for you now")).to_be_visible()
    assert offer_consents() == 1
    page.reload()
    to_read = page.get_by_role("link", name="Read and decide")
    follow(page, to_read.or_(page.get_by_role("link", name="Read", exact=True)).first)
    clean(page)
    sign_on_the_phone(page)
    sina = SignedIn(house.sina)
    assert "Consent signed" in sina.get(f"/visits/{visit.pk}/").content.decode()
    sent = {"to": "treating", "version": visit.version, "agreed": house.dora.pk}
    assert sina.post(f"/visits/{visit.pk}/move/", sent).status_code == 302
    visit.refresh_from_db()
    assert visit.state == State.TREATING
    assert later.patient_id == visit.patient_id


def test_a_session_that_ends_over_typing_costs_nothing(page: Page, form: Form, link: str) -> None:
    come(page, link)
    begin(page)
    Session.objects.all().delete()
    page.get_by_label("What do you hope for?").fill("Less red")
    dialog = page.get_by_role("dialog", name="Please type your birth date again")
    expect(dialog).to_be_visible()
    clean(page)
    birth(dialog, "1990")
    expect(dialog.get_by_text("4 more times")).to_be_visible()
    expect(page.locator("[data-when=saved]")).to_be_hidden()
    birth(dialog)
    expect(dialog).to_be_hidden()
    saved(page)
    expect(page.get_by_label("What do you hope for?")).to_have_value("Less red")
    form.refresh_from_db()
    assert form.values["hope"] == "Less red"


def test_next_waits_for_the_birth_date_when_even_the_cookies_are_gone(
    page: Page, form: Form, link: str
) -> None:
    form_save(form=form, changed={**WISHES, "hope": ""}, version=1)
    come(page, link)
    page.goto(f"{link.split('/my/', 1)[0]}/my/form/{form.pk}/wish/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Next").click()
    birth(page.get_by_role("dialog"))
    page.wait_for_url("**/earlier/")


def test_without_a_network_the_words_stay_and_are_saved_later(
    page: Page, form: Form, link: str
) -> None:
    come(page, link)
    begin(page)
    offline(page)
    page.get_by_label("What do you hope for?").fill("Written in a tunnel")
    expect(page.get_by_text("Not saved: the clinic cannot be reached")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_label("What do you hope for?")).to_have_value("Written in a tunnel")
    online(page)
    saved(page)
    form.refresh_from_db()
    assert form.values["hope"] == "Written in a tunnel"


def test_a_page_whose_script_did_not_arrive_says_so(page: Page, form: Form, link: str) -> None:
    come(page, link)
    page.route("**/prepare.js*", lambda route: route.abort("internetdisconnected"))
    begin(page)
    torn = page.get_by_role("alert").filter(has_text="A part of this page did not arrive")
    expect(torn).to_be_visible()
    clean(page)
    page.unroute("**/prepare.js*")
    torn.get_by_role("link", name="Load this page again").click()
    expect(torn).to_be_hidden()
    page.get_by_label("What do you hope for?").fill("Less red")
    saved(page)
    form.refresh_from_db()
    assert form.values["hope"] == "Less red"


def test_a_question_comes_with_its_answer_while_typing_goes_on(
    page: Page, form: Form, link: str
) -> None:
    form_save(form=form, changed=WISHES, version=1)
    come(page, link)
    page.goto(f"{link.split('/my/', 1)[0]}/my/form/{form.pk}/medicines/")
    follow_up = page.get_by_role("group", name="When did you last take isotretinoin capsules?")
    expect(follow_up).to_have_count(0)
    answer(page, "Do you take any medicine", "Yes")
    answer(page, "Are you taking isotretinoin capsules now", "No")
    field = page.get_by_role("combobox", name="Medicine 1")
    field.focus()
    page.keyboard.type("Vita", delay=30)
    expect(follow_up).to_be_visible()
    page.keyboard.type("min D", delay=30)
    expect(field).to_have_value("Vitamin D")
    expect(field).to_be_focused()
    answer(page, "Are you taking isotretinoin capsules now", "Yes")
    expect(follow_up).to_have_count(0)


def test_the_form_is_filled_in_by_keyboard_and_leads_to_what_is_missing(
    page: Page, form: Form, link: str
) -> None:
    form_save(form=form, changed=WISHES | {"phototype": ""}, version=1)
    come(page, link)
    page.goto(f"{link.split('/my/', 1)[0]}/my/form/{form.pk}/sun/")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("6 answers are missing")).to_be_visible()
    expect(page.locator("[name=phototype]").first).to_be_focused()
    clean(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=phototype][value=II]")).to_be_checked()
    saved(page)
    expect(page.get_by_text("1 of 6 answered")).to_be_visible()
    answer_all(page)
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/days/")


def test_an_account_signs_in_again_over_the_form(
    page: Page, house: House, form: Form, *, here: str
) -> None:
    page.goto(f"{here}/accounts/login/?next=/my/form/{form.pk}/wish/")
    page.get_by_label("E-mail address").fill(house.amara_herself.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/wish/")
    Session.objects.all().delete()
    page.get_by_label("What do you hope for?").fill("Less red")
    door = page.frame_locator("dialog iframe")
    door.get_by_label("E-mail address").fill(house.amara_herself.email)
    door.get_by_label("Password").fill(PASSWORD)
    door.get_by_role("button", name="Sign in", exact=True).click()
    saved(page)
    form.refresh_from_db()
    assert form.values["hope"] == "Less red"


def test_names_of_medicines_are_chosen_by_keyboard(page: Page, form: Form, link: str) -> None:
    come(page, link)
    page.goto(f"{link.split('/my/', 1)[0]}/my/form/{form.pk}/medicines/")
    answer(page, "Do you take any medicine", "Yes")
    field = page.get_by_role("combobox", name="Medicine 1")
    field.press_sequentially("ibup")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    clean(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("dexibuprofen")
    expect(field).to_be_focused()
    expect(page.get_by_role("option")).to_have_count(0)
    saved(page)
    form.refresh_from_db()
    assert form.values["medicine"] == ["dexibuprofen"]


def test_without_scripts_every_step_still_opens_what_an_answer_brings(
    chromium: Browser, form: Form, link: str
) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    come(page, link)
    page.goto(f"{link.split('/my/', 1)[0]}/my/form/{form.pk}/medicines/")
    expect(page.get_by_label("Medicine 1")).to_be_hidden()
    answer(page, "Do you take any medicine", "Yes")
    page.get_by_label("Medicine 1").fill("Cetirizine")
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_label("Medicine 3")).to_be_visible()
    onward(page, "numbing")
    context.close()
    form.refresh_from_db()
    assert form.values["medicine"] == ["Cetirizine"]


def test_the_desk_hands_its_tablet_over(page: Page, house: House, form: Form, *, here: str) -> None:
    TOTP.activate(house.fred, generate_totp_secret())
    client = Client()
    client.force_login(house.fred)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": here}])
    page.goto(f"{here}/patients/{house.amara.pk}/questions/")
    clean(page)
    assert wide(page) == PHONE["width"]
    page.get_by_role("button", name="Hand this tablet to the patient").click()
    birth(page)
    expect(page.get_by_role("link", name="Begin")).to_have_attribute("href", f"/my/form/{form.pk}/")
    page.get_by_role("button", name="Leave this page").click()
    expect(page.get_by_role("heading", name="You have left your page")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Hello Amara")).to_be_hidden()
