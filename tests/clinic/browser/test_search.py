"""The search in the header, by keyboard alone, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from clinic.browser.chromium import launched
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.patients.search import rebuild_terms
from percuta_clinic.patients.services import patient_enter
from percuta_clinic.people.models import Account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(live_server: object) -> str:
    """Where the clinic of the test answers."""
    return str(live_server).replace("127.0.0.1", "localhost")


@contextmanager
def browsing(account: Account, address: str) -> Iterator[Page]:
    """A browser in which ``account`` is signed in; what a page complains of fails the test."""
    session = SignedIn(account).cookies["sessionid"].value
    troubles: list[str] = []
    with launched() as browser:
        context = browser.new_context(base_url=address)
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        yield page
    assert troubles == []


def test_a_patient_is_found_and_opened_by_keyboard(house: House, address: str) -> None:
    for given, family in (("Jörg", "Müller"), ("Jana", "Müller")):
        patient_enter(by=house.fred, details={"given_name": given, "family_name": family})
    with browsing(house.fred, address) as page:
        page.goto("/today/")
        page.keyboard.press("/")
        page.keyboard.type("mueller j")
        options = page.get_by_role("option")
        expect(options).to_have_count(3)
        field = page.get_by_role("combobox")
        expect(field).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(field).to_have_attribute("aria-activedescendant", "hit-2")
        chosen = options.nth(1).locator("b").inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url("**/details/")
        expect(page.get_by_role("heading", level=1)).to_have_text(chosen)


def test_escape_closes_the_list_and_keeps_the_words(house: House, address: str) -> None:
    with browsing(house.fred, address) as page:
        page.goto("/today/")
        page.keyboard.press("/")
        page.keyboard.type("zzzz")
        expect(page.get_by_role("option")).to_have_text("Nobody found: add a patient")
        page.keyboard.press("Escape")
        expect(page.get_by_role("option")).to_be_hidden()
        expect(page.get_by_role("combobox")).to_have_value("zzzz")


def test_a_hostile_name_stays_text_in_the_list(house: House, address: str) -> None:
    name = "<img src=x onerror=document.title='hit'>"
    patient_enter(by=house.fred, details={"given_name": name, "family_name": "Xavier"})
    with browsing(house.fred, address) as page:
        page.goto("/patients/")
        page.keyboard.press("/")
        page.keyboard.type("xavier")
        expect(page.get_by_role("row").nth(1)).to_contain_text(name)
        assert page.locator("img").count() == 0
        assert "hit" not in page.title()


def test_who_is_here_already_shows_while_one_types(house: House, address: str) -> None:
    rebuild_terms()
    with browsing(house.fred, address) as page:
        page.goto("/patients/new/")
        page.get_by_label("Given name").fill("Amara")
        page.get_by_label("Family name").fill("Okafor")
        expect(page.get_by_role("heading", name="Maybe already here")).to_be_visible()
        page.get_by_label("The birth date is not known").check()
        page.get_by_role("button", name="Add the patient").click()
        expect(page.get_by_role("alert")).to_contain_text("seems to be here already")
        page.get_by_role("button", name="Another person: add").click()
        page.wait_for_url("**/details/")
