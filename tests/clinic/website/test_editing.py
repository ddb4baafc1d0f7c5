"""Writing, previewing and publishing a public page."""

import json

import pytest
from django.test import Client

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.inform.models import Profile, Slug
from percuta_clinic.inform.queries import edited, shown, versions

PAGE = "/website/how-to-prepare/"
DRAFT = "/drafts/article/how-to-prepare/"
GIVEN = {"title": "Come well", "summary": "How to come.", "text": "Rest first.", "why": "plainer"}


def typed(browser: Client, text: str, version: int = 0) -> int:
    values = {"title": "Come well", "summary": "s", "text": text, "seen": "0"}
    body = json.dumps({"version": version, "values": values})
    answer = browser.post(DRAFT, body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return int(answer.json()["version"])


def test_what_is_typed_is_kept_and_previewed_but_not_public(house: House) -> None:
    browser = SignedIn(house.olga)
    version = typed(browser, "## Rest\n\nSleep well.")
    assert typed(browser, "## Rest\n\nSleep **well**.", version) == 2
    assert "Sleep **well**." in browser.get(PAGE).content.decode()
    seen = browser.get(f"{PAGE}preview/").content.decode()
    assert "Sleep <strong>well</strong>." in seen
    assert "Only you see this" in seen
    public = Client().get("/read/how-to-prepare/").content.decode()
    assert "Sleep" not in public
    assert "Only you see this" not in public
    other = SignedIn(house.dora).get(f"{PAGE}preview/").content.decode()
    assert "Sleep" not in other


def test_the_preview_is_the_public_page(house: House) -> None:
    browser = SignedIn(house.olga)
    typed(browser, "## Rest\n\nSleep **well**.")
    before = browser.get(f"{PAGE}preview/").content.decode()
    browser.post(PAGE, GIVEN | {"summary": "s", "text": "## Rest\n\nSleep **well**.", "seen": 0})
    after = Client().get("/read/how-to-prepare/").content.decode()
    body = before.split("<article")[1].split('<p class="quiet small">')[0]
    assert body == after.split("<article")[1].split('<p class="quiet small">')[0]


def test_publishing_needs_a_reason(house: House) -> None:
    browser = SignedIn(house.dora)
    answer = browser.post(PAGE, GIVEN | {"why": " ", "seen": 0})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert "Rest first." in answer.content.decode()
    assert browser.post(PAGE, GIVEN | {"seen": 0}).status_code == 302
    assert shown(Slug.PREPARE).words.text == "Rest first."


def test_a_promise_is_named_and_asks_why(house: House) -> None:
    browser = SignedIn(house.dora)
    given = GIVEN | {"text": "A painless cure.", "seen": 0}
    page = browser.post(PAGE, given)
    assert page.status_code == 422
    assert "Words to think about again" in page.content.decode()
    assert browser.post(PAGE, given | {"despite": "quoted"}).status_code == 302
    assert "quoted" in browser.get(f"{PAGE}history/").content.decode()


def test_two_people_at_once_see_both_texts(house: House) -> None:
    SignedIn(house.dora).post(PAGE, GIVEN | {"seen": 0})
    slower = SignedIn(house.olga)
    answer = slower.post(PAGE, GIVEN | {"text": "Eat first.", "seen": 0})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rest" in page
    assert "Eat" in page
    assert shown(Slug.PREPARE).words.text == "Rest first."
    assert (
        slower.post(PAGE, GIVEN | {"text": "Eat first.", "seen": edited(Slug.PREPARE)}).status_code
        == 302
    )


def test_the_history_shows_what_changed_and_brings_it_back(house: House) -> None:
    browser = SignedIn(house.dora)
    browser.post(PAGE, GIVEN | {"seen": 0})
    browser.post(PAGE, GIVEN | {"text": "Rest last.", "seen": edited(Slug.PREPARE)})
    page = browser.get(f"{PAGE}history/").content.decode()
    assert "<del>first</del>" in page
    assert "<ins>last</ins>" in page
    back = {"why": "it was right", "seen": edited(Slug.PREPARE)}
    assert browser.post(f"{PAGE}restore/1/", back).status_code == 302
    assert shown(Slug.PREPARE).words.text == "Rest first."
    assert versions(Slug.PREPARE).count() == 3
    old = browser.post(f"{PAGE}restore/2/", {"why": "again", "seen": 0}, follow=True)
    assert "Somebody changed this text meanwhile" in old.content.decode()


def test_a_discarded_draft_can_be_taken_back(house: House) -> None:
    browser = SignedIn(house.olga)
    typed(browser, "Half a sentence")
    browser.post(f"{DRAFT}discard/")
    assert "Half a sentence" not in browser.get(PAGE).content.decode()
    assert "Take it back" in browser.get(f"{PAGE}history/").content.decode()
    browser.post(f"{DRAFT}take-back/")
    assert "Half a sentence" in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("who", ["fred", "sina"])
def test_others_are_told_who_writes_the_pages(house: House, who: str) -> None:
    browser = SignedIn(getattr(house, who))
    assert "by a doctor or the owner" in browser.get("/website/").content.decode()
    assert browser.get(PAGE).status_code == 404
    assert browser.post(DRAFT, {}).status_code == 404


def test_everybody_of_the_staff_decides_about_being_shown(house: House) -> None:
    browser = SignedIn(house.sina)
    given = {"name": "Sina", "does": "Specialist", "words": "I take time.", "seen": 0}
    browser.post("/website/me/", given)
    assert "I take time." not in Client().get("/team/").content.decode()
    browser.post("/website/me/", given | {"agreed": "on", "seen": 1})
    assert "I take time." in Client().get("/team/").content.decode()
    key = Profile.objects.get().pk
    owner = SignedIn(house.olga)
    assert "Not done" in owner.post(f"/website/people/{key}/hide/", follow=True).content.decode()
    owner.post(f"/website/people/{key}/hide/", {"why": "she asked"})
    assert "I take time." not in Client().get("/team/").content.decode()
