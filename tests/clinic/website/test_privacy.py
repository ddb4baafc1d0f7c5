"""What is kept about people is told to them, from the numbers by which it is deleted."""

import pytest
from django.test import Client
from django.utils.html import escape

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.website.test_public import PAGES, read
from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.services import starting, text_publish
from percuta_clinic.inform.words import Words
from percuta_clinic.website import kept

LINK = 'href="/privacy/"'
ASKED = "Your clinic has something to fill in here"


def test_it_is_one_link_away_from_every_public_page(house: House) -> None:
    assert house.clinic.pk
    for path in (*PAGES.values(), "/book/", "/read/side-effects/comments/"):
        footer = read(path).split('<footer class="site">')[1]
        assert LINK in footer, path
    form = read("/read/side-effects/").split('class="comment-form"')[1].split("</form>")[0]
    assert LINK in form


def test_times_are_those_by_which_things_are_deleted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.clinic.keep_years = 27
    house.clinic.save()
    monkeypatch.setattr(kept, "DAYS_KEPT", 41)
    page = read("/privacy/")
    assert "27 full years" in page
    assert "41 days after we decide" in page


def test_reading_sets_no_cookie(house: House) -> None:
    assert house.clinic.pk
    browser = Client()
    for path in PAGES.values():
        read(path, browser)
    assert not browser.cookies


@pytest.mark.parametrize("mail", ["ask@clinic.example", ""])
def test_who_answers_is_whom_the_clinic_names_or_how_to_ask(house: House, mail: str) -> None:
    house.clinic.email = mail
    house.clinic.save()
    main = read("/privacy/").split("<main")[1].split("</main>")[0]
    assert ("mailto:ask@clinic.example" in main) is bool(mail)
    assert escape(house.clinic.name) in main
    editor = SignedIn(house.olga)
    assert ASKED in read("/website/privacy/", editor)
    ours = starting(Slug.PRIVACY)
    named = ours.text.replace("[[responsible]]", "Olga Owner answers for this.")
    words = Words(title=ours.title, summary=ours.summary, text=named)
    text_publish(by=house.olga, slug=Slug.PRIVACY, words=words, why="It is me", seen=0)
    assert "Olga Owner answers for this." in read("/privacy/")
    assert ASKED not in read("/website/privacy/", editor)
    assert ASKED not in read("/website/team/", editor)
