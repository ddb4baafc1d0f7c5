"""The chart in a real browser: what is typed survives whatever happens to network and session."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.tablet import Tablet
from clinic.files import samples
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.drafts.models import Draft
from percuta_clinic.patients.attaching import attachment_add
from percuta_clinic.patients.models import Attachment, Note, NoteText, Patient, TeamMember
from percuta_clinic.patients.notes import note_amend, note_sign
from percuta_clinic.people.models import Account
from percuta_clinic.premises.queries import today

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile(r"Saved \d\d:\d\d")
RETRYING = re.compile("Not saved . retrying")
DRAFTS = "**/drafts/**"


@pytest.fixture
def tablet(chromium: Browser, live_server: LiveServer, running: House) -> Iterator[Tablet]:
    """Sina's."""
    one = Tablet(chromium, str(live_server.url))
    one.sign_in(running.sina)
    yield one
    one.context.close()


def write(page: Page, words: str) -> None:
    page.get_by_label("What was seen and done").fill(words)


def text(page: Page) -> str:
    return page.get_by_label("What was seen and done").input_value()


def state(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-draft-state] [data-when]:visible")).to_have_text(words)


def kept() -> str:
    return str(Draft.objects.get(dropped_at=None).values["text"])


def test_typed_words_are_there_on_another_device(
    tablet: Tablet, running: House, chromium: Browser
) -> None:
    page = tablet.chart(running.amara)
    write(page, "Cheeks evenly pink.")
    state(page, SAVED)
    assert kept() == "Cheeks evenly pink."
    other = Tablet(chromium, tablet.url)
    other.sign_in(running.sina)
    again = other.chart(running.amara)
    assert text(again) == "Cheeks evenly pink."
    expect(again.get_by_text("Unfinished text of")).to_be_visible()
    other.context.close()


def test_saved_is_shown_only_after_the_answer(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(DRAFTS, hold)
    with page.expect_request(DRAFTS):
        write(page, "Words")
    page.wait_for_timeout(300)
    state(page, "Saving …")
    held[0].continue_()
    state(page, SAVED)


def test_without_network_the_words_stay_and_are_saved_later(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    offline(page)
    write(page, "Typed in the cellar.")
    state(page, RETRYING)
    assert not Draft.objects.exists()
    write(page, "Typed in the cellar, all of it.")
    page.wait_for_timeout(1200)
    state(page, RETRYING)
    online(page)
    state(page, SAVED)
    assert kept() == "Typed in the cellar, all of it."


def test_a_server_that_died_gets_the_words_once_it_is_back(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    page.route(DRAFTS, lambda route: route.abort("connectionrefused"))
    write(page, "Before the crash.")
    state(page, RETRYING)
    page.unroute(DRAFTS)
    page.route(DRAFTS, lambda route: route.fulfill(status=502, body="Bad gateway"))
    page.wait_for_timeout(1500)
    state(page, RETRYING)
    page.unroute(DRAFTS)
    state(page, SAVED)
    assert kept() == text(page) == "Before the crash."


def test_leaving_with_unsaved_words_is_warned(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    offline(page)
    page.get_by_label("What was seen and done").press_sequentially("Not safe yet")
    state(page, RETRYING)
    with page.expect_event("dialog") as warned:
        page.close(run_before_unload=True)
    assert warned.value.type == "beforeunload"
    warned.value.dismiss()
    assert text(page) == "Not safe yet"
    online(page)
    state(page, SAVED)


def test_words_do_not_lie_in_the_browser_store(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    offline(page)
    write(page, "Secret words")
    state(page, RETRYING)
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Secret" not in stored


def clash(tablet: Tablet, house: House) -> Page:
    """Two tabs of one person; the second writes without having seen the first."""
    first, second = tablet.chart(house.amara), tablet.chart(house.amara)
    write(first, "From the first tab.")
    state(first, SAVED)
    write(second, "From the second tab.")
    state(second, re.compile("Not saved . two texts, see below"))
    expect(second.locator("[data-mine]")).to_have_text("From the second tab.")
    expect(second.locator("[data-theirs]")).to_have_text("From the first tab.")
    assert kept() == "From the first tab."
    return second


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("Keep mine", "From the second tab."),
        ("Take the other", "From the first tab."),
        ("Put both together by hand", "From the second tab.\n\nFrom the first tab."),
    ],
)
def test_two_tabs_show_both_texts_and_one_chooses(
    tablet: Tablet, running: House, choice: str, *, words: str
) -> None:
    page = clash(tablet, running)
    page.get_by_role("button", name=choice).click()
    expect(page.locator("[data-draft-clash]")).to_be_hidden()
    state(page, SAVED)
    assert text(page) == kept() == words


def test_signing_waits_while_two_texts_are_open(tablet: Tablet, running: House) -> None:
    page = clash(tablet, running)
    page.get_by_role("button", name="Sign: locks the note").click()
    page.wait_for_timeout(500)
    assert not Note.objects.exists()


def test_a_lost_session_keeps_the_words_until_one_is_back(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    page.evaluate("document.addEventListener('session:lost', () => { window.out = 1 })")
    Session.objects.all().delete()
    write(page, "Four hours of work.")
    state(page, re.compile("sign in again, your text stays here"))
    assert page.evaluate("window.out") == 1
    tablet.sign_in(running.sina)
    page.evaluate("document.dispatchEvent(new CustomEvent('session:back'))")
    state(page, SAVED)
    assert kept() == text(page) == "Four hours of work."


def test_who_may_no_longer_open_the_chart_is_told(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    Account.objects.get(pk=running.sina.pk).grants.update(ended_at=running.sina.created_at)
    write(page, "Too late.")
    state(page, re.compile("you may no longer write here"))
    assert text(page) == "Too late."


def test_signing_locks_the_note_and_leaves_no_draft(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    write(page, "Signed right after the last letter.")
    page.get_by_role("button", name="Sign: locks the note").dblclick()
    expect(page.get_by_text("Signed, locked")).to_be_visible()
    assert NoteText.objects.get().text == "Signed right after the last letter."
    page.wait_for_timeout(1200)
    assert not Draft.objects.exists()
    assert text(page) == ""


def test_signing_without_network_loses_nothing(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    offline(page)
    write(page, "Words in the tunnel.")
    page.get_by_role("button", name="Sign: locks the note").click()
    state(page, RETRYING)
    assert text(page) == "Words in the tunnel."
    online(page)
    state(page, SAVED)
    page.get_by_role("button", name="Sign: locks the note").click()
    expect(page.get_by_text("Signed, locked")).to_be_visible()


def test_a_discarded_text_is_taken_back(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    write(page, "Maybe not.")
    state(page, SAVED)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("You discarded a text of")).to_be_visible()
    assert text(page) == ""
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Unfinished text of")).to_be_visible()
    assert text(page) == "Maybe not."


def test_a_note_is_written_and_signed_by_keyboard_alone(tablet: Tablet, running: House) -> None:
    page = tablet.chart(running.amara)
    page.get_by_role("link", name="Write a note").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("By keyboard.")
    button = page.get_by_role("button", name="Sign: locks the note")
    for _ in range(8):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Signed, locked")).to_be_visible()
    assert NoteText.objects.get().text == "By keyboard."


def test_without_scripts_one_filters_and_signs(
    chromium: Browser, live_server: LiveServer, running: House
) -> None:
    plain = Tablet(chromium, str(live_server.url), scripts=False)
    plain.sign_in(running.sina)
    page = plain.chart(running.amara)
    write(page, "No script.")
    page.get_by_role("button", name="Sign: locks the note").click()
    expect(page.get_by_text("No script.")).to_be_visible()
    page.get_by_role("link", name="Files", exact=True).click()
    expect(page.get_by_text("Nothing of this kind yet")).to_be_visible()
    plain.context.close()


def test_a_picture_is_added_and_seen(tablet: Tablet, running: House) -> None:
    page = tablet.open(f"/patients/{running.amara.pk}/files/add/")
    page.get_by_label("Files").set_input_files(
        {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": samples.geotagged()}
    )
    page.get_by_role("button", name="Add to the chart").click()
    small = page.locator("img.thumb")
    expect(small).to_be_visible()
    small.scroll_into_view_if_needed()
    # The page's policy forbids waiting for a script, so the picture itself says when it is there.
    assert page.locator("img.thumb").evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    with page.context.expect_page() as opened:
        page.locator(".file").click(modifiers=["Control"])
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("document.images[0].naturalWidth") == 40


def pages_of(house: House) -> list[str]:
    note = note_sign(
        by=house.sina,
        patient=house.amara,
        text="Lot A11.",
        about=today(house.clinic),
        draft=(new_id(), 0),
    )
    note_amend(by=house.dora, note=note, text="Lot A12.", reason="wrong lot", seen=1)
    file, gone = (
        attachment_add(
            by=house.sina, patient=house.amara, content=samples.picture(), name=f"{name}.jpg"
        )
        for name in ("kept", "gone")
    )
    Attachment.objects.filter(pk=gone.pk).update(removed_at=gone.added_at, removed_why="wrong")
    chart = f"/patients/{house.amara.pk}/"
    return [
        chart,
        f"{chart}details/",
        f"{chart}files/add/",
        f"/notes/{note.pk}/",
        f"/notes/{note.pk}/amend/",
        f"/files/{file.pk}/remove/",
    ]


def test_every_page_of_the_chart_is_accessible(tablet: Tablet, running: House) -> None:
    Patient.objects.filter(pk=running.amara.pk).update(restricted=True)
    TeamMember.objects.create(patient=running.amara, account=running.sina)
    for address in pages_of(running):
        page = tablet.open(address)
        found = Axe().run(page).response["violations"]
        assert [(address, one["id"]) for one in found] == []
        page.close()


def test_the_choice_between_two_texts_is_accessible(tablet: Tablet, running: House) -> None:
    page = clash(tablet, running)
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.activeElement.matches('[data-draft-clash]')")
