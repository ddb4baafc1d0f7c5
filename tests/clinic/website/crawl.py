"""Everything the public can fetch: every page, feed and list that links or maps lead to."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from percuta_clinic.frame.links import feed_url
from percuta_clinic.inform.models import ARTICLES
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.feeds import feed_make
from percuta_clinic.people.queries import staff

MOST = 400
_LINKS = re.compile(
    rb"""(?:href|src|action)=["']([^"']+)["']|<loc>([^<]+)</loc>|<id>([^<]+)</id>"""
)
SKIPPED = ("/static/", "/accounts/")
STARTS = ("/", "/feed.xml", "/sitemap.xml", "/robots.txt", "/accounts/login/")


def public_pages() -> dict[str, str]:
    """The words of each public address, as a stranger without cookies is given them."""
    waiting = [*STARTS, *_of_the_website()]
    found: dict[str, str] = {}
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        assert len(found) < MOST, f"more than {MOST} public pages; the last was {path}"
        answer = Client().get(path)
        content = answer.getvalue()
        head = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
        found[path] = f"{head}\n{content.decode('utf-8', 'replace')}"
        if answer.status_code == 200:
            waiting += _inside(content)
    return found


def staff_feeds() -> dict[str, str]:
    """The private calendar of everybody who works here, as a calendar program is given it."""
    found = {}
    for account in staff():
        path = urlsplit(feed_url(feed_make(by=account))).path
        answer = Client().get(path)
        assert answer.status_code == 200, account
        found[f"calendar of {account.name}"] = answer.getvalue().decode()
    return found


def of_patients() -> list[str]:
    """Whatever names a patient: both orders of the name, e-mail, phone, number of the record."""
    found = []
    for one in Patient.objects.all():
        names = (one.given_name, one.family_name)
        found += [" ".join(names), ", ".join(reversed(names)), f" {one.family_name}"]
        found += [one.email, one.phone, "".join(one.phone.split()), str(one.pk), one.pk.hex]
    return sorted({one for one in found if one.strip()})


def _of_the_website() -> Iterable[str]:
    """Every address of the public door that names nothing, or an article."""
    for pattern in get_resolver("percuta_clinic.website.urls").url_patterns:
        route = str(pattern.pattern)
        if "<slug:slug>" in route:
            yield from (f"/{route.replace('<slug:slug>', one.value)}" for one in ARTICLES)
        elif "<" not in route:
            yield f"/{route}"


def _inside(content: bytes) -> list[str]:
    found = []
    for groups in _LINKS.findall(content):
        link = unescape(next(one for one in groups if one).decode("utf-8", "replace"))
        link = link.removeprefix(settings.ENVIRONMENT.url)
        parts = urlsplit(link)
        if link.startswith("/") and not parts.netloc and not link.startswith(SKIPPED):
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def leaks(pages: dict[str, str], secrets: Iterable[str]) -> list[str]:
    """Where any of ``secrets`` stands, as it is, escaped, or percent-coded; or in capitals."""
    wanted = [one.casefold() for one in secrets if one]
    found = []
    for path, words in pages.items():
        seen = f"{path}\n{words}"
        readings = " \n".join((seen, unescape(seen), unquote(seen))).casefold()
        found += [f"{path}: {one}" for one in wanted if one in readings]
    return found
