"""A browser that sends what it likes, and notes each time that the clinic falls over."""

from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any

from django.contrib.messages import WARNING
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, resolve

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.promises.addresses import Address, addresses
from clinic.promises.forms_there import Field, Form, forms_in
from clinic.promises.test_everybody import to
from percuta_clinic.audit.models import Entry

TheAnswer = Any  # what Django's test client gives back has no public type
MARK = "<b id=hostile>"
SAMPLES = {"email": "mark@mail.example", "date": "2026-03-20", "time": "10:00", "number": "1"}
LINES = ("text", "textarea", "tel", "search")


class Hostile:
    """One person's browser."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.browser.raise_request_exception = True
        self.cookies = browser.cookies.output(header="", sep=";")
        self.faults: list[str] = []

    def get(self, path: str) -> str:
        """The page, as text; empty for what is no page."""
        answer = self._sent(f"GET {path[:90]}", lambda: self.browser.get(path))
        if (
            answer is None
            or answer.streaming
            or "html" not in answer.headers.get("Content-Type", "")
        ):
            return ""
        return str(answer.content.decode())

    def undone(self, path: str, data: dict[str, Any]) -> TheAnswer | None:
        """Sends a form and takes back whatever came of it."""
        told = {name: str(value)[:30] for name, value in data.items()}
        with transaction.atomic():
            answer = self._sent(f"POST {path} {told}", lambda: self.browser.post(path, data))
            transaction.set_rollback(True)
        return answer

    def post(self, path: str, data: dict[str, Any]) -> tuple[bool, int]:
        """Whether it was done, and how many entries it left in the log."""
        before = Entry.objects.count()
        answer = self._sent(f"POST {path}", lambda: self.browser.post(path, data))
        if answer is None:
            return False, 0
        queued = getattr(getattr(answer.wsgi_request, "_messages", None), "_queued_messages", [])
        refused = any(message.level >= WARNING for message in queued)
        done = answer.status_code < 400 and not refused
        return done and answer.status_code == 302, Entry.objects.count() - before

    def _sent(self, what: str, send: Callable[[], TheAnswer]) -> TheAnswer | None:
        try:
            with transaction.atomic():
                answer = send()
                if answer.streaming:
                    b"".join(answer.streaming_content)
        except Exception as error:
            self.faults.append(f"{what[:400]}: {error!r}"[:600])
            return None
        finally:
            self.browser.cookies = SimpleCookie(self.cookies)
        if answer.status_code >= 500:
            self.faults.append(f"{what}: {answer.status_code}")
        return answer


def everybody(house: House) -> dict[str, Hostile]:
    """A browser for each kind of person."""
    return {role: Hostile(SignedIn(account)) for role, account in house.everybody.items()}


def path_of(address: Address, known: dict[str, dict[str, Any]]) -> str:
    """Its address with real things in it; empty where only a letter has the key."""
    try:
        return to(address, known)
    except (AssertionError, NoReverseMatch):
        return ""


def may(house: House, address: Address) -> list[str]:
    """Who has the right to it."""
    rights = {role: account.rights for role, account in house.everybody.items()}
    return [role for role, has in rights.items() if address.needs is None or address.needs in has]


def pages(
    house: House, known: dict[str, dict[str, Any]], browsers: dict[str, Hostile]
) -> Iterator[tuple[str, str, str]]:
    """Every page that somebody may see: who, where, and what stands there."""
    for address in addresses():
        path = path_of(address, known)
        for role in may(house, address) if path else ():
            yield role, path, browsers[role].get(path)


def forms_of_all(
    house: House, known: dict[str, dict[str, Any]], browsers: dict[str, Hostile]
) -> dict[str, tuple[str, Form]]:
    """Every form, by the name of where it goes, and who was shown it."""
    found: dict[str, tuple[str, Form]] = {}
    for role, path, page in pages(house, known, browsers):
        for form in forms_in(page, path):
            name = str(resolve(form.action.split("?")[0]).url_name)
            _, there = found.setdefault(name, (role, form))
            there.fields.update(
                {key: one for key, one in form.fields.items() if key not in there.fields}
            )
    return found


def fitting(form: Form) -> dict[str, Any]:
    """What fits each field, with the mark wherever anything fits."""
    given = {name: _fits(one) for name, one in form.fields.items() if one.kind != "file"}
    given.pop("csrfmiddlewaretoken", None)
    return given


def _fits(one: Field) -> str:
    if one.kind in LINES and not one.choices[1:]:
        return f"{MARK}{one.value}"[:300]
    if one.kind in ("checkbox", "radio", "select"):
        return one.value or next((choice for choice in one.choices if choice), "")
    return one.value or SAMPLES.get(one.kind, MARK)
