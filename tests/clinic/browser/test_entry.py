"""The doors in a real browser: passkeys, the app, and signing in again over an open page."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.entry.test_sign_in import code_now
from clinic.people_here import PASSWORD, open_house
from percuta_clinic.audit.models import Entry
from percuta_clinic.people.models import Account

pytestmark = pytest.mark.django_db(transaction=True)
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh browser window."""
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def here(chromium: Browser, live_server: LiveServer) -> str:
    """The address of a clinic that is running."""
    assert chromium.is_connected()
    cache.clear()
    open_house()
    return str(live_server.url)


@pytest.fixture
def fred(here: str) -> Account:
    assert here
    return Account.objects.get(email="fred@clinic.example")


@pytest.fixture
def bea(here: str) -> Account:
    assert here
    return Account.objects.get(email="bea@clinic.example")


def come_in(page: Page, here: str, account: Account) -> None:
    client = Client()
    client.force_login(account)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": here}])


def with_app(account: Account) -> str:
    secret = str(generate_totp_secret())
    TOTP.activate(account, secret)
    return secret


def type_password(page: Page | FrameLocator, account: Account) -> None:
    page.get_by_label("E-mail address").fill(account.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def prove(page: Page) -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(lambda url: "reauthenticate" not in url)


def keep_codes(page: Page) -> None:
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("button", name="I have kept them")).to_have_count(0)


def lose_session() -> None:
    Session.objects.all().delete()


def door(page: Page) -> FrameLocator:
    return page.frame_locator("dialog iframe")


def test_a_passkey_is_set_up_and_signs_in_alone(here: str, page: Page, fred: Account) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    page.goto(f"{here}/accounts/login/")
    type_password(page, fred)
    page.get_by_role("link", name="Set up a passkey").click()
    prove(page)
    page.get_by_label("Its name").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    keep_codes(page)
    page.goto(f"{here}/my-account/")
    expect(page.get_by_text("My phone").first).to_be_visible()
    page.goto(f"{here}/accounts/logout/")
    page.get_by_role("button", name="Sign out").last.click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto(f"{here}/my-account/")
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    assert Entry.objects.filter(action="session.opened", subject_id=str(fred.pk)).count() == 2


def test_a_device_without_a_passkey_is_told_so_in_words(here: str, page: Page) -> None:
    page.goto(f"{here}/accounts/login/")
    page.evaluate("""() => { navigator.credentials.get = () =>
        Promise.reject(new DOMException("no", "NotAllowedError")); }""")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("No passkey was used")).to_be_visible()


def test_an_app_is_set_up_by_the_secret_that_is_shown(here: str, page: Page, fred: Account) -> None:
    page.goto(f"{here}/accounts/login/")
    type_password(page, fred)
    page.get_by_role("link", name="Set up an app").click()
    prove(page)
    page.get_by_text("I cannot scan it").click()
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("The six digits it shows").fill(code_now(secret))
    page.get_by_role("button", name="Go on").click()
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    keep_codes(page)
    for turn in range(2):
        page.context.clear_cookies()
        page.goto(f"{here}/my-account/")
        type_password(page, fred)
        page.get_by_label("Code").fill(codes[0])
        page.get_by_role("button", name="Sign in", exact=True).click()
        expected = ("My account", "Second step")[turn]
        expect(page.get_by_role("heading", name=expected, exact=True)).to_be_visible()
    assert Authenticator.objects.filter(user=fred, type="totp").exists()


def test_a_form_is_saved_after_signing_in_again_over_it(
    here: str, page: Page, fred: Account
) -> None:
    secret = with_app(fred)
    come_in(page, here, fred)
    page.goto(f"{here}/my-account/")
    page.get_by_label("Your name").fill("Fred von Vorne")
    lose_session()
    page.get_by_role("button", name="Save the name").click()
    type_password(door(page), fred)
    door(page).get_by_label("Code").fill(code_now(secret))
    door(page).get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Your name is changed")).to_be_visible()
    fred.refresh_from_db()
    assert fred.name == "Fred von Vorne"
    assert Entry.objects.get(action="account.renamed").actor_id == fred.pk


def test_nothing_is_saved_when_somebody_else_signs_in(here: str, page: Page, bea: Account) -> None:
    come_in(page, here, bea)
    page.goto(f"{here}/my-account/")
    page.get_by_label("Your name").fill("Bea Neu")
    lose_session()
    page.get_by_role("button", name="Save the name").click()
    type_password(door(page), Account.objects.get(email="amara@clinic.example"))
    expect(page.get_by_role("dialog", name="Somebody else is signed in now")).to_be_visible()
    page.get_by_role("button", name="Go back to the text").click()
    expect(page.get_by_label("Your name")).to_have_value("Bea Neu")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("Somebody else is signed in now")).to_be_visible()
    page.get_by_role("button", name="Open the page afresh").click()
    expect(page.get_by_label("Your name")).to_have_value("Amara Okafor")
    assert not Entry.objects.filter(action="account.renamed").exists()


def test_what_htmx_was_refused_is_sent_again(here: str, page: Page, bea: Account) -> None:
    come_in(page, here, bea)
    page.goto(f"{here}/my-account/")
    page.evaluate("""() => {
        document.querySelector("main").insertAdjacentHTML("beforeend",
            `<form id="inner" hx-post="/my-account/" hx-target="#answer" hx-select="h1">
             <input name="name" value="Bea by script"><button>Send it</button></form>
             <div id="answer"></div>`);
        htmx.process(document.getElementById("inner")); }""")
    lose_session()
    page.get_by_role("button", name="Send it").click()
    type_password(door(page), bea)
    expect(page.locator("dialog#session")).to_be_hidden()
    expect(page.locator("#answer")).to_contain_text("My account")
    bea.refresh_from_db()
    assert bea.name == "Bea by script"


def test_an_old_token_is_renewed_before_a_form_is_sent(here: str, page: Page, bea: Account) -> None:
    come_in(page, here, bea)
    page.goto(f"{here}/my-account/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_label("Your name").fill("Bea Neu")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("Your name is changed")).to_be_visible()


def test_without_a_connection_the_text_stays(here: str, page: Page, bea: Account) -> None:
    come_in(page, here, bea)
    page.goto(f"{here}/my-account/")
    page.get_by_label("Your name").fill("Bea Neu")
    offline(page)
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("Nothing was sent")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Bea Neu")
    online(page)
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("Your name is changed")).to_be_visible()


def test_an_idle_page_asks_to_sign_in_without_being_touched(
    here: str, page: Page, bea: Account
) -> None:
    come_in(page, here, bea)
    page.clock.install()
    page.goto(f"{here}/my-account/")
    page.clock.run_for(29 * 60_000 + 30_000)
    expect(page.get_by_text("signed out in a minute")).to_be_visible()
    lose_session()
    page.clock.run_for(3 * 60_000)
    expect(page.get_by_text("Please sign in again")).to_be_visible()


def test_signing_out_of_a_lost_session_asks_nothing(here: str, page: Page, bea: Account) -> None:
    come_in(page, here, bea)
    page.goto(f"{here}/my-account/")
    lose_session()
    page.get_by_role("button", name=bea.name).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_page_that_asks_by_itself_says_so(here: str, page: Page, bea: Account) -> None:
    come_in(page, here, bea)
    asked: list[str] = []
    page.on(
        "request",
        lambda one: (
            asked.append(one.headers.get("x-percuta-quiet", "acts"))
            if one.url.endswith("/session/")
            else None
        ),
    )
    page.goto(f"{here}/my-account/")
    page.evaluate("htmx.ajax('GET', '/session/', {target: 'main', swap: 'none'})")
    page.keyboard.press("Tab")
    page.evaluate("htmx.ajax('GET', '/session/', {target: 'main', swap: 'none'})")
    assert asked == ["1", "acts"]


def test_another_script_is_told_when_its_owner_is_back(here: str, page: Page, bea: Account) -> None:
    come_in(page, here, bea)
    page.goto(f"{here}/my-account/")
    lose_session()
    page.evaluate("""() => {
        const retry = () => { document.querySelector("h1").textContent = "Sent again"; };
        document.dispatchEvent(new CustomEvent("session:lost", { detail: { retry } })); }""")
    type_password(door(page), bea)
    expect(page.get_by_role("heading", name="Sent again")).to_be_visible()


PLAIN = ["/accounts/login/", "/accounts/password/reset/", "/accounts/logout/", "/my-account/"]
PROVEN = ["/accounts/2fa/app/add/", "/accounts/2fa/passkeys/add/", "/accounts/password/"]


@pytest.mark.parametrize("path", PLAIN + PROVEN)
def test_pages_can_be_used_by_everybody_and_keep_the_policy(
    here: str, page: Page, bea: Account, *, path: str
) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    if path not in PLAIN[:2]:
        come_in(page, here, bea)
    page.goto(f"{here}{path}")
    if path in PROVEN[:2]:
        prove(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert not found.response["violations"], found.generate_report()
    assert not complaints
