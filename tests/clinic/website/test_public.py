"""The public pages as a stranger reads them."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from PIL import Image

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.models import Service
from percuta_clinic.inform.models import ARTICLES, Slug
from percuta_clinic.inform.profiles import profile_save
from percuta_clinic.inform.queries import edited
from percuta_clinic.inform.services import article_show, starting, text_publish
from percuta_clinic.inform.words import Words
from percuta_clinic.people.models import Account

PAGES = {slug: f"/read/{slug.value}/" for slug in ARTICLES} | {
    Slug.HOME: "/",
    Slug.SERVICES: "/services/",
    Slug.TEAM: "/team/",
    Slug.QUESTIONS: "/questions/",
    Slug.TAKE_AWAY: "/take-away/",
    Slug.PRIVACY: "/privacy/",
}
HOSTILE = '</script><script>alert(1)</script><!--<script> & \u2028 "quoted" it\'s'
MOST_BYTES = 60_000  # before anything is compressed
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read(path: str, browser: Client | None = None) -> str:
    answer = (browser or Client()).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def told_machines(page: str) -> list[dict[str, object]]:
    (found,) = DATA.findall(page)
    return list(json.loads(found)["@graph"])


@pytest.mark.parametrize("slug", Slug)
def test_a_stranger_reads_every_page(house: House, slug: Slug) -> None:
    page = read(PAGES[slug])
    assert escape(house.clinic.name) in page
    head = page.split("</head>")[0]
    assert page.count("<h1") == 1
    assert '<html lang="en-GB">' in page
    assert '<meta name="description" content="' in head
    assert f'<link rel="canonical" href="{settings.ENVIRONMENT.url}{PAGES[slug]}">' in head
    assert 'property="og:title"' in head
    assert f'property="og:image" content="{settings.ENVIRONMENT.url}/static/clinic/preview' in head
    assert 'href="#main"' in page
    assert told_machines(page)
    assert "{" not in re.sub(r"<script.*?</script>", "", page.split("</head>")[1], flags=re.DOTALL)


@pytest.mark.parametrize(
    ("who", "start"), [("fred", "/today/"), ("amara_herself", "/my/"), ("nobody", "/no-role/")]
)
def test_whoever_is_signed_in_goes_on_to_their_own_start(
    house: House, who: str, start: str
) -> None:
    answer = SignedIn(getattr(house, who)).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, start)
    assert answer.headers["Cache-Control"] == "no-store"


def test_sign_in_is_one_link_away(house: House) -> None:
    assert house.clinic.pk
    assert f'href="{reverse("account_login")}"' in read("/")


def test_an_article_taken_out_is_gone_from_everywhere(house: House) -> None:
    article_show(by=house.olga, slug=Slug.DOWNTIME, shown=False, why="no lasers", seen=0)
    assert Client().get("/read/downtime/").status_code == 404
    for path in ("/", "/read/how-it-works/", "/feed.xml", "/sitemap.xml"):
        assert "/read/downtime/" not in read(path), path


@pytest.mark.parametrize("path", ["/read/home/", "/read/nothing/", "/read/team/"])
def test_what_is_no_article_is_not_found(house: House, path: str) -> None:
    assert house.clinic.pk
    assert Client().get(path).status_code == 404


def test_services_are_told_with_their_price_while_they_are_offered(house: House) -> None:
    house.talk.price, house.talk.currency = Decimal("61.50"), "EUR"
    house.talk.save()
    page = read("/services/")
    assert house.talk.name in page
    assert "61.50 EUR" in page
    offers = [one["offers"] for one in told_machines(page) if one["@type"] == "Service"]
    assert {"@type": "Offer", "price": "61.50", "priceCurrency": "EUR"} in offers
    house.talk.is_offered = False
    house.talk.save()
    assert "61.50" not in read("/services/")


def test_every_question_is_told_to_machines_with_its_answer(house: House) -> None:
    assert house.clinic.pk
    (page,) = [one for one in told_machines(read("/questions/")) if one["@type"] == "FAQPage"]
    asked = page["mainEntity"]
    assert isinstance(asked, list)
    assert len(asked) == starting(Slug.QUESTIONS).text.count("## ")
    assert all(one["acceptedAnswer"]["text"] for one in asked)


def test_hostile_words_stay_words_in_the_page_and_for_machines(house: House) -> None:
    words = Words(title=HOSTILE[:120], summary=HOSTILE, text=f"## {HOSTILE}\n\n{HOSTILE}")
    for slug in (Slug.QUESTIONS, Slug.HOW_IT_WORKS):
        text_publish(by=house.dora, slug=slug, words=words, why="x", seen=0)
    house.clinic.name = HOSTILE[:120]
    house.clinic.save()
    profile_save(by=house.sina, name="A<b>", does=HOSTILE, words=HOSTILE, agreed=True, seen=0)
    for path in ("/questions/", "/read/how-it-works/", "/team/", "/", "/services/"):
        page = read(path)
        assert "<script>alert" not in page, path
        assert "<!--<" not in page, path
        told = {str(one.get("name")) for one in told_machines(page)}
        assert HOSTILE[:120] in told, path
    assert "<script>" not in read("/feed.xml")


def test_a_page_that_did_not_change_is_not_sent_again(house: House) -> None:
    browser = Client()
    answer = browser.get("/questions/")
    assert answer.headers["Cache-Control"] == "no-cache"
    again = browser.get("/questions/", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    words = Words(title="New", summary="s", text="t")
    text_publish(
        by=house.dora, slug=Slug.QUESTIONS, words=words, why="x", seen=edited(Slug.QUESTIONS)
    )
    fresh = browser.get("/questions/", headers={"If-None-Match": answer.headers["ETag"]})
    assert fresh.status_code == 200


@pytest.mark.parametrize("path", PAGES.values())
def test_no_page_names_anybody_who_did_not_agree(house: House, path: str) -> None:
    everybody: list[Account] = [*house.everybody.values()]
    page = read(path)
    names = {one.name for one in everybody} | {"Amara", "Okafor", "Bea", "Novak"}
    names |= {one.email for one in everybody}
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", page)]


@pytest.mark.parametrize("path", PAGES.values())
def test_a_page_with_its_styles_is_light(house: House, path: str) -> None:
    assert house.clinic.pk
    page = read(path)
    styles = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)
    files = [Path(str(finders.find(name))) for name in styles]
    assert files
    assert len(page.encode()) + sum(file.stat().st_size for file in files) < MOST_BYTES
    assert "@font-face" not in "".join(file.read_text() for file in files)


@pytest.mark.usefixtures("house")
def test_the_picture_beside_a_link_is_as_large_as_it_says() -> None:
    path = finders.find("clinic/preview.png")
    assert path is not None
    with Image.open(path) as picture:
        said = (f'width" content="{picture.width}"', f'height" content="{picture.height}"')
    head = read("/book/").split("</head>")[0]
    assert all(f"og:image:{one}" in head for one in said)


def test_services_stand_with_the_consultation_first_then_by_name(house: House) -> None:
    Service.objects.filter(pk=house.talk.pk).update(is_consultation=True, name="Talk", price=90)
    Service.objects.create(name="aftercare", minutes=20, price=5)
    Service.objects.create(name="Zone check", minutes=20, price=1)
    page = read("/services/").split("</footer>")[0]
    names = re.findall(r"<li><span><strong>([^<]*)</strong>", page)
    assert names == ["Talk", "aftercare", house.needling.name, "Zone check"]
