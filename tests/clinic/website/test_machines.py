"""What feed readers and search engines get."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as Tree

from django.conf import settings
from django.test import Client

from clinic.people_here import House
from clinic.promises.addresses import addresses
from percuta_clinic.inform.models import ARTICLES, Slug

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PUBLIC = ("/read/", "/services/", "/team/", "/questions/", "/take-away/", "/privacy/")


def get(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_feed_names_every_article_and_nobody(house: House) -> None:
    feed = Tree.fromstring(get("/feed.xml"))
    links = [str(one.attrib["href"]) for one in feed.iter(f"{ATOM}link")]
    for slug in ARTICLES:
        assert f"{settings.ENVIRONMENT.url}/read/{slug.value}/" in links
    assert [one.text for one in feed.iter(f"{ATOM}name")] == [house.clinic.name]
    assert not list(feed.iter(f"{ATOM}email"))
    assert all(one.text for one in feed.iter(f"{ATOM}updated"))


def test_every_page_on_the_map_is_there(house: House) -> None:
    assert house.clinic.pk
    found = [str(one.text) for one in Tree.fromstring(get("/sitemap.xml")).iter(f"{MAP}loc")]
    assert len(found) == len(Slug) + 1
    assert f"{settings.ENVIRONMENT.url}/book/" in found
    for address in found:
        get(address.removeprefix(settings.ENVIRONMENT.url))


def test_search_engines_are_kept_out_of_whatever_is_private(house: House) -> None:
    assert house.clinic.pk
    text = get("/robots.txt")
    rules = [line.split(": ", 1)[1] for line in text.splitlines() if line.startswith("Allow: ")]
    private = [one.pattern for one in addresses() if one.needs or one.is_of_patient]
    assert "Disallow: /\n" in text
    for pattern in private:
        assert not f"/{pattern}".startswith(tuple(rules) + PUBLIC), pattern
    assert f"Sitemap: {settings.ENVIRONMENT.url}/sitemap.xml" in text
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert not parser.can_fetch("*", "/patients/")
    assert "Allow: /book/$\n" in text
    assert [one for one in rules if "book" in one] == ["/book/$"]


def test_private_pages_tell_search_engines_to_stay_away(house: House) -> None:
    assert house.clinic.pk
    assert '<meta name="robots" content="noindex">' in get("/accounts/login/")
